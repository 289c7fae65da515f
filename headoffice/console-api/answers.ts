import { z } from 'zod'
import { OFFICE_OUTCOMES } from '../../core/batch/escalation.ts'
import { PACK_STANDINGS } from '../../core/batch/packs-standing.ts'
import { OFFICE_ROLES } from '../../core/people/office-roles.ts'

/** What the console's calls answer, as the description of the service says it; instants as text, money as fen text, rates in 1/10000 percent. */
const Text = z.string()
const Maybe = z.string().nullable()
const Count = z.int().min(0)
const At = z.string().meta({ format: 'date-time' })
/** There is more than was answered. */
const More = z.boolean()
const Roles = z.array(z.enum(OFFICE_ROLES))

export const Done = z.object({ ok: z.literal(true) })
export const SessionNow = z.object({
  user: z.object({ userId: Text, name: Text, roles: Roles }).nullable(),
  csrf: Text,
  due: z.boolean(),
  needsSetUp: z.boolean(),
  recovers: z.boolean(),
  fingerprint: Text,
  /** So long without a call, and the session ends; null where there is none. */
  idleSeconds: Count.nullable(),
})
export const Users = z.object({ users: z.array(z.object({ userId: Text, name: Text, roles: Roles, state: z.enum(['active', 'disabled']), due: z.boolean() })) })
export const EnrolCode = z.object({ code: Text, until: At, fingerprint: Text, before: Maybe })
export const Overview = z.object({
  branches: z.array(
    z.object({
      branch: Text,
      name: Text,
      epoch: Count,
      appliedSeq: Count,
      ahead: Count.nullable(),
      lastBatchAt: At.nullable(),
      lagHours: Count.nullable(),
      waiting: z.array(Count),
      missing: z.array(Count),
      full: z.boolean(),
      quarantined: Count,
      papersPending: Count,
      app: Maybe,
      skewSeconds: z.int().nullable(),
      packsBehind: z.array(z.object({ kind: Text, version: Count, state: z.enum(PACK_STANDINGS), reason: Maybe })),
    }),
  ),
  volumes: z.array(z.object({ day: Text, batches: Count, records: Count, bytes: Count })),
  app: Text,
  now: At,
})
export const Quarantine = z.object({
  more: More,
  entries: z.array(
    z.object({
      branch: Text,
      envelope: Text,
      line: Count,
      reason: Text,
      field: Maybe,
      state: Text,
      settledBy: Maybe,
      note: Maybe,
      hasRecord: z.boolean(),
      applied: z.boolean(),
      epoch: Count.nullable(),
      seq: Count.nullable(),
      at: At.nullable(),
    }),
  ),
})
export const QuarantinedRecord = z.object({ text: Text, bytes: Count, cut: z.boolean() })

const CaseRow = z.object({
  branch: Text,
  caseId: Text,
  applicationNo: Text,
  contractNo: Maybe,
  product: Text,
  status: Text,
  amountFen: Text,
  businessDate: Text,
})
const Papers = z.array(z.object({ role: Text, sha256: Text, bytes: Count, media: Text, here: z.boolean() }))
const Findings = z.array(z.object({ kind: Text, otherCases: Count, otherBranches: Count, states: z.array(Text) }))
/** The record as the branch sent it: docs/batch-format.md. */
const Body = z.record(z.string(), z.unknown())
export const Found = z.object({ cases: z.array(CaseRow), more: More })
export const OneCase = z.object({
  head: CaseRow,
  body: Body,
  rev: Count,
  complete: z.boolean(),
  findings: Findings,
  papers: Papers,
  volumes: z.array(z.object({ archiveNo: Text, volumeNo: Count, sealHash: Text, filedOn: Text, files: Count, here: Count })),
  steps: z.array(z.object({ event: Text, at: Text, from: Maybe, to: Text, staffNo: Text, entry: Count })),
})
export const Escalations = z.object({
  more: More,
  cases: z.array(
    z.object({
      branch: Text,
      caseId: Text,
      rev: Count,
      level: Text,
      state: Text,
      applicationNo: Text,
      product: Text,
      amountFen: Text,
      caseVersion: Count,
      receivedAt: At,
      proposedBy: Maybe,
      decidedAt: At.nullable(),
    }),
  ),
})
const Proposal = z.object({
  outcome: z.enum(OFFICE_OUTCOMES),
  amountFen: Maybe,
  annualRate: z.int().nullable(),
  conditions: z.array(Text),
  reasonCodes: z.array(Text),
  reason: Text,
})
export const Escalated = z.object({
  state: Text,
  level: Text,
  seen: Text,
  proposedBy: Maybe,
  proposal: Proposal.nullable(),
  proposalHash: Maybe,
  decision: Proposal.nullable(),
  decidedBy: Maybe,
  decidedAt: At.nullable(),
  body: Body,
  findings: Findings,
  papers: Papers,
})
export const Packs = z.object({
  packs: z.array(
    z.object({
      kind: Text,
      version: Count,
      state: Text,
      effectiveFrom: Text,
      title: Text,
      preparedBy: Text,
      preparedAt: At,
      publishedBy: Maybe,
      publishedAt: At.nullable(),
      deliveredTo: Count,
    }),
  ),
})
const Files = z.array(z.object({ name: Text, text: Text }))
export const OnePack = z.object({
  ref: Text,
  state: Text,
  note: Text,
  branches: z.array(z.object({ branch: Text, name: Text, state: z.enum(PACK_STANDINGS), reason: Maybe })),
  preparedBy: Text,
  effectiveFrom: Text,
  title: Text,
  files: Files,
  before: Count.nullable(),
  beforeFiles: Files,
})
export const OfficeKeys = z.object({
  keys: z.array(
    z.object({
      keyId: Text,
      fingerprint: Text,
      madeAt: At.nullable(),
      madeBy: Maybe,
      branches: z.array(z.object({ branch: Text, epoch: Count, fromSeq: Count, inForce: z.boolean() })),
    }),
  ),
})
export const KeysTurned = z.object({ fingerprint: Text, made: z.boolean(), notTold: z.array(Text) })
export const Logs = z.object({
  disputed: z.array(
    z.object({
      branch: Text,
      name: Text,
      logId: Text,
      rev: Count,
      size: Count,
      root: Text,
      receivedAt: At,
      knownSize: Count.nullable(),
      knownRoot: Maybe,
      proposedBy: Maybe,
      reason: Maybe,
    }),
  ),
  accepted: z.array(z.object({ branch: Text, size: Count, reason: Text, proposedBy: Text, acceptedBy: Text, acceptedAt: At })),
})
export const Devices = z.object({
  closings: z.array(z.object({ branch: Text, epoch: Count, proposedBy: Text, reason: Text, closedBy: Maybe, closedAt: At.nullable() })),
})
export const Audit = z.object({ rows: z.array(z.object({ n: Count, at: At, who: Text, act: Text, subject: Text, note: Text })), more: More })
