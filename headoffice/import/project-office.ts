import type { OfficeRole } from '../../core/people/office-roles.ts'
import type { Hand } from '../../core/people/second-person.ts'
import type { SpoolEntry } from '../../protocol/spool.ts'
import { SpoolDamagedError } from '../../protocol/spool.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import { ACT_PLACE, type Act, ActObject, subjectOf } from '../acts/act.ts'
import type { Projector } from '../office.ts'
import { insertAudit, insertCodeUse } from '../store/audit.ts'
import { closeDevice, closingPlace, proposeClosing, withdrawClosing } from '../store/closings.ts'
import type { Queries } from '../store/database.ts'
import { continueAfter, insertAhead } from '../store/down-ahead.ts'
import type { RowSeal } from '../store/row-seal.ts'
import { besideFirst } from '../store/second-person.ts'
import { attempt } from '../store/storable.ts'

interface Context {
  readonly seal: RowSeal
  readonly who: string
  readonly at: string
  readonly ref: string
  readonly n: number
}
type Handlers = { readonly [T in Act['type']]?: (tx: Queries, act: Extract<Act, { type: T }>, context: Context) => Promise<unknown> }

const escalation = (act: { branch: string; caseId: string; rev: number }): (string | number)[] => [act.branch, act.caseId, act.rev]
/** On the audit log: the act changed nothing. */
const NO_EFFECT = 'NO_EFFECT'
const rolesText = (roles: readonly OfficeRole[]): string => [...roles].sort().join(' ')
const LOG = `where branch_id = $1 and log_id = $2 and rev = $3 and state = 'forked'`
const WHERE = 'where branch_id = $1 and case_id = $2 and rev = $3'

/** Where the note on a quarantined line, and what is proposed on an escalated case, are sealed for. */
export const notePlace = (branch: string, envelope: string, line: number): string => `${branch} note ${envelope} ${line}`
export const proposalPlace = ({ branch, caseId, rev }: { readonly branch: string; readonly caseId: string; readonly rev: number }): string =>
  `${branch} proposal ${caseId} ${rev}`

/** By its hands, as the act says them and as they are written. */
type ByHands = { readonly hands?: readonly Hand[] | undefined }
const handsText = ({ hands }: ByHands): string => JSON.stringify(hands ?? [])
/** Four eyes stand here too, not only in the route: what one person did twice, live or rebuilt, changes nothing. */
const isSecond = async (tx: Queries, of: Parameters<typeof besideFirst>[1], key: readonly (string | number)[], act: ByHands, who: string, at: string) =>
  (await besideFirst(tx, of, key, { userId: who, hands: act.hands ?? [] }, at)).ok

