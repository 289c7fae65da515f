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
  readonly foot: string | null
}
/** The card binds nobody: it is not signed, and stays one page. */
const SIGNING: Readonly<Record<TermsFormKind, Signing>> = {
  PAYMENT_INSTRUCTION: { borrower: '委托人', bank: '受托人（贷款人）', foot: null },
  SETTLEMENT_CERTIFICATE: { borrower: null, bank: '贷款人', foot: null },
  RELEASE_APPLICATION: { borrower: '抵押（出质）人', bank: '抵押（质）权人', foot: null },
  DUNNING_LETTER: {
    borrower: null,
    bank: '贷款人',
    foot: '回执：本人已收到上述通知书。　签收人：　　　　　　　　日期：　　　年　　月　　日',
  },
  CUSTOMER_CARD: { borrower: null, bank: null, foot: '本卡帮助您了解借款要点，权利义务以借款合同为准。' },
}

/** Who owns the right that is released: the terms of a release name that one alone. */
const releasedBy = (role: string, view: ContractView): SigningParty[] =>
  ownerParties(role, '', ownersOf(view, view.house ? 'HOUSE' : view.vehicle ? 'VEHICLE' : 'PLEDGE'))

const nameRows = (party: SigningParty) => partyRows(party).slice(0, 2)

/** The frame of a form made from the terms; it is signed on another day than the contract. */
export function termsFrame(kind: TermsFormKind, number: string, view: ContractView): FormFrame {
  const { borrower, bank, foot } = SIGNING[kind]
  const later = { ...view, signedOn: null }
  const owners = kind === 'RELEASE_APPLICATION' && borrower !== null ? releasedBy(borrower, view) : []
  const signing = owners.length > 0 || borrower === null ? owners : [borrowerParty(borrower, view)]
  return {
    title: kind === 'RELEASE_APPLICATION' && !hasRegistered(view) ? '质押财产返还申请书' : PAPER_TITLES[kind],
    number,
    lender: view.lender,
    rows: [...nameRows(borrowerParty('借款人', view)), ['借款合同编号', view.contractNo], ...owners.flatMap(nameRows)],
    lead: null,
    confirms: kind === 'PAYMENT_INSTRUCTION' && borrower !== null ? { who: borrower, company: borrowerParty(borrower, view).company !== undefined } : null,
    signers: [...signing.map((party) => partySigner(party, later)), ...(bank === null ? [] : [bankSigner(bank, later)])],
    foot,
    numbered: kind === 'PAYMENT_INSTRUCTION',
  }
}
