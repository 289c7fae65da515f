import type { TermsParty } from '../../core/contract/terms-security.ts'
import type { ContractView } from '../../core/contract/view-contract.ts'
import { ID_WORDS } from './loan-words.ts'
import type { Signer } from './signatures.ts'
import type { Pair } from './tables.ts'
import { dateOrHand, STRUCK } from './words.ts'

/** The rows that name a person on paper: who, by which document, and where papers reach them. */
export const personRows = (role: string, person: TermsParty): Pair[] => [
  [role, person.name],
  ['证件名称及号码', `${ID_WORDS[person.idType]}　${person.idNumber}`],
  ['联系电话', person.phone],
  ['住所（送达地址）', person.address],
]

export const lenderRows = (role: string, { lender }: ContractView): Pair[] => [
  [role, `${lender.bank}${lender.branch}`],
  ['住所（送达地址）', lender.address],
  ['负责人／电话', `${lender.manager}　${lender.phone}`],
]

export const businessRows = ({ business }: ContractView): Pair[] =>
  business
    ? [
        ['经营主体（字号）', business.name],
        ['统一社会信用代码', business.uscc === '' ? STRUCK : business.uscc],
        ['经营场所', business.address],
      ]
    : []

/** Who owes the loan: the person, or the enterprise with the person who acts for it. */
export const debtorRows = (role: string, view: ContractView): Pair[] =>
  view.borrowerKind === 'ENTERPRISE' && view.business
    ? [
        [role, view.business.name],
        ['统一社会信用代码', view.business.uscc],
        ['住所（送达地址）', view.business.address],
        ...personRows('法定代表人', view.borrower),
      ]
    : [...personRows(role, view.borrower), ...businessRows(view)]
/** The document that tells the debtor from another of his name. */
export const debtorNumber = ({ borrowerKind, business, borrower }: ContractView): string =>
  borrowerKind === 'ENTERPRISE' && business ? `统一社会信用代码　${business.uscc}` : `${ID_WORDS[borrower.idType]}　${borrower.idNumber}`
export const debtorName = ({ borrowerKind, business, borrower }: ContractView): string =>
  borrowerKind === 'ENTERPRISE' && business ? business.name : borrower.name

export const bankSigner = (role: string, view: ContractView): Signer => ({
  role,
  name: `${view.lender.bank}${view.lender.branch}`,
  kind: 'BANK',
  date: dateOrHand(view.signedOn),
})
/** A company signs with its seal; the legal representative signs beside it. */
export const companySigner = (role: string, name: string, view: ContractView): Signer => ({
  role,
  name,
  kind: 'COMPANY',
  date: dateOrHand(view.signedOn),
})
export const debtorSigner = (role: string, view: ContractView): Signer =>
  view.borrowerKind === 'ENTERPRISE' ? companySigner(role, debtorName(view), view) : personSigner(role, view.borrower, view)
export const personSigner = (role: string, person: TermsParty, view: Pick<ContractView, 'signedOn'>): Signer => ({
  role,
  name: person.name,
  kind: 'PERSON',
  date: dateOrHand(view.signedOn),
})
