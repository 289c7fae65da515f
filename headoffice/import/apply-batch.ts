import { againstStored, type Judgement, judgeLine } from '../../core/batch/judge-record.ts'
import type { RecordResult } from '../../core/batch/receipt.ts'
import type { BatchLine } from '../../protocol/hob-records.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import { completionRows } from '../store/blobs.ts'
import { caseHeadRows } from '../store/cases.ts'
import type { Queries } from '../store/database.ts'
import { insertEscalations } from '../store/escalations.ts'
import { type Quarantined, quarantine } from '../store/quarantine.ts'
import { type Place, receiptLines, recordKey, recordRows, storedHashes, type TakenRecord } from '../store/records.ts'
import type { RowSeal } from '../store/row-seal.ts'
import { writeTogether } from '../store/write-together.ts'
import { caseHeadOf, splitRecord } from './split-record.ts'

export interface Settled {
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
export const resultsOf = (settled: readonly Settled[]): RecordResult[] => settled.map(resultOf)

/** Judges lines by themselves and against what is stored, earlier lines of the same batch included. Writes nothing. */
export async function judgeLines(tx: Queries, branch: string, lines: readonly { line: BatchLine; number: number }[]): Promise<Settled[]> {
  const judged = lines.map(({ line, number }) => ({ line, number, judgement: judgeLine(tryStrictJson(line.bytes), line.bytes.length) }))
  const known = await storedHashes(
    tx,
    branch,
    judged.flatMap(({ judgement }) => (judgement.record ? [judgement.record] : [])),
  )
  return judged.map((item) => {
    const { record } = item.judgement
    if (!record) return item
    const judgement = againstStored(item.judgement, item.line.hash, known.get(recordKey(record)) ?? null)
    if (judgement.outcome === 'applied' || judgement.outcome === 'parked') known.set(recordKey(record), item.line.hash)
    return { ...item, judgement }
  })
}

export const judgeBatch = (tx: Queries, branch: string, lines: readonly BatchLine[]): Promise<Settled[]> =>
  judgeLines(
    tx,
    branch,
    lines.map((line, index) => ({ line, number: index + 1 })),
  )

/** The place a quarantined line's text is sealed for. */
export const linePlace = (branch: string, hash: string, line: number): string => `${branch} ${hash} ${line}`

/**
 * Writes what was judged: good records apply, each bad one is quarantined alone, every line is answered (sync.md §4).
 * @returns whether an applied record refers to papers, so that it is still to be seen whether they have come
 */
export async function writeSettled(tx: Queries, place: Place, settled: readonly Settled[], seal: RowSeal): Promise<boolean> {
  const taken: TakenRecord[] = []
  const bad: Quarantined[] = []
  for (const { line, number, judgement } of settled) {
    const { record, outcome, code, field } = judgement
    if (record && (outcome === 'applied' || outcome === 'parked')) {
      const state = outcome === 'applied' && record.blobs.length === 0 ? 'complete' : outcome
      taken.push({ record, hash: line.hash, line: number, state, ...splitRecord(place.branch, record, seal) })
    }
    if (outcome === 'rejected' || outcome === 'conflict') {
      const sealed = seal.seal(linePlace(place.branch, place.hash, number), Buffer.from(line.bytes).toString('base64'))
      bad.push({ branch: place.branch, hash: place.hash, line: number, reason: code ?? outcome, field, sealed })
    }
  }
  const applied = taken.filter((item) => item.state !== 'parked')
  const complete = taken.filter((item) => item.state === 'complete').map((item) => item.record)
  const heads = applied.flatMap(({ record }) => caseHeadOf(record) ?? [])
  await writeTogether(tx, [
    ...recordRows(place, taken),
    completionRows(place.branch, complete),
    ...caseHeadRows(place.branch, place.at, heads, seal),
    receiptLines(place, resultsOf(settled)),
  ])
  await insertEscalations(tx, place, applied)
  await quarantine(tx, bad)
  return applied.length > complete.length
}
