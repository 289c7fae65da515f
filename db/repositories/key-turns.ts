import type { Instant } from '../../core/kernel/calendar.ts'
import type { StaffId } from '../../core/kernel/ids.ts'
import { flag, mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

/** New keys of a device within its epoch; `recordId` is the record that tells head office of them. */
export interface KeyTurnRow {
  readonly epoch: number
  readonly recordId: string
  readonly sealed: Uint8Array
  readonly publicKeys: string
  readonly askedBy: StaffId
  readonly askedAt: Instant
  /** The first batch number head office takes under them; null until it has answered. */
  readonly fromSeq: number | null
  readonly refused: boolean
}
const columns = mapping<KeyTurnRow>({
  epoch: 'epoch',
  recordId: 'record_id',
  sealed: 'sealed',
  publicKeys: 'public_keys',
  askedBy: 'asked_by',
  askedAt: 'asked_at',
  fromSeq: 'from_seq',
  refused: flag('refused'),
})

/** The keys an epoch went over to, in order. */
export const keysTurnedTo = async (reader: Reader, epoch: number): Promise<KeyTurnRow[]> =>
  (await reader.all(`SELECT ${columns.list} FROM branch_key_turn WHERE epoch = ? AND from_seq IS NOT NULL ORDER BY from_seq`, [epoch])).map(columns.read)

/** New keys head office has not answered yet. */
export async function keysAsked(reader: Reader, epoch: number): Promise<KeyTurnRow | null> {
  const row = await reader.get(`SELECT ${columns.list} FROM branch_key_turn WHERE epoch = ? AND from_seq IS NULL AND refused = 0 LIMIT 1`, [epoch])
  return row ? columns.read(row) : null
}

export const keyTurns = (tx: Writer) => ({
  insert: async (turn: KeyTurnRow): Promise<void> => {
    await tx.run(`INSERT INTO branch_key_turn (${columns.list}) VALUES (${columns.marks})`, columns.params(turn))
  },
  /** The epoch is closed: nobody answers any more. */
  giveUp: async (epoch: number): Promise<void> => {
    await tx.run('UPDATE branch_key_turn SET refused = 1 WHERE epoch = ? AND from_seq IS NULL', [epoch])
  },
  /** Head office's answer: the first batch under the new keys, or null when it refused them. */
  answer: async (epoch: number, recordId: string, fromSeq: number | null): Promise<void> => {
    await tx.run('UPDATE branch_key_turn SET from_seq = ?, refused = ? WHERE epoch = ? AND record_id = ? AND from_seq IS NULL', [
      fromSeq,
      fromSeq === null ? 1 : 0,
      epoch,
      recordId,
    ])
  },
})
