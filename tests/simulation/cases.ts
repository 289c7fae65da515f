import type { RecordLine } from '../../core/batch/record-line.ts'
import { nextRevision } from '../../core/batch/revision.ts'
import { sha256Hex } from '../../protocol/hashing.ts'
import type { SavedCase } from './branch-frames.ts'
import type { Rng } from './kernel.ts'
import { NEWER } from './office-frames.ts'

const idOf = (branch: number, n: number): string => `${branch}0000000-0000-4000-8000-${String(n).padStart(12, '0')}`

/** A sealed day of the audit log, the known type with the smallest body. */
const day = (rng: Rng) => ({
  businessDate: '2026-11-23',
  size: 1 + rng.int(99),
  root: '0'.repeat(64),
  head: '0'.repeat(64),
  note: String(rng.u32()),
  from: 0,
  proof: [],
})

/** What a branch saves: mostly a type head office parks until it knows it, or one it takes; now and then one with a mistake inside. */
function recordOf(rng: Rng, id: string): Omit<RecordLine, 'blobs'> {
  if (rng.chance(0.5)) return { type: NEWER, schema: 1, id, rev: 1, body: { doc: rng.u32() } }
  return { type: 'audit.sealed', schema: 1, id, rev: 1, body: rng.chance(0.8) ? day(rng) : { ...day(rng), size: -1 } }
}
export function caseOf(rng: Rng, branch: number, n: number): SavedCase {
  const paper = rng.chance(0.5) ? Buffer.alloc(40 + rng.int(200), n % 251) : null
  const sha256 = paper && sha256Hex(paper)
  const blobs = paper && sha256 ? [{ sha256, bytes: paper.length, media: 'application/pdf', role: 'D101' }] : []
  const record = { ...recordOf(rng, idOf(branch, n)), blobs }
  return { key: String(n), record, lane: rng.chance(0.4) ? 1 : 2, papers: paper && sha256 ? { [sha256]: paper.toString('base64') } : {} }
}
/** Other bytes under the key of a record that was saved before, as no honest branch makes them. */
export const twinOf = (rng: Rng, { key, record }: SavedCase): SavedCase => ({
  key: `${key} twin`,
  record: { ...record, body: { ...record.body, [record.type === NEWER ? 'doc' : 'note']: `twin ${rng.u32()}` }, blobs: [] },
  lane: 2,
  papers: {},
})

/** The next revision of a record, which may put a returned one right: the same papers, which went with the first. */
export const laterOf = (rng: Rng, one: SavedCase, epoch: number): SavedCase => ({
  ...one,
  key: `${one.key} later`,
  record: { ...one.record, rev: nextRevision(one.record.rev, epoch), body: one.record.type === NEWER ? { doc: rng.u32() } : day(rng) },
})
