import { readDownRecord } from '../../core/batch/down-record.ts'
import { Envelope } from '../../core/batch/envelope.ts'
import { NO_PREVIOUS } from '../../core/batch/limits.ts'
import { downSeqOf, type OfficeKeysBody, officeKeysAt } from '../../core/batch/office-keys.ts'
import { nextBatch } from '../../core/batch/plan.ts'
import type { RecordLine } from '../../core/batch/record-line.ts'
import { decideSequence, type StreamState } from '../../core/batch/sequence.ts'
import { openDown } from '../../protocol/down.ts'
import { sha256Hex } from '../../protocol/hashing.ts'
import { buildBatch, recordLine } from '../../protocol/hob-build.ts'
import { type Call, LineCut, OfficeClient } from '../../protocol/office-client.ts'
import { provesOfficeTurn, trustedOffice } from '../../protocol/office-turn.ts'
import { type Outgoing, sendBatches } from '../../protocol/send-batches.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import type { Bug } from './bugs.ts'
import { type Disk, DiskFull, Journal, PowerCut, storeFile } from './disk.ts'
import type { Scheduler } from './kernel.ts'
import { CREATED, FIRST, keysOf } from './people.ts'

export interface SavedCase {
  readonly record: RecordLine
  /** Papers by hash, base64. */
  readonly papers: Readonly<Record<string, string>>
}
type Frame =
  | ({ readonly t: 'case' } & SavedCase)
  | { readonly t: 'alloc'; readonly seq: number; readonly ids: readonly string[] }
  | { readonly t: 'sealed'; readonly seq: number; readonly envelope: string; readonly signature: string }
  | { readonly t: 'custody' | 'delivered' | 'received'; readonly seq: number }
  | {
      readonly t: 'down'
      readonly seq: number
      readonly hash: string
      readonly complete: readonly string[]
      readonly answered: readonly number[]
      /** Keys head office goes over to. */
      readonly officeKeys: readonly OfficeKeysBody[]
    }

interface Batch {
  readonly seq: number
  readonly ids: readonly string[]
  sealed: Outgoing | null
  custody: boolean
  delivered: boolean
  answered: boolean
}

/** What the world checks at the very instant a branch believes something. */
export interface Witness {
  saved(branch: string, one: SavedCase): void
  custody(branch: string, batch: Outgoing): void
  complete(branch: string, one: SavedCase): void
  lost(what: string): void
}

/** A branch: the real planning, building, sending and opening of batches, over a disk that fails. */
export class BranchModel {
  up = false
  readonly cases = new Map<string, SavedCase>()
  batches = new Map<number, Batch>()
  private down: StreamState = { epoch: 1, appliedSeq: 0, head: NO_PREVIOUS }
  private complete = new Set<string>()
  private office = FIRST
  private journal: Journal<Frame>
  private busy = false
  readonly code: string
  readonly disk: Disk
  private readonly scheduler: Scheduler
  private readonly bugs: ReadonlySet<Bug>
  private readonly witness: Witness
  constructor(code: string, disk: Disk, scheduler: Scheduler, bugs: ReadonlySet<Bug>, witness: Witness) {
    this.code = code
    this.disk = disk
    this.scheduler = scheduler
    this.bugs = bugs
    this.witness = witness
    this.journal = new Journal(disk, 'db')
  }

  get downTaken(): number {
    return this.down.appliedSeq
  }

  private outgoing(envelopeBytes: Buffer, signature: string): Outgoing {
    const envelope = Envelope.parse(tryStrictJson(envelopeBytes))
    return { envelope, envelopeBytes, signature, hash: sha256Hex(envelopeBytes), read: async (sha256) => this.disk.peek(`part-${sha256}`) }
  }

  private take(frame: Frame): void {
    if (frame.t === 'case') {
      this.cases.set(frame.record.id, frame)
      return
    }
    if (frame.t === 'alloc') {
      this.batches.set(frame.seq, { seq: frame.seq, ids: frame.ids, sealed: null, custody: false, delivered: false, answered: false })
      return
    }
    if (frame.t === 'down') {
      this.down = { epoch: 1, appliedSeq: frame.seq, head: frame.hash }
      for (const id of frame.complete) this.complete.add(id)
      for (const seq of frame.answered) this.mark(seq, 'answered')
      if (!this.up && this.bugs.has('officeKeyForgotten')) return
      for (const { keys } of frame.officeKeys) this.office = [...this.office, { keys, fromSeq: frame.seq + 1 }]
      return
    }
    const batch = this.batches.get(frame.seq)
    if (!batch) return
    if (frame.t === 'sealed') batch.sealed = this.outgoing(Buffer.from(frame.envelope, 'base64'), frame.signature)
    if (frame.t === 'custody') batch.custody = true
    if (frame.t === 'delivered' || frame.t === 'received') batch.delivered = true
  }
  private mark(seq: number, what: 'answered'): void {
    const batch = this.batches.get(seq)
    if (batch) batch[what] = true
  }

