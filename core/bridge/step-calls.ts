import { z } from 'zod'
import { confirmedByPassword } from '../approval/decision.ts'
import { BATCH_PAGE, BATCH_STATES } from '../batch/line-standing.ts'
import { AgreedTerms } from '../contract/agreed-terms.ts'
import { SigningRegister } from '../contract/signing-register.ts'
import { ConditionBasis } from '../disbursement/own-conditions.ts'
import { Survey } from '../investigation/survey.ts'
import { DateField, FenField, LongText, RateField, ShortText } from '../kernel/schema.ts'
import { defineCalls } from './define-calls.ts'
import { OwnPassword, SecondClaim } from './second-claim.ts'
import { TakenInView } from './sync-calls.ts'
import { Id, Version } from './views.ts'

const OfCase = { caseId: Id, version: Version }
const Moved = z.strictObject({ state: z.string(), version: Version })
const Made = Moved.extend({ documentIds: z.array(Id) })

/** A credit report asked for again because the survey's is too old (domain 1.2). */
const FreshReport = z.strictObject({
  obtained: z.boolean(),
  reportNo: z.string().trim().max(60),
  enquiredOn: DateField,
  loanCount: z.int().min(0),
  businessLoanCount: z.int().min(0),
  discountCount: z.int().min(0),
  cardRecord: z.boolean(),
})

const OwedView = z.strictObject({
  caseId: Id.nullable(),
  applicationNo: z.string().nullable(),
  /** The archive number where it is a volume. */
  volume: z.string().nullable(),
  files: z.int(),
  papers: z.array(z.string()),
})
export type OwedView = z.output<typeof OwedView>

