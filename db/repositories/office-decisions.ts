import type { CaseDecidedBody } from '../../core/batch/escalation.ts'
import type { Instant } from '../../core/kernel/calendar.ts'
import type { CaseId, StaffId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import { openJson, sealJson, trusted } from '../sealing.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'
import type { Raising } from './outbox.ts'

interface Columns {
  readonly id: string
  /** Null when the branch knows no such case. */
  readonly caseId: CaseId | null
  readonly epoch: number
  readonly seq: number
  /** The version of the case head office saw. */
  readonly caseVersion: number
  readonly outcome: CaseDecidedBody['outcome']
  readonly state: 'ARRIVED' | 'TAKEN' | 'SET_ASIDE'
  readonly arrivedAt: Instant
  readonly settledBy: StaffId | null
  readonly settledAt: Instant | null
}
/** Head office's decision on an escalated case, as it came. */
export interface OfficeDecision extends Columns {
  readonly body: CaseDecidedBody
}

const columns = mapping<Columns>({
  id: 'id',
  caseId: 'case_id',
  epoch: 'epoch',
  seq: 'seq',
  caseVersion: 'case_version',
  outcome: 'outcome',
  state: 'state',
  arrivedAt: 'arrived_at',
  settledBy: 'settled_by',
  settledAt: 'settled_at',
})
interface Stored {
  readonly sealed_body: Uint8Array
}
const placeOf = (id: string) => ({ table: 'office_decision', column: 'sealed_body', row: id })
const toDecision = (vault: Vault, row: Stored): OfficeDecision => {
  const plain = columns.read(row)
  return { ...plain, body: openJson(vault, placeOf(plain.id), row.sealed_body, trusted<CaseDecidedBody>) }
}
const SELECT = `SELECT ${columns.list}, sealed_body FROM office_decision`

/** Not yet settled by a person, oldest first. */
export const arrivedDecisions = async (reader: Reader, vault: Vault): Promise<OfficeDecision[]> =>
  (await reader.all<Stored>(`${SELECT} WHERE state = 'ARRIVED' ORDER BY arrived_at, id`)).map((row) => toDecision(vault, row))

/** Of those the ones on a case, the latest first. */
export const arrivedDecisionsOf = async (reader: Reader, vault: Vault, caseId: CaseId): Promise<OfficeDecision[]> =>
  (await reader.all<Stored>(`${SELECT} WHERE case_id = ? AND state = 'ARRIVED' ORDER BY epoch DESC, seq DESC`, [caseId])).map((row) => toDecision(vault, row))

export async function findOfficeDecision(reader: Reader, vault: Vault, id: string): Promise<OfficeDecision | null> {
  const row = await reader.get<Stored>(`${SELECT} WHERE id = ?`, [id])
  return row ? toDecision(vault, row) : null
}

export const officeDecisions = (tx: Writer, vault: Vault) => ({
  insert: async (decision: OfficeDecision): Promise<void> => {
    await tx.run(`INSERT INTO office_decision (${columns.list}, sealed_body) VALUES (${columns.marks}, ?)`, [
      ...columns.params(decision),
      sealJson(vault, placeOf(decision.id), decision.body),
    ])
  },
  settle: async (id: string, state: 'TAKEN' | 'SET_ASIDE', by: StaffId, at: Instant): Promise<void> => {
    await tx.run('UPDATE office_decision SET state = ?, settled_by = ?, settled_at = ? WHERE id = ?', [state, by, at, id])
  },
})

/** What was asked of head office, latest revision last. */
export const escalationsOf = (reader: Reader, caseId: CaseId): Promise<{ rev: number; caseVersion: number }[]> =>
  reader.all('SELECT rev, case_version AS caseVersion FROM escalation WHERE case_id = ? ORDER BY rev', [caseId])

/** The audit row of the act by which head office was asked about a version, when first or again. */
export const ASKING_ROW = `SELECT min(asked.n) FROM escalation e JOIN audit asked ON asked.case_id = e.case_id AND asked.at >= e.asked_at
  WHERE e.case_id = ? AND e.case_version = ? AND asked.action IN ('approval.decide', 'sync.settleDecision')`

/** Whether a paper came, changed or was judged, or an item was waived, after head office was asked about this version: it saw another file. */
export async function fileChangedSince(reader: Reader, caseId: CaseId, caseVersion: number): Promise<boolean> {
  const sql = `SELECT 1 FROM audit WHERE case_id = ? AND (action LIKE 'completeness.%' OR action LIKE 'scans.%')
    AND action NOT IN ('scans.separators', 'scans.tickSignature') AND n > (${ASKING_ROW}) LIMIT 1`
  return (await reader.get(sql, [caseId, caseId, caseVersion])) !== undefined
}

export const escalations = (tx: Writer) => ({
  insert: async (asked: { caseId: CaseId; rev: number; caseVersion: number; askedAt: Instant }): Promise<void> => {
    await tx.run('INSERT INTO escalation (case_id, rev, case_version, asked_at) VALUES (?, ?, ?, ?)', [
      asked.caseId,
      asked.rev,
      asked.caseVersion,
      asked.askedAt,
    ])
  },
  /** As `outbox.raise` will of the records that ask. */
  raise: async ({ above, after, by }: Raising): Promise<void> => {
    const asks = "SELECT 1 FROM outbox o WHERE o.type = 'case.escalated' AND o.id = escalation.case_id AND o.rev = escalation.rev"
    await tx.run(`UPDATE escalation SET rev = rev + ? WHERE rev > ? AND EXISTS (${asks} AND o.batch_seq IS NULL AND o.serial > ?)`, [by, above, after])
  },
})
