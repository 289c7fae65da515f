import { Envelope } from '../../core/batch/envelope.ts'
import { downSeqOf, officeKeysAt } from '../../core/batch/office-keys.ts'
import type { StreamState } from '../../core/batch/sequence.ts'
import type { UpStanding } from '../../core/batch/up-standing.ts'
import type { Result } from '../../core/kernel/result.ts'
import { type OpenedDown, openNextDown } from '../../electron/services/receipt-reader.ts'
import { buildBatch } from '../../protocol/hob-build.ts'
import type { ReadPart } from '../../protocol/hob-open.ts'
import { type Call, LineCut, OfficeClient } from '../../protocol/office-client.ts'
import type { KnownOfficeKeys } from '../../protocol/office-turn.ts'
import { type Outgoing, sendBatches } from '../../protocol/send-batches.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import { BranchBooks, nameOf } from './branch-books.ts'
import type { Batch, Frame, SavedCase, Witness } from './branch-frames.ts'
import type { Switch } from './bugs.ts'
import { type Disk, DiskFull, Journal, PowerCut, storeFile } from './disk.ts'
import type { Scheduler } from './kernel.ts'
import type { Down, Stick } from './office-frames.ts'
import { CREATED, type Enrolled, enrolmentOf, keysOf } from './people.ts'

/** So small that every paper is a part of its own. */
const ONE_PAPER_A_PART = 18 * 1024

/** A branch: the real planning, building, sending and opening of batches, over a disk that fails. */
export class BranchModel {
  up = false
  /** Restored, and not enrolled anew. */
  private restored = false
  /** It sends and takes nothing before it is enrolled anew (sync.md §4). */
  get fenced(): boolean {
    return this.restored || this.books.stuck()
  }
  books: BranchBooks
  private journal: Journal<Frame>
  private busy = false
  readonly code: string
  readonly disk: Disk
  private readonly scheduler: Scheduler
  private readonly bugs: ReadonlySet<Switch>
  private readonly witness: Witness
  constructor(code: string, disk: Disk, scheduler: Scheduler, bugs: ReadonlySet<Switch>, witness: Witness) {
    this.code = code
    this.disk = disk
    this.scheduler = scheduler
    this.bugs = bugs
    this.witness = witness
    this.journal = this.newJournal()
    this.books = this.newBooks()
  }

  private readonly newJournal = (): Journal<Frame> => new Journal(this.disk, 'db', !this.bugs.has('journalWithoutSum'))

  private readonly newBooks = (): BranchBooks => new BranchBooks(async (sha256) => this.disk.peek(`part-${sha256}`), this.bugs)

  async boot(): Promise<void> {
    const life = this.disk.boot
    this.up = false
    this.busy = false
    this.books = this.newBooks()
    this.journal = this.newJournal()
    for (const frame of await this.journal.load(life)) this.books.take(frame, true)
    const { batches } = this.books
    const open = [...batches.values()].at(-1)
    if (this.bugs.has('unsealedNumberAnew') && open?.sealed === null) batches.delete(open.seq)
    if (this.bugs.has('signTwice')) {
      const last = [...batches.values()].at(-1)
      if (last && !last.answered) last.sealed = null
    }
    if (life === this.disk.boot) this.up = true
  }