/** What each kind of act changes in the tables; kinds not named here are only on the audit log. */
const EFFECTS: Handlers = {
  'user.add': (tx, act, { who, n }) =>
    who === act.userId
      ? tx.query(`insert into office_user values ($1, $2, $3, $4, 'active', 0)`, [act.userId, act.name, rolesText(act.roles), act.password])
      : tx.query(`insert into office_user values ($1, $2, $3, $4, 'active', 1, $5, $6, $5, $6)`, [
          act.userId,
          act.name,
          rolesText(act.roles),
          act.password,
          who,
          n,
        ]),
  'user.password': (tx, act) => tx.query('update office_user set password = $2, must_change = 0 where user_id = $1', [act.userId, act.password]),
  'user.reset': (tx, act, { who, n }) =>
    tx.query('update office_user set password = $2, must_change = 1, given_by = $3, given_n = $4 where user_id = $1', [act.userId, act.password, who, n]),
  'user.roles': (tx, act, { who, n }) =>
    tx.query('update office_user set roles = $2, set_by = $3, set_n = $4 where user_id = $1', [act.userId, rolesText(act.roles), who, n]),
  'user.state': (tx, act, { who, n }) =>
    tx.query('update office_user set state = $2, set_by = $3, set_n = $4 where user_id = $1', [act.userId, act.state, who, n]),
  'recovery.make': async (tx, act, { at }) => {
    await tx.query('update recovery_code set used = 1')
    await tx.query('insert into recovery_code values ($1, $2, 0)', [act.codeHash, at])
  },
  'recovery.use': async (tx, act) => {
    await tx.query('update recovery_code set used = 1 where code_hash = $1', [act.codeHash])
    await tx.query(
      `insert into office_user values ($1, $2, 'ADMINISTRATOR', $3, 'active', 0)
       on conflict (user_id) do update set password = excluded.password, state = 'active', must_change = 0, given_by = null, given_n = null
       where office_user.roles = 'ADMINISTRATOR'`,
      [act.userId, act.name, act.password],
    )
  },
  'code.make': (tx, act, { who, at }) => tx.query('insert into enrol_code values ($1, $2, $3, $4)', [act.codeHash, act.branch, who, at]),
  'code.use': (tx, act) => insertCodeUse(tx, act.codeHash, act.keyId ?? ''),
  'quarantine.settle': (tx, act, { who, seal }) =>
    tx.query(`update quarantine set state = 'settled', settled_by = $4, sealed_note = $5 where branch_id = $1 and env_hash = $2 and line_no = $3`, [
      act.branch,
      act.envelope,
      act.line,
      who,
      seal.seal(notePlace(act.branch, act.envelope, act.line), act.note),
    ]),
  'decision.propose': (tx, act, { who, seal }) =>
    tx.query(`update escalation set state = 'proposed', proposed_by = $4, sealed_proposal = $5, proposed_hands = $6::jsonb ${WHERE} and state = 'open'`, [
      ...escalation(act),
      who,
      seal.seal(proposalPlace(act), JSON.stringify(act.proposal)),
      handsText(act),
    ]),
  'decision.withdraw': (tx, act) =>
    tx.query(
      `update escalation set state = 'open', proposed_by = null, sealed_proposal = null, proposed_hands = '[]' ${WHERE} and state = 'proposed'`,
      escalation(act),
    ),
  'decision.confirm': async (tx, act, { who, ref, at, n }) => {
    if (!(await isSecond(tx, 'escalation', escalation(act), act, who, at))) return
    await tx.query(
      `update escalation set state = 'decided', decided_ref = $4, decided_n = $5, decided_at = $6, decided_by = $7, decided_hands = $8::jsonb
       ${WHERE} and (state = 'proposed' or state = 'open' and level <> 'HEAD_OFFICE_COMMITTEE')`,
      [...escalation(act), ref, n, at, who, handsText(act)],
    )
  },
  'device.propose': (tx, act, { who, seal }) => proposeClosing(tx, act, { who, hands: handsText(act) }, seal.seal(closingPlace(act), act.reason)),
  'device.withdraw': (tx, act) => withdrawClosing(tx, act),
  'device.close': async (tx, act, { who, at }) => {
    if (await isSecond(tx, 'device', [act.branch, act.epoch], act, who, at)) await closeDevice(tx, act, { who, hands: handsText(act) }, at)
  },
  'down.ahead': (tx, { branch, epoch, seq, head }) => insertAhead(tx, branch, { epoch, seq, head }),
  'down.continue': (tx, act) => continueAfter(tx, act),
  'log.propose': (tx, act, { who }) =>
    tx.query(`update merkle_day set proposed_by = $4, reason = $5, proposed_hands = $6::jsonb ${LOG}`, [
      act.branch,
      act.logId,
      act.rev,
      who,
      act.reason,
      handsText(act),
    ]),
  'log.withdraw': (tx, act) =>
    tx.query(`update merkle_day set proposed_by = null, reason = null, proposed_hands = '[]' ${LOG}`, [act.branch, act.logId, act.rev]),
  'log.accept': async (tx, act, { who, at }) => {
    const key = [act.branch, act.logId, act.rev]
    if (!(await isSecond(tx, 'log', key, act, who, at))) return
    await tx.query(
      `update merkle_day set state = 'accepted', reason = $4, accepted_by = $5, accepted_at = $6, accepted_hands = $7::jsonb ${LOG} and proposed_by is not null`,
      [...key, act.reason, who, at, handsText(act)],
    )
  },
  'pack.draft': (tx, act, { who, at, ref }) =>
    tx.query(
      `insert into pack values ($1, $2, $3, 'draft', $4, $5, $6, $7, null, null, $8::jsonb)
       on conflict (kind, version) do update set ref = excluded.ref, effective_from = excluded.effective_from, title = excluded.title,
         prepared_by = excluded.prepared_by, prepared_at = excluded.prepared_at, prepared_hands = excluded.prepared_hands, state = 'draft'
       where pack.state <> 'published'`,
      [act.kind, act.version, ref, act.effectiveFrom, act.title, who, at, handsText(act)],
    ),
  'pack.publish': async (tx, act, { who, at }) => {
    if (!(await isSecond(tx, 'pack', [act.kind, act.version], act, who, at))) return
    await tx.query(
      `update pack set state = 'published', published_by = $3, published_at = $4, published_hands = $5::jsonb
       where kind = $1 and version = $2 and state = 'draft'`,
      [act.kind, act.version, who, at, handsText(act)],
    )
  },
  'pack.discard': (tx, act) => tx.query(`update pack set state = 'discarded' where kind = $1 and version = $2 and state = 'draft'`, [act.kind, act.version]),
}

/** An act of the spool, or null where none can be read. */
export async function readAct(office: Projector, ref: string): Promise<{ who: string; what: Act } | null> {
  const opened = office.seal.open(ACT_PLACE, (await office.spool.need(ref)).toString('latin1'))
  return ActObject.safeParse(tryStrictJson(Buffer.from(opened))).data ?? null
}

/** Reads an act back from the spool. @throws SpoolDamagedError */
export async function actOf(office: Projector, ref: string): Promise<{ who: string; what: Act }> {
  const act = await readAct(office, ref)
  if (!act) throw new SpoolDamagedError(`object ${ref} is no act`)
  return act
}

function noteOf(act: Act): string {
  if ('proposal' in act) return act.proposal.outcome
  if ('roles' in act) return act.roles.join(' ')
  // Why a device is closed may speak of a person: it stands sealed.
  if ('reason' in act) return act.type === 'device.propose' ? '' : act.reason
  return act.type === 'quarantine.view' ? (act.whole ? 'WHOLE' : 'MASKED') : ''
}

/** One act: its effect, and its line on the audit log. One that an earlier release wrote and nobody can read, or no table takes, has only its line. */
export async function officeAct(tx: Queries, office: Projector, entry: SpoolEntry): Promise<void> {
  const audit = (who: string, act: string, subject: string, note: string): Promise<unknown> => insertAudit(tx, entry, [who, act, subject, note])
  const act = await readAct(office, entry.ref)
  if (!act) return void (await audit('', entry.note, entry.ref.slice(0, 12), NO_EFFECT))
  const { who, what } = act
  const effect = EFFECTS[what.type] as ((tx: Queries, act: Act, context: Context) => Promise<unknown>) | undefined
  const done = await attempt(tx, async () => await effect?.(tx, what, { seal: office.seal, who, at: entry.at, ref: entry.ref, n: entry.n }))
  await audit(who, what.type, subjectOf(what), done ? noteOf(what) : NO_EFFECT)
}