/** From investigation to head office. */
export const stepCalls = defineCalls({
  'investigation.assign': {
    access: ['BRANCH_MANAGER', 'ACCOUNT_MANAGER'],
    input: z.strictObject({ ...OfCase, firstManager: Id, secondManager: Id }),
    output: Moved,
  },
  'investigation.record': { access: ['ACCOUNT_MANAGER'], input: z.strictObject({ ...OfCase, survey: Survey }), output: Moved },
  'investigation.confirm': { access: ['ACCOUNT_MANAGER'], input: z.strictObject(OfCase), output: Made },
  'scoring.score': { access: ['ACCOUNT_MANAGER'], input: z.strictObject(OfCase), output: Made },
  'approval.toReview': { access: ['ACCOUNT_MANAGER'], input: z.strictObject(OfCase), output: Moved },
  'approval.review': {
    access: ['REVIEWER'],
    input: z.strictObject({
      ...OfCase,
      outcome: z.enum(['AGREE', 'CONDITIONAL', 'RETURN', 'REJECT']),
      note: LongText,
      rejectionCodes: z.array(z.string()).max(4),
    }),
    output: Moved,
  },
  'approval.decide': {
    access: ['BRANCH_MANAGER'],
    input: z
      .strictObject({
        ...OfCase,
        outcome: z.enum(['APPROVED', 'REJECTED', 'ESCALATED', 'RETURNED']),
        amountFen: FenField,
        rate: RateField,
        conditions: z.array(ShortText).max(20),
        reason: LongText,
        rejectionCodes: z.array(z.string()).max(4),
        agreed: AgreedTerms.optional(),
        /** Of the decider; empty where the case is only given back. */
        password: OwnPassword.or(z.literal('')).default(''),
      })
      .refine(({ outcome, password }) => password !== '' || !confirmedByPassword(outcome), { path: ['password'], message: 'REQUIRED' }),
    output: Made,
  },
  'approval.reapprove': { access: ['ACCOUNT_MANAGER'], input: z.strictObject(OfCase), output: Moved },
  'contract.disclose': {
    access: ['ACCOUNT_MANAGER', 'TELLER'],
    input: z.strictObject({ ...OfCase, signedOn: DateField, reason: z.string().max(200).optional() }),
    output: Made,
  },
  'contract.drawUp': { access: ['ACCOUNT_MANAGER'], input: z.strictObject({ ...OfCase, valueDate: DateField }), output: Made },
  /** The register proves the signing. */
  'contract.sign': {
    access: ['DISBURSEMENT_OFFICER'],
    input: z.strictObject({ ...OfCase, signedOn: DateField, register: SigningRegister }),
    output: Moved,
  },
  'collateral.toRegistration': { access: ['ACCOUNT_MANAGER', 'ARCHIVIST'], input: z.strictObject(OfCase), output: Moved },
  'collateral.progress': {
    access: ['ARCHIVIST'],
    input: z.strictObject({
      ...OfCase,
      to: z.enum(['DRAFT', 'SUBMITTED', 'PENDING', 'NEED_MORE_MATERIAL', 'PAY_PENDING', 'DONE', 'REJECTED', 'CANCELLED']),
      on: DateField,
      note: LongText,
    }),
    output: Moved,
  },
  'collateral.prove': {
    access: ['ARCHIVIST'],
    input: z.strictObject({ ...OfCase, proofNo: ShortText, issuedOn: DateField, mortgagee: ShortText, securedFen: FenField }),
    output: Moved,
  },
  'collateral.confirm': { access: ['ARCHIVIST'], input: z.strictObject({ ...OfCase, proofNo: ShortText }), output: Moved },
  'disbursement.ready': { access: ['DISBURSEMENT_OFFICER', 'ACCOUNT_MANAGER'], input: z.strictObject(OfCase), output: Moved },
  'disbursement.prepare': {
    access: ['DISBURSEMENT_OFFICER'],
    input: z.strictObject({
      ...OfCase,
      registryCheckedOn: DateField,
      creditReport: FreshReport.nullable().optional(),
      /** One for each condition of the approval. */
      confirmed: z.array(ConditionBasis).max(30).default([]),
    }),
    output: Made,
  },
  'disbursement.release': { access: ['BRANCH_MANAGER'], input: z.strictObject({ ...OfCase, voucherNo: ShortText, password: OwnPassword }), output: Made },
  /** The money step at the officer's counter: the branch manager authorises with staff number and password, the officer keeps the seat. */
  'disbursement.authorise': {
    access: ['DISBURSEMENT_OFFICER'],
    input: z.strictObject({
      ...OfCase,
      voucherNo: ShortText,
      second: SecondClaim,
    }),
    output: Made,
  },
  'archive.prepare': { access: ['ARCHIVIST'], input: z.strictObject(OfCase), output: Made },
  'archive.file': {
    access: ['ARCHIVIST'],
    input: z.strictObject(OfCase),
    output: z.strictObject({ archiveNo: z.string(), folder: z.string(), pages: z.int() }),
  },
  /** The newest batches, as many as asked for, and however old they are those not at their end. */
  'batch.status': {
    access: 'SIGNED_IN',
    input: z.strictObject({ newest: z.int().min(1).max(1_000_000).default(BATCH_PAGE) }),
    output: z.strictObject({
      waiting: z.int(),
      /** What cannot be read here and is owed to head office, by case: files of an archive volume, or papers by the names their records give them. */
      owed: z.array(OwedView),
      /** Listed here or not. */
      total: z.int(),
      batches: z.array(
        z.strictObject({
          epoch: z.int(),
          seq: z.int(),
          batchNo: z.string(),
          state: z.enum(BATCH_STATES),
          records: z.int(),
          makerName: z.string(),
          /** The person who asks gathered it, and so may not seal it. */
          mine: z.boolean(),
          checkerName: z.string().nullable(),
          sealedAt: z.string().nullable(),
          sentAt: z.string().nullable(),
          receiptAt: z.string().nullable(),
          /** Head office could not use the papers that came with it: they wait for the next batch. */
          papersBad: z.boolean(),
          /** Head office lost it after it had confirmed it: it waits to be sent again. */
          askedAgain: z.boolean(),
          /** Its files here: kept, theirs to withdraw by two people, gone; lost before head office had all of it. */
          files: z.enum(['KEPT', 'WITHDRAWABLE', 'GONE', 'LOST']),
        }),
      ),
    }),
  },
  'batch.propose': { access: ['TELLER', 'ACCOUNT_MANAGER'], input: z.strictObject({}), output: z.strictObject({ seq: z.int(), records: z.int() }) },
  'batch.drop': {
    access: ['TELLER', 'ACCOUNT_MANAGER', 'BRANCH_MANAGER'],
    input: z.strictObject({ seq: z.int().min(1) }),
    output: z.strictObject({ records: z.int() }),
  },
  /** The files of a batch that never becomes complete leave the outbox, confirmed at this counter by the branch manager. */
  'batch.withdraw': {
    access: ['TELLER', 'ACCOUNT_MANAGER', 'BRANCH_MANAGER'],
    input: z.strictObject({ seq: z.int().min(1), reason: LongText, second: SecondClaim }),
    output: z.strictObject({}),
  },
  /** A sealed batch whose files are lost is given up, confirmed at this counter by the branch manager: the branch enrols anew, its records go again. */
  'batch.giveUp': {
    access: ['TELLER', 'ACCOUNT_MANAGER', 'BRANCH_MANAGER'],
    input: z.strictObject({ seq: z.int().min(1), reason: LongText, second: SecondClaim }),
    output: z.strictObject({}),
  },
  'batch.seal': {
    access: ['BRANCH_MANAGER'],
    input: z.strictObject({ seq: z.int().min(1) }),
    output: z.strictObject({ folder: z.string(), records: z.int() }),
  },
  'batch.takeReceipt': {
    access: ['TELLER', 'ACCOUNT_MANAGER', 'BRANCH_MANAGER'],
    input: z.strictObject({}),
    output: TakenInView,
  },
  'documents.save': {
    access: ['TELLER', 'ACCOUNT_MANAGER', 'REVIEWER', 'BRANCH_MANAGER', 'DISBURSEMENT_OFFICER', 'ARCHIVIST'],
    input: z.strictObject({ documentId: Id }),
    output: z.strictObject({ saved: z.boolean() }),
  },
})
