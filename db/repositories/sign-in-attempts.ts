import type { Instant } from '../../core/kernel/calendar.ts'
import type { Reader, Writer } from '../sql.ts'

/** SUCCESS and UNLOCKED (by another person) start the count afresh; LOCKED was refused without looking (rulings 8). */
export type SignInOutcome = 'SUCCESS' | 'FAILURE' | 'LOCKED' | 'UNLOCKED'

/** Instants of the failures since the last success or unlocking, for `mayAttempt`. Unknown staff numbers count too. */
export async function failuresOf(reader: Reader, staffNo: string): Promise<Instant[]> {
  const rows = await reader.all<{ at: Instant }>(
    `SELECT at FROM sign_in_attempt WHERE staff_no = ?1 AND outcome = 'FAILURE' AND serial > coalesce(
      (SELECT max(serial) FROM sign_in_attempt WHERE staff_no = ?1 AND outcome IN ('SUCCESS', 'UNLOCKED')), 0) ORDER BY serial`,
    [staffNo],
  )
  return rows.map(({ at }) => at)
}

export const signInAttempts = (tx: Writer) => ({
  record: async (attempt: { staffNo: string; at: Instant; terminal: string; outcome: SignInOutcome }): Promise<void> => {
    await tx.run('INSERT INTO sign_in_attempt (staff_no, at, terminal, outcome) VALUES (?, ?, ?, ?)', [
      attempt.staffNo,
      attempt.at,
      attempt.terminal,
      attempt.outcome,
    ])
  },
})
