import { OfficeKeysBody } from '../../core/batch/office-keys.ts'
import type { Instant } from '../../core/kernel/calendar.ts'
import { mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

/** New keys of head office, as it announced them: `body` is that of the record `office.keys`, as JSON. */
export interface OfficeKeyTurnRow {
  readonly epoch: number
  /** The first down batch they sign. */
  readonly fromSeq: number
  readonly body: string
  readonly takenAt: Instant
}
const columns = mapping<OfficeKeyTurnRow>({ epoch: 'epoch', fromSeq: 'from_seq', body: 'body', takenAt: 'taken_at' })

/** What was announced in an epoch, in order. @throws when a row has another shape */
export const announcedTurns = async (reader: Reader, epoch: number): Promise<{ fromSeq: number; body: OfficeKeysBody }[]> =>
  (await reader.all(`SELECT ${columns.list} FROM office_key_turn WHERE epoch = ? ORDER BY from_seq`, [epoch]))
    .map(columns.read)
    .map(({ fromSeq, body }) => ({ fromSeq, body: OfficeKeysBody.parse(JSON.parse(body)) }))

export async function insertOfficeKeyTurn(tx: Writer, turn: OfficeKeyTurnRow): Promise<void> {
  await tx.run(`INSERT INTO office_key_turn (${columns.list}) VALUES (${columns.marks})`, columns.params(turn))
}
