import { type Spool, SpoolDamagedError } from '../protocol/spool.ts'
import type { LaneIndex } from './import/lane-index.ts'
import type { HeadOfficeKeys } from './import/office-keys.ts'
import { type Database, OtherProjectorError } from './store/database.ts'
import { DownAheadError } from './store/down-ahead.ts'
import type { RowSeal } from './store/row-seal.ts'

/** What projecting needs: the truth, the tables, and the keys to read batches with. */
export interface Projector {
  readonly spool: Spool
  readonly database: Database
  readonly keys: HeadOfficeKeys
  readonly seal: RowSeal
  readonly index: LaneIndex
  readonly troubles: Troubles
}

/**
 * projection: a lane whose journal cannot be brought into the database; answers: a branch that cannot be told something; lists: what is open
 * elsewhere; journal: a line passed over.
 */
type TroubleKind = 'projection' | 'answers' | 'lists' | 'journal'
export interface Trouble {
  readonly what: TroubleKind
  /** The branch, or '' for head office itself. */
  readonly lane: string
  readonly reason: string
}

/** What stands still, and why; everything else goes on. */
export class Troubles {
  private readonly known = new Map<string, Trouble>()
  private readonly inDoubt: () => boolean

  /** @param inDoubt whether the journal takes nothing more */
  constructor(inDoubt: () => boolean = () => false) {
    this.inDoubt = inDoubt
  }

  /** Does the work, and remembers until it goes well why it did not. @throws what the work throws */
  async watch<T>(what: TroubleKind, lane: string, work: () => Promise<T>): Promise<T> {
    try {
      const value = await work()
      this.known.delete(`${lane} ${what}`)
      return value
    } catch (error) {
      this.known.set(`${lane} ${what}`, { what, lane, reason: reasonOf(error) })
      throw error
    }
  }
  /** The same where nothing else depends on it. @returns the error, or null */
  async hold(what: TroubleKind, lane: string, work: () => Promise<unknown>): Promise<unknown> {
    return await this.watch(what, lane, work).then(
      () => null,
      (error: unknown) => error ?? new Error('unknown'),
    )
  }
  /** What was passed over, and is not made good by anything that follows. */
  passOver(reason: string): void {
    this.known.set(` journal ${reason}`, { what: 'journal', lane: '', reason })
  }
  get list(): readonly Trouble[] {
    const standing = [...this.known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, trouble]) => trouble)
    return this.inDoubt() ? [{ what: 'journal', lane: '', reason: 'in doubt: nothing is taken until head office is started again' }, ...standing] : standing
  }
}

/** Names the place and the kind, never content: a database's own words may quote what it refused. */
function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ')
  if (error instanceof SpoolDamagedError || error instanceof OtherProjectorError || error instanceof DownAheadError) return error.message
  const { name, code } = error as { readonly name?: unknown; readonly code?: unknown }
  return [name ?? 'error', code].filter((part) => part !== undefined).join(' ')
}

/** An open head office, passed to every use case. */
export interface Office extends Projector {
  /** Replaced when the projection is made anew. */
  database: Database
  /** Replaced when head office goes over to new ones. */
  keys: HeadOfficeKeys
  readonly lanes: Lanes
  /** By branch and epoch: the day on which its list of cases elsewhere was looked after. */
  readonly listed: Map<string, string>
  readonly now: () => string
  readonly app: string
}

/** Work of one lane (a branch, or '' for head office itself) runs one after another, different lanes side by side. */
export class Lanes {
  private readonly tails = new Map<string, Promise<unknown>>()
  private readonly standUp: (lane: string) => Promise<void>

  /** @param standUp done before each work: the lane's rows are brought to where the spool is, whatever the database lost in a crash */
  constructor(standUp: (lane: string) => Promise<void>) {
    this.standUp = standUp
  }

  async run<T>(lane: string, work: () => Promise<T>): Promise<T> {
    const before = this.tails.get(lane) ?? Promise.resolve()
    const whole = async (): Promise<T> => {
      await this.standUp(lane)
      return await work()
    }
    const mine = before.then(whole, whole)
    const tail = mine.catch(() => undefined)
    this.tails.set(lane, tail)
    try {
      return await mine
    } finally {
      if (this.tails.get(lane) === tail) this.tails.delete(lane)
    }
  }

  /** Work that stands on what acts of head office itself left (people, packs, keys), one after another under a name: first their rows are where the journal is. */
  async onActs<T>(name: 'console users' | 'console packs' | 'office keys', work: () => Promise<T>): Promise<T> {
    return await this.run(name, async () => {
      await this.run('', async () => undefined)
      return await work()
    })
  }

  /** Waits until nothing runs in any lane. */
  async quiet(): Promise<void> {
    while (this.tails.size > 0) await Promise.all(this.tails.values())
  }
}
