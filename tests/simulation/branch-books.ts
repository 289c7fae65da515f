import { Envelope } from '../../core/batch/envelope.ts'
import { NO_PREVIOUS } from '../../core/batch/limits.ts'
import { nextBatch } from '../../core/batch/plan.ts'
import type { RecordOutcome } from '../../core/batch/receipt.ts'
import type { RecordLine } from '../../core/batch/record-line.ts'
import type { StreamState } from '../../core/batch/sequence.ts'
import { lackedBatches, type UpStanding, unfinishedBatches } from '../../core/batch/up-standing.ts'
import { sha256Hex } from '../../protocol/hashing.ts'
import { recordLine } from '../../protocol/hob-build.ts'
import type { ReadPart } from '../../protocol/hob-open.ts'
import type { Outgoing } from '../../protocol/send-batches.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import type { Batch, Frame, Lost, SavedCase } from './branch-frames.ts'
import type { Switch } from './bugs.ts'
import { NEWER } from './office-frames.ts'
import { type Enrolled, enrolledWith } from './people.ts'

export const nameOf = ({ id, rev }: Pick<RecordLine, 'id' | 'rev'>): string => `${id}/${rev}`

/** What the branch's database says, frame by frame. */
export class BranchBooks {
  readonly cases = new Map<string, SavedCase>()
  readonly batches = new Map<number, Batch>()
  enrolled: Enrolled = { epoch: 1, head: NO_PREVIOUS, lastSeq: 0, office: 0 }
  down: StreamState = { epoch: 1, appliedSeq: 0, head: NO_PREVIOUS }
  /** Answered batches of a closed epoch: nothing of them is offered any more. */
  private past: Batch[] = []
  /** What head office said of each record, by the hash of its line. */
  readonly outcomes = new Map<string, RecordOutcome>()
  readonly complete = new Set<string>()
  office = enrolledWith(0)
  private readonly read: ReadPart
  private readonly bugs: ReadonlySet<Switch>
  constructor(read: ReadPart, bugs: ReadonlySet<Switch>) {
    this.read = read
    this.bugs = bugs
  }

  private outgoing(envelopeBytes: Buffer, signature: string): Outgoing {
    const envelope = Envelope.parse(tryStrictJson(envelopeBytes))
    return { envelope, envelopeBytes, signature, hash: sha256Hex(envelopeBytes), read: this.read }
  }

  take(frame: Frame, again: boolean): void {
    if (frame.t === 'case') {
      this.cases.set(frame.key, frame)
      return
    }
    if (frame.t === 'epoch') {
      this.enrolled = frame
      this.down = { epoch: frame.epoch, appliedSeq: 0, head: NO_PREVIOUS }
      this.office = enrolledWith(frame.office)
      // What was never answered waits again, and what head office has no more.
      const behind = [...this.batches.values()].filter(({ seq }) => seq > frame.lastSeq)
      for (const batch of behind) this.forget(batch)
      this.past = [...this.past, ...[...this.batches.values()].filter(({ answered, seq }) => answered && seq <= frame.lastSeq)]
      this.batches.clear()
      return
    }
    if (frame.t === 'alloc') {
      const { seq, keys, papers } = frame
      this.batches.set(seq, {
        seq,
        keys,
        papers,
        sealed: null,
        custody: false,
        delivered: false,
        answered: false,
        answeredBy: null,
        disposed: false,
        asked: false,
        relisted: false,
      })
      return
    }
    if (frame.t === 'lost' || frame.t === 'down') {
      for (const seq of frame.lost.batches) this.mark(seq, (batch) => this.askAgain(batch))
      for (const seq of frame.lost.papers) this.mark(seq, (batch) => this.askPapers(batch))
      if (frame.t === 'lost') return
    }
    if (frame.t === 'down') {
      this.down = { epoch: this.enrolled.epoch, appliedSeq: frame.seq, head: frame.hash }
      for (const name of frame.complete) this.complete.add(name)
      for (const [hash, outcome] of frame.outcomes) this.outcomes.set(hash, outcome)
      for (const seq of frame.answered) this.mark(seq, (batch) => Object.assign(batch, { answered: true, answeredBy: frame.seq, asked: false }))
      if (again && this.bugs.has('officeKeyForgotten')) return
      for (const { keys } of frame.officeKeys) this.office = [...this.office, { keys, fromSeq: frame.seq + 1 }]
      return
    }
    this.mark(frame.seq, (batch) => {
      if (frame.t === 'sealed') batch.sealed = this.outgoing(Buffer.from(frame.envelope, 'base64'), frame.signature)
      else batch[frame.t] = true
    })
  }
  private mark(seq: number, change: (batch: Batch) => void): void {
    const batch = this.batches.get(seq)
    if (batch) change(batch)
  }