  private async write(life: number, frame: Frame, sync = true): Promise<void> {
    await this.journal.append(life, frame, sync)
    this.books.take(frame, false)
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

  seal(): Promise<void> {
    return this.alone(async (life) => {
      if (this.fenced) return
      const { batches, cases, office, down, enrolled } = this.books
      let batch = [...batches.values()].find((one) => one.sealed === null)
      if (!batch) {
        const planned = this.books.plan()
        if (planned.keys.length + planned.papers.length === 0) return
        const seq = Math.max(0, ...batches.keys()) + 1
        await this.write(life, { t: 'alloc', seq, ...planned })
        batch = batches.get(seq) as Batch
      }
      const { seq, keys, papers } = batch
      const papersOf = (one: SavedCase) => Object.entries(one.papers).map(([sha256, text]) => ({ sha256, lane: one.lane, bytes: Buffer.from(text, 'base64') }))
      const all = new Map([...cases.values()].flatMap(papersOf).map((blob) => [blob.sha256, blob]))
      const blobs = papers.flatMap((sha256) => all.get(sha256) ?? [])
      const parts = new Map<string, Buffer>()
      const draft = {
        kind: 'up' as const,
        branch: this.code,
        epoch: enrolled.epoch,
        seq,
        prev: batches.get(seq - 1)?.sealed?.hash ?? enrolled.head,
        created: CREATED,
        app: 'sim',
        partBytes: ONE_PAPER_A_PART,
      }
      const content = {
        records: keys.map((key) => (cases.get(key) as SavedCase).record),
        blobs: blobs.map(({ sha256, lane, bytes }) => ({ sha256, lane, bytes: bytes.length, read: async () => bytes })),
      }
      const { appliedSeq, head } = down
      const ack = appliedSeq > 0 ? { ack: { down: { epoch: enrolled.epoch, seq: appliedSeq, head } } } : {}
      const people = { recipients: [officeKeysAt(office, appliedSeq + 1).receive], preparedBy: '1001', sealedBy: '1002', ...ack }
      const built = await this.scheduler.outside(() =>
        buildBatch(
          { ...draft, ...people, ...content },
          keysOf(this.code, enrolled.epoch).sign,
          async (hash, bytes) => void parts.set(hash, Buffer.from(bytes)),
        ),
      )
      if (!built.ok) throw new Error(built.error.code)
      for (const [hash, bytes] of parts) await storeFile(this.disk, life, `part-${hash}`, bytes, { sync: this.bugs.has('partNotSynced') })
      await this.write(
        life,
        { t: 'sealed', seq, envelope: built.value.envelopeBytes.toString('base64'), signature: built.value.signature },
        !this.bugs.has('sealNotSynced'),
      )
      if (batch.sealed) this.witness.sealed(this.code, papers, batch.sealed)
    })
  }

  send(call: Call): Promise<void> {
    return this.alone(async (life) => {
      const queue = this.books.waiting()
      if (queue.length === 0 || this.fenced) return
      if (this.bugs.has('receiptOnSend')) for (const batch of queue) this.witness.custody(this.code, batch)
      const client = new OfficeClient(call, { tries: 2, sleep: () => this.scheduler.sleep(20), random: () => this.scheduler.rng.float() })
      const alive = (): void => {
        if (life !== this.disk.boot) throw new PowerCut()
      }
      const sent = await sendBatches(
        client,
        queue,
        { headOffice: (envelope) => officeKeysAt(this.books.office, downSeqOf(envelope)).sign, partsInFlight: 2 },
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
      // What an earlier life was sending may be on no disk any more.
      if (life === this.disk.boot && !sent.ok && sent.error.code === 'BATCH_FILES_LOST') {
        this.witness.lost(`${this.code} ${sent.error.code}`)
      }
    })
  }

  /** Hears over the line, at this moment, which of its batches head office has. */
  hearStanding(said: () => UpStanding | null): Promise<void> {
    return this.alone(async (life) => {
      const standing = this.fenced ? null : said()
      const lost = standing && this.books.lacked(standing, null)
      if (lost && lost.batches.length + lost.papers.length > 0) await this.write(life, { t: 'lost', lost })
    })
  }

  /** The disk of an earlier day is put in. */
  restore(copy: ReadonlyMap<string, Buffer>): void {
    this.restored = true
    this.disk.replace(copy)
  }
  /** Head office has enrolled its new keys. */
  enrol(enrolled: Enrolled): Promise<void> {
    return this.alone(async (life) => {
      if (!this.fenced) return
      await this.write(life, { t: 'epoch', ...enrolled })
      this.restored = false
    })
  }

  private async dispose(life: number, batch: Outgoing): Promise<void> {
    for (const part of batch.envelope.parts) await this.disk.remove(life, `part-${part.sha256}`)
  }

  private opened({ envelope, signature }: Down, read: ReadPart, at: { down: StreamState; office: KnownOfficeKeys }): Promise<Result<OpenedDown | null>> {
    const files = { envelopeBytes: Buffer.from(envelope, 'base64'), signature, read }
    return this.scheduler.outside(() =>
      openNextDown(
        { keys: keysOf(this.code, this.books.enrolled.epoch), enrolment: enrolmentOf(this.code, this.books.enrolled), office: at.office },
        at.down,
        files,
      ),
    )
  }

  private async takeOne(life: number, { seq, hash, records, receipts }: OpenedDown): Promise<void> {
    if (life !== this.disk.boot) throw new PowerCut()
    const answered = receipts.filter((body) => body.state === 'applied').map((body) => body.seq)
    const complete = receipts.flatMap((body) => body.complete.map(nameOf))
    const outcomes = receipts.flatMap((body) => body.results.map(({ recordHash, outcome }) => [recordHash, outcome] as const))
    const officeKeys = records.flatMap((record) => (record.type === 'office.keys' ? [record.body] : []))
    const standing = records.find((record) => record.type === 'up.standing')
    const lost = standing ? this.books.lacked(standing.body, seq) : { batches: [], papers: [] }
    await this.write(life, { t: 'down', seq, hash, complete, answered, outcomes, officeKeys, lost })
    for (const one of this.books.cases.values()) if (complete.includes(nameOf(one.record))) this.witness.complete(this.code, one, hash)
  }

  /** Takes down batches off the line in their order; each whole or not at all. */
  takeDown(downs: readonly Down[], read: ReadPart): Promise<void> {
    return this.alone(async (life) => {
      if (this.fenced) return
      for (const one of downs) {
        const opened = await this.opened(one, read, this.books)
        if (!opened.ok) return
        if (opened.value) await this.takeOne(life, opened.value)
      }
      await this.disposeOfDone(life)
    })
  }

  /** Takes what a courier brings back, each as it is opened: one that is refused takes nothing from those before it, those after it wait. */
  takeStick({ batches, parts }: Stick<Down>): Promise<void> {
    return this.alone(async (life) => {
      if (this.fenced) return
      const read: ReadPart = async (sha256) => parts.get(sha256) ?? null
      for (const one of batches) {
        const opened = await this.opened(one, read, { down: this.blind(one, this.books.down), office: this.books.office })
        if (opened.ok && opened.value) await this.takeOne(life, opened.value)
      }
      await this.disposeOfDone(life)
    })
  }
  /** The stream as it would have to stand for a batch to be the next. */
  private blind({ envelope }: Down, down: StreamState): StreamState {
    if (!this.bugs.has('stickWithHoles')) return down
    const { data } = Envelope.safeParse(tryStrictJson(Buffer.from(envelope, 'base64')))
    return data && data.seq > down.appliedSeq ? { epoch: down.epoch, appliedSeq: data.seq - 1, head: data.prev } : down
  }

  /** Only what head office has complete is thrown away, after it is on record. */
  private async disposeOfDone(life: number): Promise<void> {
    for (const { seq, sealed, disposed } of this.books.done()) {
      if (!sealed || !this.scheduler.rng.chance(0.3)) continue
      if (!disposed) await this.write(life, { t: 'disposed', seq })
      await this.dispose(life, sealed)
    }
  }
}
