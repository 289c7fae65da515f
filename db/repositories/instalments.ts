import type { Instalment } from '../../core/contract/schedule.ts'
import type { CaseId } from '../../core/kernel/ids.ts'
import { bulkInsert } from '../bulk-insert.ts'
import { mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

const columns = mapping<Instalment>({
  index: 'idx',
  dueOn: 'due_on',
  days: 'days',
  principalFen: 'principal_fen',
  interestFen: 'interest_fen',
  totalFen: 'total_fen',
  balanceFen: 'balance_fen',
})

/** The schedule of one revision of the contract. */
export const instalmentsOf = async (reader: Reader, caseId: CaseId, rev: number): Promise<Instalment[]> =>
  (await reader.all(`SELECT ${columns.list} FROM instalment WHERE case_id = ? AND rev = ? ORDER BY idx`, [caseId, rev])).map(columns.read)

export const instalments = (tx: Writer) => ({
  /** The contract of that revision stands already. */
  insertAll: (caseId: CaseId, rev: number, schedule: readonly Instalment[]): Promise<void> =>
    bulkInsert(
      tx,
      'instalment',
      ['case_id', 'rev', ...columns.list.split(', ')],
      schedule.map((row) => [caseId, rev, ...columns.params(row)]),
    ),
  /** The money leaves on another day than the contract counted from: the schedule of that day takes its place. */
  clear: (caseId: CaseId, rev: number): Promise<number> => tx.run('DELETE FROM instalment WHERE case_id = ? AND rev = ?', [caseId, rev]),
})
