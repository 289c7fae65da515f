import { NO_PREVIOUS } from '../../core/batch/limits.ts'
import type { BatchReceiptBody } from '../../core/batch/receipt.ts'
import { sha256Hex } from '../../protocol/hashing.ts'
import type { OpenEnvelope } from '../../protocol/hob-open.ts'
import type { CallAnswer } from '../../protocol/office-client.ts'
import type { Switch } from './bugs.ts'
import { type Down, newStream, nextStream, placeOf, refused, type Stream } from './office-frames.ts'

/** The stream of each branch in its open epoch, and those that were closed. */
export class OfficeStreams {
  /** What came of an epoch that was closed: a copy of the device has been sending. */
  readonly named: string[] = []
  private readonly closed = new Map<string, Stream>()
  private readonly streams = new Map<string, Stream>()
  private readonly bugs: ReadonlySet<Switch>
  constructor(bugs: ReadonlySet<Switch>) {
    this.bugs = bugs
  }

  clear(): void {
    this.streams.clear()
    this.closed.clear()
  }
  all(): Iterable<Stream> {
    return this.streams.values()
  }
  branches(): readonly string[] {
    return [...this.streams.keys()]
  }
  closedHead(branch: string, epoch: number): string {
    return this.closed.get(`${branch}/${epoch}`)?.up.head ?? NO_PREVIOUS
  }
  of(branch: string): Stream {
    const known = this.streams.get(branch)
    if (known) return known
    const made = newStream()
    this.streams.set(branch, made)
    return made
  }

  turned(branch: string): void {
    const stream = this.of(branch)
    this.closed.set(`${branch}/${stream.up.epoch}`, stream)
    this.streams.set(branch, nextStream(stream))
  }
  /** Nothing of a closed epoch is taken; what its stream does not have is named. */
  fence({ envelope: { branch, epoch, seq }, hash }: OpenEnvelope): CallAnswer | null {
    if (epoch === this.of(branch).up.epoch || this.bugs.has('oldEpochTaken')) return null
    const known = this.closed.get(`${branch}/${epoch}`)?.known.get(seq)
    if (known !== hash) this.named.push(`${known ? 'fork' : 'closed epoch'} ${branch} ${epoch}/${seq}`)
    return refused(409, known && known !== hash ? 'BATCH_FORK' : 'BATCH_EPOCH_CLOSED')
  }

  sentDown(frame: Down): void {
    const stream = this.of(frame.branch)
    stream.downs.push(frame)
    for (const seq of frame.answers) {
      stream.unanswered.delete(seq)
      stream.said.set(seq, frame.release)
    }
    for (const place of frame.complete) stream.told.add(place)
    const bytes = Buffer.from(frame.envelope, 'base64')
    stream.down = { seq: stream.down.seq + 1, head: sha256Hex(bytes) }
    if (frame.turns) stream.keysFrom.push(stream.down.seq + 1)
  }

  /** Who sends a record twice has forgotten the first time. */
  forget(stream: Stream, branch: string, { results }: BatchReceiptBody): void {
    if (this.bugs.has('duplicateNotTold')) return
    for (const { key, outcome } of results) if (key && outcome === 'duplicate') stream.told.delete(placeOf(branch, key))
  }

  /** The key that signs a number of the down stream. */
  keyAt(branch: string, seq: number): number {
    return this.of(branch).keysFrom.findLastIndex((from) => from <= seq)
  }
}