  async boot(): Promise<void> {
    const life = this.disk.boot
    this.up = false
    this.busy = false
    this.cases.clear()
    this.batches = new Map()
    this.complete = new Set()
    this.down = { epoch: 1, appliedSeq: 0, head: NO_PREVIOUS }
    this.office = FIRST
    this.journal = new Journal(this.disk, 'db')
    for (const frame of await this.journal.load(life)) this.take(frame)
    if (this.bugs.has('signTwice')) {
      const last = [...this.batches.values()].at(-1)
      if (last && !last.answered) last.sealed = null
    }
    if (life === this.disk.boot) this.up = true
  }

  private async write(life: number, frame: Frame, sync = true): Promise<void> {
    await this.journal.append(life, frame, sync)
    this.take(frame)
  }

  /** One thing at a time, as the branch's one database asks; a cut, a full disk or a dead line ends it, nothing else may. */
  private async alone(work: (life: number) => Promise<void>): Promise<void> {
    if (!this.up || this.busy) return
    this.busy = true
    const life = this.disk.boot
    try {
      await work(life)
    } catch (error) {
      // A failed write leaves it open what stands: the component starts again and reads (sync.md, finding 4).
      if (error instanceof DiskFull && life === this.disk.boot) this.disk.cut()
      else if (!(error instanceof PowerCut || error instanceof LineCut || error instanceof DiskFull)) this.witness.lost(String(error))
    } finally {
      if (life === this.disk.boot) this.busy = false
    }
  }

  save(one: SavedCase): Promise<void> {
    return this.alone(async (life) => {
      await this.write(life, { t: 'case', ...one }, !this.bugs.has('caseNotSynced'))
      this.witness.saved(this.code, one)
    })
  }

  private plan(): readonly string[] {
    const packed = new Set([...this.batches.values()].flatMap((batch) => batch.ids))
    const waiting = [...this.cases.values()].filter((one) => !packed.has(one.record.id)).slice(0, 4)
    const records = waiting.map((one) => ({ record: one.record, lineBytes: recordLine(one.record).length, blobs: one.record.blobs }))
    return (nextBatch({ carried: [], records, sent: new Set() })?.records ?? []).map((record) => record.id)
  }

  seal(): Promise<void> {
    return this.alone(async (life) => {
      let batch = [...this.batches.values()].find((one) => one.sealed === null)
      if (!batch) {
        const ids = this.plan()
        if (ids.length === 0) return
        const seq = Math.max(0, ...this.batches.keys()) + 1
        await this.write(life, { t: 'alloc', seq, ids })
        batch = this.batches.get(seq) as Batch
      }
      const { seq, ids } = batch
      const list = ids.map((id) => this.cases.get(id) as SavedCase)
      const blobs = list.flatMap((one) => Object.entries(one.papers).map(([sha256, text]) => ({ sha256, bytes: Buffer.from(text, 'base64') })))
      const parts = new Map<string, Buffer>()
      const draft = {
        kind: 'up' as const,
        branch: this.code,
        epoch: 1,
        seq,
        prev: this.batches.get(seq - 1)?.sealed?.hash ?? NO_PREVIOUS,
        created: CREATED,
        app: 'sim',
      }
      const content = {
        records: list.map((one) => one.record),
        blobs: blobs.map(({ sha256, bytes }) => ({ sha256, bytes: bytes.length, read: async () => bytes })),
      }
      const { appliedSeq, head } = this.down
      const ack = appliedSeq > 0 ? { ack: { down: { epoch: 1, seq: appliedSeq, head } } } : {}
      const people = { recipients: [officeKeysAt(this.office, appliedSeq + 1).receive], preparedBy: '1001', sealedBy: '1002', ...ack }
      const built = await this.scheduler.outside(() =>
        buildBatch({ ...draft, ...people, ...content }, keysOf(this.code).sign, async (hash, bytes) => void parts.set(hash, Buffer.from(bytes))),
      )
      if (!built.ok) throw new Error(built.error.code)
      for (const [hash, bytes] of parts) await storeFile(this.disk, life, `part-${hash}`, bytes, { sync: this.bugs.has('partNotSynced') })
      await this.write(
        life,
        { t: 'sealed', seq, envelope: built.value.envelopeBytes.toString('base64'), signature: built.value.signature },
        !this.bugs.has('sealNotSynced'),
      )
    })
  }

