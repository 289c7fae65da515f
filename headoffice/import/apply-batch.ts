import { againstStored, type Judgement, judgeLine } from '../../core/batch/judge-record.ts'
import type { RecordResult } from '../../core/batch/receipt.ts'
import type { BatchContent, BatchLine } from '../../protocol/hob-content.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import type { Queries } from '../store/database.ts'
import { completeRecords, insertBlobs, insertReceipts, insertRecords, type Place, recordKey, storedHashes, type TakenRecord } from '../store/records.ts'
import { quarantine } from '../store/streams.ts'

interface Settled {
  readonly line: BatchLine
  readonly number: number
  readonly judgement: Judgement
}

const resultOf = ({ line, number, judgement }: Settled): RecordResult => ({
  line: number,
  recordHash: line.hash,
  key: judgement.record && { type: judgement.record.type, id: judgement.record.id, rev: judgement.record.rev },
  outcome: judgement.outcome,
  code: judgement.code,
  field: judgement.field,
})

/** Judges every line by itself and against what is stored, earlier lines of the same batch included. Writes nothing. */
export async function judgeBatch(tx: Queries, branch: string, lines: readonly BatchLine[]): Promise<Settled[]> {
  const judged = lines.map((line, index) => ({
    line,
    number: index + 1,
    judgement: judgeLine(tryStrictJson(line.bytes), line.bytes.length),
  }))
  const records = judged.flatMap(({ judgement }) => (judgement.record ? [judgement.record] : []))
  const known = await storedHashes(tx, branch, records)
  return judged.map((item) => {
    const { record } = item.judgement
    if (!record) return item
    const judgement = againstStored(item.judgement, item.line.hash, known.get(recordKey(record)) ?? null)
    if (judgement.outcome === 'applied' || judgement.outcome === 'parked') known.set(recordKey(record), item.line.hash)
    return { ...item, judgement }
  })
}

export const resultsOf = (settled: readonly Settled[]): RecordResult[] => settled.map(resultOf)

/** Takes a batch's content into the tables: good records apply, each bad one is quarantined alone (sync.md §4). */
export async function applyContent(tx: Queries, place: Place, content: BatchContent): Promise<void> {
  const settled = await judgeBatch(tx, place.branch, content.lines)
  const taken: TakenRecord[] = []
  for (const { line, number, judgement } of settled) {
    const { record, outcome } = judgement
    if (record && (outcome === 'applied' || outcome === 'parked')) taken.push({ record, hash: line.hash, line: number, state: outcome })
    if (outcome === 'rejected' || outcome === 'conflict') await quarantine(tx, place.branch, place.hash, number, judgement.code ?? outcome, line.bytes)
  }
  await insertRecords(tx, place, taken)
  await insertBlobs(tx, place, content.blobs)
  const complete = await completeRecords(tx, place)
  await insertReceipts(tx, place, resultsOf(settled), complete)
}
