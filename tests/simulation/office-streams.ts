import { NO_PREVIOUS } from '../../core/batch/limits.ts'
import type { BatchReceiptBody } from '../../core/batch/receipt.ts'
import { sha256Hex } from '../../protocol/hashing.ts'
import type { OpenEnvelope } from '../../protocol/hob-open.ts'
import type { CallAnswer } from '../../protocol/office-client.ts'
import type { Switch } from './bugs.ts'
import { type Down, type HeldDown, newStream, nextStream, placeOf, refused, type Stream } from './office-frames.ts'

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
  /** Every envelope taken or signed. */
  *words(): Iterable<string> {
    for (const { taken, downs } of this.all()) {
      for (const { hash } of taken.values()) yield hash
      for (const down of downs) if (down) yield sha256Hex(Buffer.from(down.envelope, 'base64'))
    }
  }
  branches(): readonly string[] {
    return [...this.streams.keys()]
  }
  closedHead(branch: string, epoch: number): string {
    return this.closed.get(`${branch}/${epoch}`)?.up.head ?? NO_PREVIOUS
  }
  closedSeq(branch: string, epoch: number): number {
    return this.closed.get(`${branch}/${epoch}`)?.up.appliedSeq ?? 0
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
    const known = this.closed.get(`${branch}/${epoch}`)?.taken.get(seq)?.hash
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
    if (frame.standing) stream.standingDue = false
  }

  /** Whether a branch's word on what it holds agrees with what was signed here, as `agrees` has it. */
  agrees(branch: string, { epoch, seq, head }: HeldDown): boolean {
    const { up, downs, ahead, known } = this.of(branch)
    if (epoch !== up.epoch || seq === 0) return true
    if ([ahead, known].some((held) => held?.seq === seq && held.head === head) || (known && known.seq > seq)) return true
    const signed = downs[seq - 1]
    return !!signed && sha256Hex(Buffer.from(signed.envelope, 'base64')) === head
  }
  wentAhead(branch: string, held: HeldDown): void {
    const stream = this.of(branch)
    if (held.epoch === stream.up.epoch && held.seq >= (stream.ahead?.seq ?? 0)) stream.ahead = held
  }
  /** The last down batch that stands here and that an up batch says the branch holds. */
  lastShared(branch: string): number {
    const { acks, downs } = this.of(branch)
    const shared = ({ seq, head }: HeldDown): boolean => {
      const signed = downs[seq - 1]
      return !!signed && sha256Hex(Buffer.from(signed.envelope, 'base64')) === head
    }
    return [...acks].sort(([a], [b]) => b - a).find(([, held]) => shared(held))?.[1].seq ?? 0
  }
  continued(branch: string, held: HeldDown, from: number): void {
    const stream = this.of(branch)
    if (held.epoch !== stream.up.epoch) return
    for (const down of stream.downs.splice(from)) {
      for (const seq of down?.answers ?? []) {
        const receipt = stream.receipts.get(seq)
        if (receipt) stream.unanswered.set(seq, receipt)
      }
      for (const place of down?.complete ?? []) stream.told.delete(place)
    }
    while (stream.downs.length < held.seq) stream.downs.push(null)
    stream.keysFrom = stream.keysFrom.filter((first) => first <= from + 1)
    Object.assign(stream, { down: { seq: held.seq, head: held.head }, ahead: null, known: held, standingDue: true })
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