  /** Answers to its records are void, and so is `complete` of any record whose papers it carried, as `outbox.forget` has it. */
  private forget(batch: Batch): void {
    for (const one of this.recordsOf(batch)) {
      this.outcomes.delete(sha256Hex(recordLine(one.record)))
      // A twin bears the name of the record that head office took before it, which is complete all the same.
      if (!one.key.endsWith('twin')) this.complete.delete(nameOf(one.record))
    }
    this.forgetPapers(batch)
  }
  private forgetPapers(batch: Batch): void {
    const papers = new Set(batch.papers)
    for (const one of this.cases.values()) if (Object.keys(one.papers).some((sha256) => papers.has(sha256))) this.complete.delete(nameOf(one.record))
  }
  private askAgain(batch: Batch): void {
    this.forget(batch)
    Object.assign(batch, { custody: false, delivered: false, answered: false, answeredBy: null, asked: true })
  }
  private askPapers(batch: Batch): void {
    this.forgetPapers(batch)
    Object.assign(batch, { delivered: false, relisted: batch.disposed })
  }
  /** Batches head office says it lacks, and those it lacks papers of, as `askAgain` has it. */
  lacked(standing: UpStanding, saidBy: number | null): Lost {
    if (standing.epoch !== this.enrolled.epoch || this.bugs.has('notAskedAgain')) return { batches: [], papers: [] }
    const sent = [...this.batches.values()].filter(({ sealed }) => sealed !== null)
    const papers = unfinishedBatches(standing, sent).filter((batch) => batch.delivered || (batch.disposed && !batch.relisted))
    return { batches: lackedBatches(standing, sent, saidBy).map(({ seq }) => seq), papers: papers.map(({ seq }) => seq) }
  }
  /** Head office lacks a batch whose files are gone: the epoch cannot go on. */
  stuck(): boolean {
    return [...this.batches.values()].some(({ asked, disposed }) => asked && disposed)
  }

  private recordsOf({ keys }: Batch): SavedCase[] {
    return keys.flatMap((key) => this.cases.get(key) ?? [])
  }
  outcomeOf({ record }: SavedCase): RecordOutcome | undefined {
    return this.outcomes.get(sha256Hex(recordLine(record)))
  }
  private returned(one: SavedCase): boolean {
    const outcome = this.outcomeOf(one)
    return outcome === 'rejected' || outcome === 'conflict'
  }
  private incomplete(one: SavedCase): boolean {
    return !this.complete.has(nameOf(one.record))
  }
  /** Records head office took and has not called complete. */
  owed(): SavedCase[] {
    return [...this.cases.values()].filter((one) => this.taken(one) && this.incomplete(one))
  }
  /** A record that is known already may be a parked one. */
  private taken(one: SavedCase): boolean {
    const outcome = this.outcomeOf(one)
    return outcome === 'applied' || (outcome === 'duplicate' && one.record.type !== NEWER)
  }
  /** Papers that a record in some batch still waits for. */
  private wanted(): Set<string> {
    const packed = [...this.past, ...this.batches.values()].flatMap((batch) => this.recordsOf(batch))
    return new Set(packed.filter((one) => this.incomplete(one) && !this.returned(one)).flatMap((one) => Object.keys(one.papers)))
  }
  /** Whether head office may lack papers of a batch it has answered, as `undeliveredBatches` has it. */
  private lackingPapers(batch: Batch, wanted: ReadonlySet<string>): boolean {
    if (this.bugs.has('answeredIsDelivered')) return false
    if (this.bugs.has('ownRecordsOnly')) return this.recordsOf(batch).some((one) => this.outcomeOf(one) === 'applied' && this.incomplete(one))
    return batch.papers.some((sha256) => wanted.has(sha256))
  }
  /** Sealed batches of which head office may lack a part, oldest first. */
  waiting(): Outgoing[] {
    const wanted = this.wanted()
    return [...this.batches.values()].flatMap((batch) => {
      const { sealed, delivered, answered, custody, disposed } = batch
      return sealed && !delivered && !disposed && (!answered || custody || this.lackingPapers(batch, wanted)) ? [sealed] : []
    })
  }
  /** Batches of which head office has everything, and no other record waits for their papers. */
  done(): Batch[] {
    const wanted = this.wanted()
    const whole = (batch: Batch): boolean => !this.recordsOf(batch).some((one) => this.incomplete(one)) && !batch.papers.some((sha256) => wanted.has(sha256))
    return [...this.batches.values()].filter((batch) => batch.sealed && batch.answered && whole(batch))
  }

  /** A few of the records that wait, and those of their papers that went with no other batch. */
  plan(): Pick<Batch, 'keys' | 'papers'> {
    const batches = [...this.past, ...this.batches.values()]
    const packed = new Set(batches.flatMap((batch) => batch.keys))
    const wanted = this.wanted()
    const sent = new Set([...this.batches.values()].flatMap((batch) => (batch.relisted ? [] : batch.papers)))
    const carried = [...this.cases.values()].flatMap((one) => (packed.has(one.key) && !this.returned(one) ? one.record.blobs : []))
    const waiting = [...this.cases.values()].filter((one) => !packed.has(one.key)).slice(0, 4)
    const bulk = { lane: 2 } as const
    const records = waiting.map(({ record: r }) => ({ record: r, lineBytes: recordLine(r).length, blobs: r.blobs.map((blob) => ({ ...blob, ...bulk })) }))
    const planned = nextBatch({ carried: carried.filter(({ sha256 }) => wanted.has(sha256)).map((blob) => ({ ...blob, ...bulk })), records, sent })
    const taken = new Set(planned?.records)
    return { keys: waiting.flatMap(({ key, record }) => (taken.has(record) ? [key] : [])), papers: planned?.blobs ?? [] }
  }
}
