import { ownersOf } from '../../core/contract/owners.ts'
import type { PaperKind } from '../../core/contract/paper-kinds.ts'
import { hasRegistered } from '../../core/contract/paper-security.ts'
import type { Lender } from '../../core/contract/terms.ts'
import type { ContractView } from '../../core/contract/view-contract.ts'
import { borrowerParty, ownerParties, partyRows, partySigner, type SigningParty } from '../contracts/signing-parties.ts'
import { PAPER_TITLES } from '../layout/paper-titles.ts'
import { bankSigner } from '../layout/parties.ts'
import { dateOrHand } from '../layout/words.ts'
import type { FormFrame } from './form.v1.ts'

export const INTAKE_FORMS = ['CREDIT_AUTHORISATION', 'PERSONAL_INFO_CONSENT', 'USE_UNDERTAKING', 'SERVICE_ADDRESS'] as const
export type IntakeFormKind = (typeof INTAKE_FORMS)[number]

const SIGNS: Readonly<Record<IntakeFormKind, string>> = {
  CREDIT_AUTHORISATION: '授权人',
  PERSONAL_INFO_CONSENT: '同意人',
  USE_UNDERTAKING: '承诺人',
  SERVICE_ADDRESS: '确认人',
}

/** The frame of a form that one person or company signs at the counter, before there is a contract. */
export function intakeFrame(kind: IntakeFormKind, number: string, caseNo: string, lender: Lender, signer: SigningParty): FormFrame {
  const who = { ...signer, role: SIGNS[kind] }
  return {
    title: PAPER_TITLES[kind],
    number,
    lender,
    rows: [...partyRows(who), ['业务编号', caseNo]],
    lead: null,
    confirms: { who: SIGNS[kind], company: signer.company !== undefined },
    signers: [partySigner(who, { signedOn: null }), { role: '见证人（经办人）', name: '', kind: 'STAFF', date: dateOrHand(null) }],
    foot: null,
    numbered: true,
  }
}

export const TERMS_FORMS = ['PAYMENT_INSTRUCTION', 'SETTLEMENT_CERTIFICATE', 'RELEASE_APPLICATION', 'DUNNING_LETTER', 'CUSTOMER_CARD'] as const
export type TermsFormKind = (typeof TERMS_FORMS)[number] & PaperKind

interface Signing {
  readonly borrower: string | null
  readonly bank: string | null
  readonly foot: ((view: ContractView) => string) | null
}
/** The card binds nobody: it is not signed, and stays one page. */
const SIGNING: Readonly<Record<Exclude<TermsFormKind, 'RELEASE_APPLICATION'>, Signing>> = {
  PAYMENT_INSTRUCTION: { borrower: '委托人', bank: '受托人（贷款人）', foot: null },
  SETTLEMENT_CERTIFICATE: { borrower: null, bank: '贷款人', foot: null },
  DUNNING_LETTER: {
    borrower: null,
    bank: '贷款人',
    foot: ({ borrowerKind }) =>
      `回执：${borrowerKind === 'ENTERPRISE' ? '本单位' : '本人'}已收到上述通知书。　签收人：　　　　　　　　日期：　　　年　　月　　日`,
  },
  CUSTOMER_CARD: { borrower: null, bank: null, foot: () => '本卡帮助您了解借款要点，权利义务以借款合同为准。' },
}

const MORTGAGE = { title: '解除抵押登记申请书', owner: '抵押人', bank: '抵押权人' } as const
/** What is registered is struck out of the register; what was handed over is given back. */
const pledged = (registered: boolean) => ({ title: registered ? '解除质押登记申请书' : '质押财产返还申请书', owner: '出质人', bank: '质权人' })

/** Who asks for a right to be released: the terms of a release name that right alone, whose owners sign. */
function releasing(view: ContractView) {
  const { owner, ...named } = view.house || view.vehicle ? MORTGAGE : pledged(hasRegistered(view))
  return { ...named, borrower: null, foot: null, owners: ownerParties(owner, '', ownersOf(view, view.house ? 'HOUSE' : view.vehicle ? 'VEHICLE' : 'PLEDGE')) }
}

const nameRows = (party: SigningParty) => partyRows(party).slice(0, 2)

/** The frame of a form made from the terms; it is signed on another day than the contract. */
export function termsFrame(kind: TermsFormKind, number: string, view: ContractView): FormFrame {
  const release = kind === 'RELEASE_APPLICATION'
  const { title, borrower, owners, bank, foot } = release ? releasing(view) : { ...SIGNING[kind], title: PAPER_TITLES[kind], owners: [] }
  const later = { ...view, signedOn: null }
  const signing: SigningParty[] = borrower === null ? owners : [borrowerParty(borrower, view)]
  return {
    title,
    number,
    lender: view.lender,
    rows: [...nameRows(borrowerParty('借款人', view)), ['借款合同编号', view.contractNo], ...owners.flatMap(nameRows)],
    lead: null,
    confirms: kind === 'PAYMENT_INSTRUCTION' && borrower !== null ? { who: borrower, company: borrowerParty(borrower, view).company !== undefined } : null,
    signers: [...signing.map((party) => partySigner(party, later)), ...(bank === null ? [] : [bankSigner(bank, later)])],
    foot: foot?.(view) ?? null,
    numbered: kind === 'PAYMENT_INSTRUCTION',
  }
}
