import { z } from 'zod'
import { CROSS_KINDS } from '../batch/cross-check.ts'
import { OFFICE_OUTCOMES } from '../batch/escalation.ts'
import { CERTIFICATE_OF } from '../batch/line-certificates.ts'
import { AddedTerms } from '../contract/agreed-terms.ts'
import { LongText, ShortText } from '../kernel/schema.ts'
import { PACK_CHANGES } from '../loan-case/pack-change.ts'
import { defineCalls } from './define-calls.ts'
import { ElsewhereView } from './elsewhere-view.ts'
import { OwnPassword, SecondClaim } from './second-claim.ts'
import { Id, Version } from './views.ts'

const OfCase = { caseId: Id, version: Version }
const Empty = z.strictObject({})
const COUNTER = ['TELLER', 'ACCOUNT_MANAGER', 'BRANCH_MANAGER'] as const
const Reasons = z.record(z.string(), z.unknown())

/** 未发 / 已打包 / 已送达 / 总行已收 / 退回, in this order. */
export const OUTBOX_STATES = ['WAITING', 'PACKED', 'DELIVERED', 'RECEIVED', 'RETURNED'] as const

/** One record of the outbox. `code` and `field` say why it was returned; `parked`: head office keeps it until it is upgraded. */
export const OutboxView = z.strictObject({
  serial: z.int(),
  caseId: Id.nullable(),
  applicationNo: z.string().nullable(),
  type: z.string(),
  rev: z.int(),
  madeAt: z.string(),
  state: z.enum(OUTBOX_STATES),
  parked: z.boolean(),
  code: z.string().nullable(),
  field: z.string().nullable(),
  /** Every paper of it has arrived too: only then may anything local be disposed of. */
  complete: z.boolean(),
  batchNo: z.string().nullable(),
  seq: z.int().nullable(),
  /** A later revision of it is already in the outbox: nothing more to do about this one. */
  superseded: z.boolean(),
  /** Head office had it and lost it: it goes again. */
  asked: z.boolean(),
})
export type OutboxView = z.output<typeof OutboxView>

/** The same person, the same thing or a split loan elsewhere: how many cases, in how many other branches, and how they stand; never whose. */
export const FindingView = z.strictObject({
  id: Id,
  caseId: Id.nullable(),
  applicationNo: z.string().nullable(),
  kind: z.enum(CROSS_KINDS),
  otherCases: z.int(),
  otherBranches: z.int(),
  states: z.array(z.string()),
  foundAt: z.string(),
})
export type FindingView = z.output<typeof FindingView>

export const SYNC_JOBS = ['EXCHANGE', 'SEAL', 'EXPORT', 'IMPORT'] as const
/** How the line stands. `done` and `total` of a job are bytes, 0 of 0 while not known. */
export const SyncStatusView = z.strictObject({
  enrolled: z.boolean(),
  mustEnrolAgain: z.boolean(),
  epoch: z.int(),
  address: z.string().nullable(),
  job: z.strictObject({ kind: z.enum(SYNC_JOBS), done: z.int(), total: z.int() }).nullable(),
  lastContactAt: z.string().nullable(),
  lastError: z.strictObject({ code: z.string(), details: Reasons }).nullable(),
  nextTryAt: z.string().nullable(),
  clockSkewSeconds: z.int().nullable(),
  waitingRecords: z.int(),
  undeliveredBatches: z.int(),
  /** At head office, receipt due. */
  awaitingBatches: z.int(),
  returnedRecords: z.int(),
  decisionsToTake: z.int(),
  conflicts: z.int(),
  parked: z.int(),
  /** The last audit log head office cosigned, and days sealed since. */
  witness: z.strictObject({ size: z.int(), businessDate: z.string(), cosignedAt: z.string() }).nullable(),
  unwitnessedDays: z.int(),
  /** Certificates of the line that end soon or are over. */
  certificates: z.array(z.strictObject({ whose: z.enum(CERTIFICATE_OF), endsOn: z.string(), daysLeft: z.int() })),
})
export type SyncStatusView = z.output<typeof SyncStatusView>

const Taken = z.strictObject({
  batches: z.int(),
  accepted: z.int(),
  rejected: z.int(),
  decisions: z.int(),
  packs: z.int(),
  findings: z.int(),
})
/** What came by stick, and what of the stick was not taken: the first of ours that was refused, how many wait for it, and whose else stands there. */
export const TakenInView = Taken.extend({
  stopped: z.strictObject({ seq: z.int(), code: z.string(), details: Reasons }).nullable(),
  waiting: z.int(),
  others: z.array(z.string()),
})
export type TakenInView = z.output<typeof TakenInView>

/** Head office's decision on a case. `stale`: the branch moved on from the version it saw, a conflict card. */
export const DecisionView = z.strictObject({
  decisionId: Id,
  caseId: Id.nullable(),
  applicationNo: z.string(),
  outcome: z.enum(OFFICE_OUTCOMES),
  amountFen: z.int().nullable(),
  annualRate: z.int().nullable(),
  conditions: z.array(z.string()),
  reasonCodes: z.array(z.string()),
  reason: z.string(),
  decidedBy: z.array(z.string()),
  decidedAt: z.string(),
  arrivedAt: z.string(),
  stale: z.boolean(),
  seenVersion: z.int(),
  nowVersion: z.int().nullable(),
  nowState: z.string().nullable(),
  /** Why a decision on the case as it stands cannot be taken: no contract can be drawn up on its terms. */
  unfit: z.strictObject({ code: z.string(), details: z.record(z.string(), z.unknown()) }).nullable(),
  /** A conflict on a version head office was never asked about, or a decision that cannot be taken: it is asked again, and none is merely set aside. */
  mustAsk: z.boolean(),
  /** What the branch did to the case since head office was asked, oldest first. */
  since: z.array(z.strictObject({ at: z.string(), action: z.string(), staffName: z.string() })),
})
export type DecisionView = z.output<typeof DecisionView>

