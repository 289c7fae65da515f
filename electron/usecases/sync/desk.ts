import { setTimeout as sleep } from 'node:timers/promises'
import type { CertificateOf } from '../../../core/batch/line-certificates.ts'
import type { SYNC_JOBS } from '../../../core/bridge/sync-calls.ts'
import type { Instant } from '../../../core/kernel/calendar.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Refusal, type Result, refuse } from '../../../core/kernel/result.ts'
import { setting } from '../../../db/repositories/settings.ts'
import { type Call, LineCut, LineUntrusted, OfficeClient, waitMs } from '../../../protocol/office-client.ts'
import { type Measured, measuredLine } from '../../services/measured-line.ts'
import { lineAddress } from '../../services/office-line.ts'
import type { Counter } from '../counter.ts'
import { ADDRESS } from './line-address.ts'
import { keepLineMeasure, lineMeasure } from './line-measure.ts'
import { type Exchanged, exchange } from './send.ts'

const REST_MS = 60_000
/** What a person stopped rests as long as the longest wait between two tries (sync.md §4): the line may be wanted for something else. */
const STOPPED_MS = 15 * REST_MS
const TRIES = 5

export interface SyncJob {
  readonly kind: (typeof SYNC_JOBS)[number]
  readonly done: number
  readonly total: number
}
/** What work on the line is told and tells. */
export interface Progress {
  planned(bytes: number): void
  moved(bytes: number): void
  cancelled(): boolean
  readonly signal: AbortSignal
}
/** Opens a line, or refuses where whom to believe cannot be read; the composition root gives the real one, tests one that is cut. */
export type OpenLine = (address: URL, signal: AbortSignal) => Promise<Result<Call>>

/** One desk for one PC: one job at a time, how it goes, when the line is tried again by itself. */
export class SyncDesk {
  job: SyncJob | null = null
  lastContactAt: Instant | null = null
  lastError: Refusal | null = null
  clockSkewSeconds: number | null = null
  /** Of the certificates the line goes by, as far as they were seen; null where there is none. */
  readonly certificateEnds: Record<CertificateOf, Date | null> = { BRANCH: null, OFFICE: null }
  /** On the PC's own count of time, which nobody sets: a clock put right would keep the line from being tried, or have it tried at once. */
  private nextTry: number | null = null
  private failures = 0
  private stop: AbortController | null = null
  /** The exchange nobody asked for, while it runs. */
  private byItself: Promise<unknown> | null = null
  private readonly openLine: OpenLine
  private readonly random: () => number
  private readonly elapsed: () => number
  /** @param elapsed milliseconds that only ever grow */
  constructor(openLine: OpenLine, random: () => number = Math.random, elapsed: () => number = () => performance.now()) {
    this.openLine = openLine
    this.random = random
    this.elapsed = elapsed
  }

  /** How long until the line is tried again by itself; null before the first time. */
  nextTryInMs(): number | null {
    return this.nextTry === null ? null : Math.max(0, this.nextTry - this.elapsed())
  }

  /** Refuses SYNC_BUSY while another job runs. A cut line is LINE_CUT, a stranger at its other end LINE_NOT_TRUSTED, a cancelled job SYNC_CANCELLED. */
  async run<T>(kind: SyncJob['kind'], work: (progress: Progress) => Promise<Result<T>>): Promise<Result<T>> {
    if (this.job) return refuse('SYNC_BUSY')
    const stop = new AbortController()
    this.stop = stop
    this.job = { kind, done: 0, total: 0 }
    const advance = (change: Partial<SyncJob>): void => {
      this.job = { kind, done: 0, total: 0, ...this.job, ...change }
    }
    try {
      return await work({
        signal: stop.signal,
        cancelled: () => stop.signal.aborted,
        planned: (total) => advance({ total }),
        moved: (bytes) => advance({ done: (this.job?.done ?? 0) + bytes }),
      })
    } catch (error) {
      if (stop.signal.aborted) return refuse('SYNC_CANCELLED')
      if (error instanceof LineUntrusted) return refuse('LINE_NOT_TRUSTED', { reason: error.message })
      if (error instanceof LineCut) return refuse('LINE_CUT', { reason: error.message })
      throw error
    } finally {
      this.job = null
      this.stop = null
    }
  }

  cancel(): boolean {
    this.stop?.abort()
    return this.stop !== null
  }

  /** Ends an exchange nobody asked for: who stands there with a stick need not wait for its patience. It is tried again later. */
  async makeRoom(): Promise<void> {
    if (!this.byItself) return
    const before = this.lastError
    this.cancel()
    await this.byItself
    if (this.lastError?.code !== 'SYNC_CANCELLED') return
    this.lastError = before
    this.tryLater(false)
  }

  /** A client for an address; its waits end when the job is cancelled. Refuses what opening the line refuses. */
  async client(address: URL, signal: AbortSignal, measured?: Measured): Promise<Result<OfficeClient>> {
    const line = await this.openLine(address, signal)
    if (!line.ok) return line
    const call = measured ? measuredLine(line.value, measured, this.elapsed) : line.value
    const pause = async (milliseconds: number): Promise<void> => void (await sleep(milliseconds, undefined, { signal }))
    return ok(new OfficeClient(call, { tries: TRIES, sleep: pause, random: this.random }))
  }

  /** One exchange with head office over the line. Refuses LINE_NOT_SET, LINE_AUTHORITY_INVALID, LINE_CERTIFICATE_INVALID, LINE_NOT_TRUSTED, SYNC_BUSY, LINE_CUT and what `exchange` refuses. */
  async exchange(counter: Counter, session: Session | null): Promise<Result<Exchanged>> {
    const text = await counter.database.read((reader) => setting(reader, ADDRESS))
    const address = text ? lineAddress(text) : null
    if (!address) return refuse('LINE_NOT_SET')
    const done = await this.run('EXCHANGE', async ({ signal, cancelled, planned, moved }) => {
      const before = await counter.database.read(lineMeasure)
      const line: Measured = { measure: before }
      const client = await this.client(address, signal, line)
      if (!client.ok) return client
      const hooks = { cancelled, planned, part: (_batch: unknown, bytes: number): void => moved(bytes) }
      return await exchange(counter, session, client.value, hooks).finally(() => (line.measure === before ? null : keepLineMeasure(counter, line.measure)))
    }).catch((error: unknown) => {
      this.tryLater(false)
      throw error
    })
    if (!done.ok && done.error.code === 'SYNC_BUSY') return done
    this.lastError = done.ok ? null : done.error
    if (done.ok) {
      this.lastContactAt = counter.clock.now()
      this.clockSkewSeconds = done.value.clockSkewSeconds
    }
    if (!done.ok && done.error.code === 'SYNC_CANCELLED') this.nextTry = this.elapsed() + STOPPED_MS
    else this.tryLater(done.ok)
    return done
  }

  private tryLater(went: boolean): void {
    this.failures = went ? 0 : this.failures + 1
    this.nextTry = this.elapsed() + (went ? REST_MS : waitMs(this.failures, this.random, null))
  }

  /** Called every few seconds: exchanges when an address is set and its time has come. */
  async tick(counter: Counter | null): Promise<void> {
    if (!counter || this.job || (this.nextTryInMs() ?? 0) > 0) return
    const exchanging = this.exchange(counter, null)
    this.byItself = exchanging.catch(() => null)
    const done = await exchanging.finally(() => {
      this.byItself = null
    })
    if (!done.ok && done.error.code === 'LINE_NOT_SET') this.nextTry = this.elapsed() + REST_MS
  }
}
