import type { RecordLine } from '../../core/batch/record-line.ts'
import { tellAgain } from '../store/blobs.ts'
import type { Queries } from '../store/database.ts'
import { insertEscalations } from '../store/escalations.ts'
import { type Quarantined, quarantine } from '../store/quarantine.ts'
import type { Place } from '../store/records.ts'
import type { RowSeal } from '../store/row-seal.ts'
import { type TakenLine, takeLines } from '../store/take-lines.ts'
import type { JudgedLine } from './judge-lines.ts'

/** The place a quarantined line's text is sealed for. */
export const linePlace = (branch: string, hash: string, line: number): string => `${branch} ${hash} ${line}`

/** The newest revision of each case among the lines that apply: the one its head is raised to. */
function newestOf(applied: readonly RecordLine[]): ReadonlySet<RecordLine> {
  const newest = new Map<string, RecordLine>()
  for (const record of applied) if (record.type === 'case.sealed' && (newest.get(record.id)?.rev ?? 0) < record.rev) newest.set(record.id, record)
  return new Set(newest.values())
}

function takenLine({ line, number, judgement, split }: JudgedLine, newest: ReadonlySet<RecordLine>): TakenLine {
  const { record, outcome, code, field } = judgement
  const told = { line: number, hash: line.hash, outcome, code, field, record }
  if (!record || !split || (outcome !== 'applied' && outcome !== 'parked')) return { ...told, stored: null }
  const state = outcome === 'applied' && record.blobs.length === 0 ? 'complete' : outcome
  return { ...told, stored: { ...split, state, head: newest.has(record) } }
}

/**
 * Writes what was judged: good records apply, each bad one is quarantined alone, every line is answered (sync.md §4).
 * @returns whether an applied record refers to papers, so that it is still to be seen whether they have come
 */
export async function writeSettled(tx: Queries, place: Place, settled: readonly JudgedLine[], seal: RowSeal): Promise<boolean> {
  const applied = settled.flatMap(({ line, judgement: { record, outcome } }) => (record && outcome === 'applied' ? [{ record, hash: line.hash }] : []))
  const newest = newestOf(applied.map(({ record }) => record))
  const bad: Quarantined[] = settled.flatMap(({ line, number, judgement: { outcome, code, field } }) => {
    if (outcome !== 'rejected' && outcome !== 'conflict') return []
    const sealed = seal.seal(linePlace(place.branch, place.hash, number), Buffer.from(line.bytes).toString('base64'))
    return [{ branch: place.branch, hash: place.hash, line: number, reason: code ?? outcome, field, sealed }]
  })
  await takeLines(
    tx,
    place,
    settled.map((item) => takenLine(item, newest)),
  )
  const known = settled.flatMap(({ judgement: { record, outcome } }) => (record && outcome === 'duplicate' ? [record] : []))
  await tellAgain(tx, place.branch, known)
  await insertEscalations(tx, place, applied)
  await quarantine(tx, bad)
  return applied.some(({ record }) => record.blobs.length > 0)
}
