import { z } from 'zod'
import { AuditSealedBody } from '../../core/batch/audit-sealed.ts'
import { BranchCode, HashText, KeyIdText, Position } from '../../core/batch/envelope.ts'
import { OFFICE_OUTCOMES } from '../../core/batch/escalation.ts'
import { BATCH_LIMITS } from '../../core/batch/limits.ts'
import { PACK_KINDS } from '../../core/batch/reference-pack.ts'
import { OFFICE_ROLES } from '../../core/people/office-roles.ts'

const UserId = z.string().regex(/^[a-z0-9][a-z0-9._-]{1,39}$/)
const Of = { branch: BranchCode, caseId: z.uuid(), rev: Position }
const LogKey = { branch: BranchCode, logId: z.uuid(), rev: Position, size: AuditSealedBody.shape.size, root: HashText }
const DeviceKey = { branch: BranchCode, epoch: Position }
const DownPlace = { branch: BranchCode, epoch: Position, seq: Position, head: HashText }
const PackKey = { kind: z.enum(PACK_KINDS), version: Position }

/** All hands the account of who does this was in (`allHands`): as many as administrators had a part in it. Acts of the first releases do not say. */
const Hands = { hands: z.array(z.strictObject({ by: z.string(), at: z.string().nullable() })).optional() }

/** What head office would decide on an escalated case. Money as fen text, rates in 1/10000 percent. */
export const Proposal = z.strictObject({
  outcome: z.enum(OFFICE_OUTCOMES),
  amountFen: z.string().nullable(),
  annualRate: z.int().nullable(),
  conditions: z.array(z.string()),
  reasonCodes: z.array(z.string()),
  reason: z.string(),
})
export type Proposal = z.output<typeof Proposal>

