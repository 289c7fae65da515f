import type { DateOnly, Instant } from '../../core/kernel/calendar.ts'
import type { StaffId } from '../../core/kernel/ids.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

/** Domain 10.5: four digits a kind, branch and business day. */
const LAST_OF_DAY = 9999

export interface VoidedNumber {
  readonly number: string
  readonly kind: string
  readonly reasonCode: string
  readonly voidedBy: StaffId
  readonly voidedAt: Instant
}
const columns = mapping<VoidedNumber>({ number: 'number', kind: 'kind', reasonCode: 'reason_code', voidedBy: 'voided_by', voidedAt: 'voided_at' })

export const listVoidedNumbers = async (reader: Reader): Promise<VoidedNumber[]> =>
  (await reader.all(`SELECT ${columns.list} FROM number_void ORDER BY number`)).map(columns.read)

export const numberSequences = (tx: Writer) => ({
  /**
   * Takes the next number of a kind, for `makeCaseNumber`; taken back with the transaction, never given twice.
   * @param kind as in `NumberKind` of core/kernel/case-number.ts
   * @returns 1 to 9999, or NUMBERS_USED_UP with `kind` and `day`
   */
  next: async (kind: string, branch: string, day: DateOnly): Promise<Result<number>> => {
    const last = await tx.get<{ last: number }>('SELECT last FROM number_sequence WHERE kind = ? AND branch = ? AND day = ?', [kind, branch, day])
    const next = (last?.last ?? 0) + 1
    if (next > LAST_OF_DAY) return refuse('NUMBERS_USED_UP', { kind, day })
    await tx.run(
      `INSERT INTO number_sequence (kind, branch, day, last) VALUES (?, ?, ?, ?)
        ON CONFLICT (kind, branch, day) DO UPDATE SET last = excluded.last`,
      [kind, branch, day, next],
    )
    return ok(next)
  },
  /** Enters a number that will not be used into the register of voided numbers. */
  voidNumber: async (voided: VoidedNumber): Promise<void> => {
    await tx.run(`INSERT INTO number_void (${columns.list}) VALUES (${columns.marks})`, columns.params(voided))
  },
})
