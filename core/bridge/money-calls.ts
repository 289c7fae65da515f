import { z } from 'zod'
import { AgreedTerms } from '../contract/agreed-terms.ts'
import { SignedRegister, SigningMedium } from '../contract/signing-register.ts'
import { defineCalls } from './define-calls.ts'
import { WORKS_ON_CASES } from './file-calls.ts'
import { Id } from './views.ts'

const OfCase = z.strictObject({ caseId: Id })
const Names = z.strictObject({ zh: z.string(), en: z.string() })

/** A condition precedent: met or not, whose turn it is, what is open. `atPreparing`: the preparation itself brings it. */
const ConditionView = z.strictObject({ code: z.string(), met: z.boolean(), actor: z.string(), open: z.array(z.string()), atPreparing: z.boolean() })

export const DisbursementView = z.strictObject({
  conditions: z.array(ConditionView),
  /** Conditions the approver wrote; `basis` is null until whoever prepares the payment confirmed it. */
  approvalConditions: z.array(z.strictObject({ condition: z.string(), basis: z.string().nullable() })),
  amountFen: z.int(),
  /** Masked, as the payee's account is. */
  account: z.string(),
  payee: z.strictObject({ name: z.string(), account: z.string(), bank: z.string(), amountFen: z.int() }).nullable(),
  today: z.string(),
  prepared: z.strictObject({ by: z.string(), at: z.string(), forDay: z.string(), registryCheckedOn: z.string().nullable() }).nullable(),
  released: z.strictObject({ by: z.string(), at: z.string(), voucherNo: z.string(), valueDate: z.string() }).nullable(),
})
export type DisbursementView = z.output<typeof DisbursementView>

export const ContractView = z.strictObject({
  /** False: counted from the approval with today as value date; numbers come with drawing up. */
  drawnUp: z.boolean(),
  contractNo: z.string().nullable(),
  mortgageNo: z.string().nullable(),
  /** The short code that the papers print; null before there is a seal. */
  sealCode: z.string().nullable(),
  /** Who signs, by duty of the contract (`SIGNING_DUTIES`). */
  parties: z.array(z.strictObject({ duty: z.string(), name: z.string(), idNumber: z.string() })),
  amountFen: z.int(),
  tenorMonths: z.int(),
  method: z.string(),
  annualRate: z.int(),
  /** What the approver agreed beside the usual. */
  agreed: AgreedTerms,
  lpr: z.strictObject({ tenor: z.string(), publishedOn: z.string(), rate: z.int(), bp: z.int() }),
  penaltyRate: z.int(),
  misuseRate: z.int(),
  valueDate: z.string(),
  maturityOn: z.string(),
  purposeText: z.string(),
  paymentMode: z.string(),
  payee: z.string().nullable(),
  debitAccount: z.string(),
  schedule: z.array(z.strictObject({ index: z.int(), dueOn: z.string(), principalFen: z.int(), interestFen: z.int(), totalFen: z.int(), balanceFen: z.int() })),
  cost: z.strictObject({ totalFen: z.int(), headline: z.int() }),
  conditions: z.array(z.string()),
  copies: z.strictObject({ total: z.int(), borrower: z.int() }),
  disclosedOn: z.string().nullable(),
  drawnUpBy: z.string().nullable(),
  drawnUpAt: z.string().nullable(),
  signedOn: z.string().nullable(),
  sealedBy: z.string().nullable(),
})
export type ContractView = z.output<typeof ContractView>

const ClauseView = z.strictObject({ id: z.string(), important: z.boolean(), signed: z.boolean(), text: z.string(), when: z.array(z.string()).readonly() })
const ArticleView = z.strictObject({ id: z.string(), title: z.string(), why: z.string(), clauses: z.array(ClauseView).readonly() })
const ContractClausesView = z.strictObject({
  kind: z.string(),
  version: z.string(),
  missing: z.array(z.string()).readonly(),
  articles: z.array(ArticleView).readonly(),
})
/** The clauses of each contract, with the facts that brought each in (`!`: denied, `|`: any of) and the law its article answers. */
export const ClauseListView = z.strictObject({ drawnUp: z.boolean(), papers: z.array(ContractClausesView).readonly() })
export type ClauseListView = z.output<typeof ClauseListView>

