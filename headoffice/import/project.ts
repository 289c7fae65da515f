import type { SpoolEntry } from '../../protocol/spool.ts'
import type { Projector } from '../office.ts'
import { markProgress, progressOf, type Queries } from '../store/database.ts'
import { quarantineBatch } from '../store/quarantine.ts'
import { type BatchContent, contentAhead, envelopeOf } from './batch-content.ts'
import { releaseWaiting, replayParked, tookCustody, tookParts } from './project-batch.ts'
import { answered, enrolled } from './project-branch.ts'
import { officeAct } from './project-office.ts'

/** One entry's rows, in the transaction that also moves the lane on. The same for a live import and for a rebuild. */
async function project(tx: Queries, office: Projector, entry: SpoolEntry, ahead: (() => Promise<BatchContent>) | null): Promise<void> {
  if (entry.act === 'enrol') return await enrolled(tx, office, entry)
  if (entry.act === 'custody') return await tookCustody(tx, office, entry, ahead)
  if (entry.act === 'parts') return await tookParts(tx, office, entry)
  if (entry.act === 'down') return await answered(tx, office, entry)
  if (entry.act === 'replay') return await replayParked(tx, office, entry)
  if (entry.act === 'office') return await officeAct(tx, office, entry)
  const { branch } = await envelopeOf(office.spool, entry.ref)
  await quarantineBatch(tx, branch, entry.ref, entry.note.split(' ')[0] ?? '')
}

/**
 * Brings one lane's rows up to the end of the journal. Always this way, never by the newest entry alone: an entry whose
 * projecting once failed (full disk) is then taken first. The caller holds the lane.
 */
export async function catchUp(office: Projector, lane: string): Promise<void> {
  const { n } = await progressOf(office.database, lane)
  const entries = await office.index.entries(office.spool, lane)
  let ahead: (() => Promise<BatchContent>) | null = null
  for (let at = firstAfter(entries, n); at < entries.length; at++) {
    const entry = entries[at]
    if (!entry) return
    const mine = ahead
    ahead = await contentAhead(office, entries[at + 1])
    await office.database.transaction(async (tx) => {
      await project(tx, office, entry, mine)
      if (entry.act === 'custody') await releaseWaiting(tx, office, lane, entry.at)
      await markProgress(tx, lane, entry.n, office.spool.linkAfter(entry.n))
    })
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
