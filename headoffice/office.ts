import type { Spool } from '../protocol/spool.ts'
import type { LaneIndex } from './import/lane-index.ts'
import type { HeadOfficeKeys } from './import/office-keys.ts'
import type { Database } from './store/database.ts'
import type { RowSeal } from './store/row-seal.ts'

/** What projecting needs: the truth, the tables, and the keys to read batches with. */
export interface Projector {
  readonly spool: Spool
  readonly database: Database
  readonly keys: HeadOfficeKeys
  readonly seal: RowSeal
  readonly index: LaneIndex
}

/** An open head office, passed to every use case. */
export interface Office extends Projector {
  /** Replaced when the projection is made anew. */
  database: Database
  /** Replaced when head office goes over to new ones. */
  keys: HeadOfficeKeys
  readonly lanes: Lanes
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

  /** Waits until nothing runs in any lane. */
  async quiet(): Promise<void> {
    while (this.tails.size > 0) await Promise.all(this.tails.values())
  }
}