/** Everything people do at head office. Each act is sealed into the spool before it has any effect, and is the audit log. */
export const Act = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('user.add'), userId: UserId, name: z.string(), roles: z.array(z.enum(OFFICE_ROLES)), password: z.string() }),
  z.strictObject({ type: z.literal('user.password'), userId: UserId, password: z.string() }),
  /** Somebody else gave the password: it serves for choosing another. */
  z.strictObject({ type: z.literal('user.reset'), userId: UserId, password: z.string() }),
  z.strictObject({ type: z.literal('user.roles'), userId: UserId, roles: z.array(z.enum(OFFICE_ROLES)) }),
  z.strictObject({ type: z.literal('user.state'), userId: UserId, state: z.enum(['active', 'disabled']) }),
  z.strictObject({ type: z.literal('recovery.make'), codeHash: HashText }),
  z.strictObject({ type: z.literal('recovery.use'), codeHash: HashText, userId: UserId, name: z.string(), password: z.string() }),
  z.strictObject({ type: z.literal('session.open') }),
  z.strictObject({ type: z.literal('session.refused') }),
  z.strictObject({ type: z.literal('session.close') }),
  /** Not the password of who sits there, where one was asked for again. */
  z.strictObject({ type: z.literal('password.refused') }),
  z.strictObject({ type: z.literal('code.make'), branch: BranchCode, codeHash: HashText }),
  /** Of a device that had its enrolment already; any other use stands in the line of the enrolment itself. */
  z.strictObject({ type: z.literal('code.use'), branch: BranchCode, codeHash: HashText, keyId: KeyIdText.optional() }),
  z.strictObject({
    type: z.literal('quarantine.settle'),
    branch: BranchCode,
    envelope: HashText,
    line: z.int().min(0).max(BATCH_LIMITS.counted),
    note: z.string(),
  }),
  z.strictObject({
    type: z.literal('quarantine.view'),
    branch: BranchCode,
    envelope: HashText,
    line: z.int().min(1).max(BATCH_LIMITS.counted),
    /** Masked, or with everything in it. */
    whole: z.boolean(),
  }),
  z.strictObject({ type: z.literal('case.search'), by: z.enum(['NUMBER', 'NAME', 'ID']) }),
  z.strictObject({ type: z.literal('case.view'), branch: BranchCode, caseId: z.uuid() }),
  z.strictObject({ type: z.literal('paper.view'), branch: BranchCode, sha256: HashText }),
  z.strictObject({ type: z.literal('decision.propose'), ...Hands, ...Of, proposal: Proposal }),
  z.strictObject({ type: z.literal('decision.withdraw'), ...Of }),
  z.strictObject({ type: z.literal('decision.confirm'), ...Hands, ...Of, proposal: Proposal, proposedBy: UserId }),
  z.strictObject({
    type: z.literal('pack.draft'),
    ...Hands,
    ...PackKey,
    effectiveFrom: z.string(),
    title: z.string(),
    note: z.string(),
    /** `sealed`: how the object `ref` holds the file; the first releases sealed its base64, as text. */
    files: z.array(z.strictObject({ name: z.string(), sha256: HashText, bytes: z.int(), ref: HashText, sealed: z.literal('bytes').optional() })),
  }),
  z.strictObject({ type: z.literal('pack.publish'), ...Hands, ...PackKey }),
  z.strictObject({ type: z.literal('pack.discard'), ...PackKey }),
  z.strictObject({ type: z.literal('log.propose'), ...Hands, ...LogKey, reason: z.string() }),
  z.strictObject({ type: z.literal('log.withdraw'), ...LogKey }),
  z.strictObject({ type: z.literal('log.accept'), ...Hands, ...LogKey, reason: z.string(), proposedBy: UserId }),
  z.strictObject({ type: z.literal('device.propose'), ...Hands, ...DeviceKey, reason: z.string() }),
  z.strictObject({ type: z.literal('device.withdraw'), ...DeviceKey }),
  z.strictObject({ type: z.literal('device.close'), ...Hands, ...DeviceKey, proposedBy: UserId }),
  z.strictObject({ type: z.literal('keys.turn'), keyId: KeyIdText }),
  /** A branch holds a down batch this folder never signed: it was put back from an older copy. */
  z.strictObject({ type: z.literal('down.ahead'), ...DownPlace }),
  /**
   * Goes on after what the branch holds; what followed `from`, the last number both have, is said again. `officeKey`: by which key of head office
   * the branch goes, since which number at the latest; the first releases dropped what was announced after `from`.
   */
  z.strictObject({
    type: z.literal('down.continue'),
    ...DownPlace,
    from: z.int().min(0).max(BATCH_LIMITS.counted),
    officeKey: z.strictObject({ keyId: KeyIdText, fromSeq: Position }).optional(),
  }),
  z.strictObject({ type: z.literal('batch.import'), batches: z.int(), refused: z.int() }),
])
export type Act = z.output<typeof Act>
/** Who the audit log names when nobody is signed in. */
export const SYSTEM = 'system'
/** The place an act is sealed for in the spool. */
export const ACT_PLACE = 'office act'
/** `nonce`: two like acts are two objects. */
export const ActObject = z.strictObject({ who: z.string(), nonce: z.uuid(), what: Act })

/** The branch an act belongs to, or '' for head office itself. Codes and views are head office's own. */
export const laneOfAct = (act: Act): string => (/^(quarantine\.settle|decision\.|log\.|down\.|device\.)/.test(act.type) && 'branch' in act ? act.branch : '')

/** What the audit log shows an act was about; never a customer's name or number. */
export function subjectOf(act: Act): string {
  if ('userId' in act) return act.userId
  if (act.type === 'keys.turn') return act.keyId
  if ('kind' in act) return `${act.kind} ${act.version}`
  if (act.type === 'paper.view') return `${act.branch} ${act.sha256.slice(0, 12)}`
  if ('logId' in act) return `${act.branch} ${act.size} ${act.root.slice(0, 12)}`
  if ('caseId' in act) return `${act.branch} ${act.caseId}`
  if (act.type === 'quarantine.settle' || act.type === 'quarantine.view') return `${act.branch} ${act.envelope.slice(0, 12)} ${act.line}`
  if ('seq' in act) return `${act.branch} ${act.epoch}/${act.seq} ${act.head.slice(0, 12)}`
  if ('epoch' in act) return `${act.branch} ${act.epoch}`
  if (act.type === 'case.search') return act.by
  if (act.type === 'batch.import') return `${act.batches} ${act.refused}`
  return 'branch' in act ? act.branch : ''
}
