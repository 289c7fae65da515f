import type { Instant } from '../../core/kernel/calendar.ts'
import { mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

/** One down batch of head office, taken once. */
export interface DownBatch {
  readonly epoch: number
  readonly seq: number
  readonly envelopeSha256: string
  readonly takenAt: Instant
}
const columns = mapping<DownBatch>({ epoch: 'epoch', seq: 'seq', envelopeSha256: 'envelope_sha256', takenAt: 'taken_at' })

/** Where the down stream of an epoch stands, or null before its first. */
export async function latestDown(reader: Reader, epoch: number): Promise<DownBatch | null> {
  const row = await reader.get(`SELECT ${columns.list} FROM down_batch WHERE epoch = ? ORDER BY seq DESC LIMIT 1`, [epoch])
  return row ? columns.read(row) : null
}

/** The envelope's hash of a down batch that was taken; empty for one that was not. */
export async function downHash(reader: Reader, epoch: number, seq: number): Promise<string> {
  const row = await reader.get<{ hash: string }>('SELECT envelope_sha256 AS hash FROM down_batch WHERE epoch = ? AND seq = ?', [epoch, seq])
  return row?.hash ?? ''
}

/** A record this release cannot read. */
export interface ParkedLine {
  readonly epoch: number
  readonly seq: number
  readonly lineNo: number
  readonly type: string
  readonly schema: number
  readonly line: string
}
const placeOf = ({ epoch, seq, lineNo }: Pick<ParkedLine, 'epoch' | 'seq' | 'lineNo'>) => ({
  table: 'down_parked',
  column: 'sealed_line',
  row: `${epoch}.${seq}.${lineNo}`,
})

export async function parkedLines(reader: Reader, vault: Vault): Promise<ParkedLine[]> {
  const rows = await reader.all<Omit<ParkedLine, 'line'> & { sealed: Uint8Array }>(
    'SELECT epoch, seq, line_no AS lineNo, type, schema, sealed_line AS sealed FROM down_parked ORDER BY epoch, seq, line_no',
  )
  return rows.map(({ sealed, ...row }) => ({ ...row, line: vault.open(placeOf(row), sealed) }))
}

export const downBatches = (tx: Writer, vault: Vault) => ({
  insert: async (batch: DownBatch): Promise<void> => {
    await tx.run(`INSERT INTO down_batch (${columns.list}) VALUES (${columns.marks})`, columns.params(batch))
  },
  park: async (parked: ParkedLine): Promise<void> => {
    const { epoch, seq, lineNo, type, schema, line } = parked
    await tx.run('INSERT INTO down_parked (epoch, seq, line_no, type, schema, sealed_line) VALUES (?, ?, ?, ?, ?, ?)', [
      epoch,
      seq,
      lineNo,
      type,
      schema,
      vault.seal(placeOf(parked), line),
    ])
  },
  unpark: async ({ epoch, seq, lineNo }: Pick<ParkedLine, 'epoch' | 'seq' | 'lineNo'>): Promise<void> => {
    await tx.run('DELETE FROM down_parked WHERE epoch = ? AND seq = ? AND line_no = ?', [epoch, seq, lineNo])
  },
})
