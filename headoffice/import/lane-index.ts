import { Envelope } from '../../core/batch/envelope.ts'
import { type Spool, SpoolDamagedError, type SpoolEntry } from '../../protocol/spool.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'

/** The lane an entry belongs to: its branch, or '' for head office itself. The first release wrote none. */
async function laneOf(spool: Spool, entry: SpoolEntry): Promise<string> {
  if (entry.branch !== undefined) return entry.branch
  if (entry.act === 'enrol') return entry.note
  const parsed = Envelope.safeParse(tryStrictJson(await spool.need(entry.ref)))
  if (!parsed.success) throw new SpoolDamagedError(`object ${entry.ref} is no envelope`)
  return parsed.data.branch
}

/** Lanes of the journal with their entries in order. */
export class LaneIndex {
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
      const list = this.lanes.get(lane) ?? []
      list.push(entry)
      this.lanes.set(lane, list)
    }
  }
}
