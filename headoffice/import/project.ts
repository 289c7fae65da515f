import type { SpoolEntry } from '../../protocol/spool.ts'
import type { Projector } from '../office.ts'
import { type LanePlace, markProgress, OtherProjectorError, progressOf, type Queries } from '../store/database.ts'
import { quarantineBatch } from '../store/quarantine.ts'
import { attempt, guarded, refusedContent } from '../store/storable.ts'
import { type BatchContent, contentAhead, readableEnvelope } from './batch-content.ts'
import { releaseWaiting, tookCustody, tookParts } from './project-batch.ts'
import { answered, enrolled } from './project-branch.ts'
import { officeAct } from './project-office.ts'
import { replayParked, toldParked } from './project-parked.ts'

type Ahead = (() => Promise<BatchContent>) | null
const OWN_WORD: ReadonlySet<SpoolEntry['act']> = new Set(['enrol', 'down', 'told'])

/** One entry's rows, in the transaction that also moves the lane on. The same for a live import and for a rebuild. */
async function project(tx: Queries, office: Projector, lane: string, entry: SpoolEntry, ahead: Ahead): Promise<void> {
  if (entry.act === 'enrol') return await enrolled(tx, office, entry)
  if (entry.act === 'down') return await answered(tx, office, entry)
  if (entry.act === 'replay') return await replayParked(tx, office, entry)
  if (entry.act === 'told') return await toldParked(tx, office, entry)
  if (entry.act === 'office') return await officeAct(tx, office, entry)
  const envelope = await readableEnvelope(office.spool, entry.ref)
  if (!envelope) return await quarantineBatch(tx, lane, entry.ref, 'BATCH_ENVELOPE_INVALID')
  if (entry.act === 'custody') return await tookCustody(tx, office, entry, envelope, ahead)
  if (entry.act === 'parts') return await tookParts(tx, office, entry, envelope)
  await quarantineBatch(tx, lane, entry.ref, entry.note.split(' ')[0] ?? '')
}

const placeAfter = ({ spool }: Projector, n: number): LanePlace => ({ n, link: spool.linkAfter(n) })

/**
 * One entry, what it lets through, and the lane's position. What others brought is set aside where it cannot be stored at all, so that the
 * lane goes on; what head office itself signed must stand.
 */
async function take(tx: Queries, office: Projector, { lane, before }: { lane: string; before: LanePlace }, entry: SpoolEntry, ahead: Ahead): Promise<void> {
  const work = (): Promise<void> => project(tx, office, lane, entry, ahead)
  if (OWN_WORD.has(entry.act)) await work()
  else if (!(await attempt(tx, work))) await quarantineBatch(tx, lane, entry.ref, 'BATCH_NOT_STORABLE')
  if (entry.act === 'custody') await releaseWaiting(tx, office, lane, entry.at)
  await markProgress(tx, { lane, before }, placeAfter(office, entry.n))
}

/**
 * Brings one lane's rows up to the end of the journal. Always this way, never by the newest entry alone: an entry whose
 * projecting once failed (full disk) is then taken first. Where the database refuses what an entry brings, the entry is taken again with
 * what cannot be stored found out and told: the same answer at each replay (ADR 0134). The caller holds the lane.
 */
export async function catchUp(office: Projector, lane: string): Promise<void> {
  let before = await progressOf(office.database, lane)
  const { n } = before
  if (n > 0 && before.link !== office.spool.linkAfter(n)) throw new OtherProjectorError()
  const entries = await office.index.entries(office.spool, lane)
  let ahead: Ahead = null
  for (let at = firstAfter(entries, n); at < entries.length; at++) {
    const entry = entries[at]
    if (!entry) return
    const mine = ahead
    ahead = await contentAhead(office, entries[at + 1])
    try {
      await office.database.transaction((tx) => take(tx, office, { lane, before }, entry, mine))
    } catch (error) {
      if (!refusedContent(error)) throw error
      await office.database.transaction((tx) => take(guarded(tx), office, { lane, before }, entry, mine))
    }
    before = placeAfter(office, entry.n)
  }
}

/** Place of the first entry after journal line `n`, by halving. */
function firstAfter(entries: readonly SpoolEntry[], n: number): number {
  let [low, high] = [0, entries.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((entries[middle]?.n ?? 0) <= n) low = middle + 1
    else high = middle
  }
  return low
}