  /** Sealed batches of which head office may lack a part, oldest first. */
  waiting(): Outgoing[] {
    return [...this.batches.values()].flatMap((batch) => (batch.sealed && !batch.delivered ? [batch.sealed] : []))
  }

  send(call: Call): Promise<void> {
    return this.alone(async (life) => {
      const queue = this.waiting()
      if (queue.length === 0) return
      if (this.bugs.has('receiptOnSend')) for (const batch of queue) this.witness.custody(this.code, batch)
      const client = new OfficeClient(call, { tries: 2, sleep: () => this.scheduler.sleep(20), random: () => this.scheduler.rng.float() })
      const alive = (): void => {
        if (life !== this.disk.boot) throw new PowerCut()
      }
      const sent = await sendBatches(
        client,
        queue,
        { headOffice: (envelope) => officeKeysAt(this.office, downSeqOf(envelope)).sign, partsInFlight: 2 },
        {
          custody: async (batch) => {
            alive()
            await this.write(life, { t: 'custody', seq: batch.envelope.seq })
            this.witness.custody(this.code, batch)
            if (this.bugs.has('disposeOnCustody')) await this.dispose(life, batch)
          },
          delivered: async (batch) => {
            alive()
            await this.write(life, { t: 'delivered', seq: batch.envelope.seq })
          },
        },
      )
      if (!sent.ok && (sent.error.code === 'BATCH_PART_MISSING' || sent.error.code === 'BATCH_PART_DAMAGED') && 'sha256' in sent.error.details) {
        this.witness.lost(`${this.code} ${sent.error.code}`)
      }
    })
  }

  private async dispose(life: number, batch: Outgoing): Promise<void> {
    for (const part of batch.envelope.parts) await this.disk.remove(life, `part-${part.sha256}`)
  }

  /** Takes down batches in their order; each whole or not at all. */
  takeDown(downs: readonly { envelope: string; signature: string }[], read: (sha256: string) => Promise<Buffer | null>): Promise<void> {
    return this.alone(async (life) => {
      for (const { envelope, signature } of downs) {
        const open = () => openDown(Buffer.from(envelope, 'base64'), signature, trustedOffice(this.code, this.office), [keysOf(this.code).receive], read)
        const opened = await this.scheduler.outside(open)
        if (!opened.ok) return
        const { hash, envelope: place } = opened.value.envelope
        if (place.seq <= this.down.appliedSeq) continue
        if (decideSequence(this.down, { ...place, envelopeHash: hash }, null).act !== 'apply') return
        const records = opened.value.lines.flatMap(({ record }) => {
          const known = readDownRecord(record)
          return known !== 'UNKNOWN' && known !== 'INVALID' && known.type === 'batch.receipt' ? [known.body] : []
        })
        const answered = records.filter((body) => body.state === 'applied').map((body) => body.seq)
        const complete = records.flatMap((body) => body.complete.map((key) => key.id))
        const officeKeys = opened.value.lines.flatMap(({ record }) => {
          const known = readDownRecord(record)
          return known !== 'UNKNOWN' && known !== 'INVALID' && known.type === 'office.keys' ? [known.body] : []
        })
        const before = this.office.at(-1) ?? this.office[0]
        if (!officeKeys.every((body) => provesOfficeTurn({ branch: this.code, epoch: 1 }, before.keys.sign, body))) return
        await this.write(life, { t: 'down', seq: place.seq, hash, complete, answered, officeKeys })
        for (const id of complete) this.witness.complete(this.code, this.cases.get(id) as SavedCase)
      }
      // Only what head office has complete is thrown away.
      for (const batch of this.batches.values()) {
        const done = batch.sealed && batch.delivered && batch.answered && batch.ids.every((id) => this.complete.has(id))
        if (done && batch.sealed && this.scheduler.rng.chance(0.3)) await this.dispose(life, batch.sealed)
      }
    })
  }
}
