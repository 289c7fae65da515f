import { z } from 'zod'
import { BranchCode } from '../../core/batch/envelope.ts'
import type { Spool, SpoolEntry } from '../../protocol/spool.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'

/** All that the lane needs of an envelope: an old one may hold what this release no longer takes. */
const OfBranch = z.object({ branch: BranchCode })

/** The lane an entry belongs to: its branch, or '' for head office itself; null where its object does not say. The first release wrote none. */
async function laneOf(spool: Spool, entry: SpoolEntry): Promise<string | null> {
  if (entry.branch !== undefined) return entry.branch
  if (entry.act === 'enrol') return entry.note
  const bytes = await spool.need(entry.ref).catch(() => null)
  return OfBranch.safeParse(bytes && tryStrictJson(bytes)).data?.branch ?? null
}

/** Lanes of the journal with their entries in order. An entry that says no branch stops none: it is named and passed over. */
export class LaneIndex {
  private readonly passOver: (reason: string) => void
  constructor(passOver: (reason: string) => void) {
    this.passOver = passOver
  }
  private readonly lanes = new Map<string, SpoolEntry[]>()
  private seen = 0

  async entries(spool: Spool, lane: string): Promise<readonly SpoolEntry[]> {
    await this.read(spool)
    return this.lanes.get(lane) ?? []
  }
  async names(spool: Spool): Promise<string[]> {
    await this.read(spool)
    return [...this.lanes.keys()].sort()
  }
  private async read(spool: Spool): Promise<void> {
    while (this.seen < spool.journal.length) {
      const entry = spool.journal[this.seen]
      if (!entry) return
      const lane = await laneOf(spool, entry)
      // Another caller may have read on while this one waited.
      if (entry.n !== this.seen + 1) continue
      this.seen = entry.n
      if (lane === null) {
        this.passOver(`journal line ${entry.n}: object ${entry.ref} names no branch`)
        continue
      }
      const list = this.lanes.get(lane) ?? []
      list.push(entry)
      this.lanes.set(lane, list)
    }
  }
}