const TermValue = z.union([z.string(), z.number(), z.boolean(), z.null()])
/** The short code of the approval (null where it was given unsealed), and where the case, its contract or its payment says something else; personal data masked. */
export const ApprovalSealView = z.strictObject({
  code: z.string().nullable(),
  differences: z.array(z.strictObject({ at: z.enum(['CASE', 'CONTRACT', 'PAYMENT']), path: z.string(), was: TermValue, is: TermValue, hidden: z.boolean() })),
})
export type ApprovalSealView = z.output<typeof ApprovalSealView>

export const SigningView = SignedRegister.extend({ recordedBy: z.string(), drawnUpBy: z.string(), recordedAt: z.string() })
export type SigningView = z.output<typeof SigningView>

export const CollateralView = z.strictObject({
  state: z.string(),
  submittedOn: z.string().nullable(),
  effectiveOn: z.string().nullable(),
  proof: z.strictObject({ proofNo: z.string(), issuedOn: z.string(), mortgagee: z.string(), securedFen: z.int(), enteredBy: z.string() }).nullable(),
  confirmedBy: z.string().nullable(),
  /** This bank's name as the proof must bear it, and the least it must secure. */
  mortgagee: z.string(),
  principalFen: z.int().nullable(),
  /** Steps a clerk may record now. */
  next: z.array(z.string()),
  events: z.array(
    z.strictObject({
      fromState: z.string().nullable(),
      toState: z.string(),
      /** The day the registry's step is of; null for steps recorded before that was kept. */
      on: z.string().nullable(),
      at: z.string(),
      maker: z.string(),
      checker: z.string().nullable(),
      note: z.string(),
    }),
  ),
})
export type CollateralView = z.output<typeof CollateralView>

export const NoticePreview = z.strictObject({
  ordinal: z.int(),
  dueOn: z.string(),
  lines: z.array(
    z.strictObject({
      key: z.string(),
      itemId: z.string(),
      party: z.string(),
      name: Names,
      severity: z.string(),
      codes: z.array(z.string()),
      remedies: z.array(z.string()),
      missingSigners: z.array(z.string()),
      byBank: z.boolean(),
      /** New since the last notice: its reason must be given. */
      needsReason: z.boolean(),
    }),
  ),
  /** Papers to be judged before the notice can be complete; then `lines` is empty. */
  unjudged: z.array(z.string()),
})
export type NoticePreview = z.output<typeof NoticePreview>

/** What is looked at before something is signed, registered or paid. */
export const moneyCalls = defineCalls({
  'disbursement.checklist': { access: WORKS_ON_CASES, input: OfCase, output: DisbursementView },
  'contract.terms': { access: WORKS_ON_CASES, input: OfCase, output: ContractView },
  'contract.approvalSeal': { access: WORKS_ON_CASES, input: OfCase, output: ApprovalSealView },
  'contract.clauses': { access: WORKS_ON_CASES, input: OfCase, output: ClauseListView },
  /** The signing register of the contract that counts, null where none was kept here; and who may be its second witness, by id. */
  'contract.signing': {
    access: WORKS_ON_CASES,
    input: OfCase,
    output: z.strictObject({ signing: SigningView.nullable(), witnesses: z.array(z.strictObject({ staffId: z.string(), name: z.string() })) }),
  },
  /** A recording or photograph picked by the person: hashed where it lies, taken nowhere. Null when none was picked. */
  'contract.medium': { access: ['DISBURSEMENT_OFFICER'], input: z.strictObject({}), output: z.strictObject({ medium: SigningMedium.nullable() }) },
  'collateral.view': { access: WORKS_ON_CASES, input: OfCase, output: CollateralView },
  'completeness.previewNotice': { access: ['TELLER', 'ACCOUNT_MANAGER'], input: OfCase, output: NoticePreview },
})