const PackChangeView = z.strictObject({
  what: z.enum(PACK_CHANGES),
  item: z.string().nullable(),
  before: z.union([z.string(), z.number()]).nullable(),
  after: z.union([z.string(), z.number()]).nullable(),
})
export const PackView = z.strictObject({
  kind: z.string(),
  version: z.int(),
  title: z.string(),
  note: z.string(),
  effectiveFrom: z.string(),
  preparedBy: z.string(),
  publishedBy: z.string(),
  state: z.enum(['WAITING', 'IN_FORCE', 'REFUSED', 'REPLACED']),
  reason: z.string().nullable(),
  arrivedAt: z.string(),
  inForceAt: z.string().nullable(),
})
export type PackView = z.output<typeof PackView>
/** An open case that stays on its versions, and what would change if a manager moved it. */
export const ImpactView = z.strictObject({
  caseId: Id,
  version: Version,
  applicationNo: z.string().nullable(),
  state: z.string(),
  from: z.string(),
  to: z.string(),
  movable: z.boolean(),
  why: z.array(PackChangeView),
})
export type ImpactView = z.output<typeof ImpactView>

/** The line to head office: outbox, exchange, sticks, decisions, reference data. */
export const syncCalls = defineCalls({
  'sync.status': { access: 'SIGNED_IN', input: Empty, output: SyncStatusView },
  'sync.outbox': {
    access: 'SIGNED_IN',
    input: z.strictObject({ caseId: Id.nullable(), state: z.enum(OUTBOX_STATES).nullable(), before: z.int().nullable() }),
    output: z.strictObject({ rows: z.array(OutboxView), more: z.boolean() }),
  },
  /** Null: no line, sticks only. */
  'sync.setAddress': { access: ['BRANCH_MANAGER', 'ADMINISTRATOR'], input: z.strictObject({ address: z.string().trim().max(300).nullable() }), output: Empty },
  /** Begins; `sync.status` tells how it goes on. */
  'sync.start': { access: COUNTER, input: Empty, output: Empty },
  'sync.cancel': { access: COUNTER, input: Empty, output: z.strictObject({ cancelled: z.boolean() }) },
  'sync.exportUsb': { access: COUNTER, input: Empty, output: z.strictObject({ folder: z.string().nullable(), batches: z.int(), bytes: z.int() }) },
  'sync.importUsb': { access: COUNTER, input: Empty, output: z.strictObject({ folder: z.string().nullable(), taken: TakenInView.nullable() }) },
  /** `second` as with `branch.installEnrolment`. */
  'sync.enrol': {
    access: ['ADMINISTRATOR', 'BRANCH_MANAGER'],
    input: z.strictObject({
      address: z.string().trim().max(300),
      code: z.string().trim().min(8).max(40),
      fingerprint: z.string().trim().max(80),
      second: SecondClaim.optional(),
    }),
    output: z.strictObject({ headOffice: z.string() }),
  },
  /** Sends the case's present state again, after its record was returned. */
  'sync.sendAgain': { access: COUNTER, input: z.strictObject({ caseId: Id }), output: z.strictObject({ rev: z.int() }) },
  'sync.decisions': { access: COUNTER, input: Empty, output: z.strictObject({ decisions: z.array(DecisionView) }) },
  'approval.takeDecision': {
    access: ['BRANCH_MANAGER'],
    /** With an approval the costs, and the password of whoever takes it; its figures and conditions are head office's. */
    input: z.strictObject({ ...OfCase, agreed: AddedTerms.optional(), password: OwnPassword.or(z.literal('')).default('') }),
    output: z.strictObject({ state: z.string(), version: Version, documentIds: z.array(Id) }),
  },
  /** A conflict card: set the decision aside, or ask head office again with the case as it is now, also where an approval is above the ceiling with these costs. */
  'sync.settleDecision': {
    access: ['BRANCH_MANAGER'],
    input: z.strictObject({ decisionId: Id, how: z.enum(['SET_ASIDE', 'ASK_AGAIN']), reason: LongText, agreed: AddedTerms.optional() }),
    output: Empty,
  },
  'sync.packs': { access: 'SIGNED_IN', input: Empty, output: z.strictObject({ packs: z.array(PackView) }) },
  'sync.impact': { access: COUNTER, input: Empty, output: z.strictObject({ cases: z.array(ImpactView) }) },
  'sync.moveCase': {
    access: ['BRANCH_MANAGER'],
    input: z.strictObject({ ...OfCase, reason: ShortText }),
    output: z.strictObject({ state: z.string(), version: Version, to: z.string() }),
  },
  /**
   * What head office found across branches about one case, or, without one, about every case here, the newest first; and what its list says
   * of the one case, or, without one, how old that list is.
   */
  'sync.findings': {
    access: COUNTER,
    input: z.strictObject({ caseId: Id.nullable() }),
    output: z.strictObject({ findings: z.array(FindingView), elsewhere: ElsewhereView }),
  },
})
