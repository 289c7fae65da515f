import { Envelope } from '../../core/batch/envelope.ts'
import { httpPaths } from '../../core/batch/exchange.ts'
import { downSeqOf, downTakenBy } from '../../core/batch/office-keys.ts'
import { decideSequence } from '../../core/batch/sequence.ts'
import type { UpStanding } from '../../core/batch/up-standing.ts'
import { sha256Hex } from '../../protocol/hashing.ts'
import { writeCustody } from '../../protocol/hello-file.ts'
import { type OpenEnvelope, openEnvelope } from '../../protocol/hob-open.ts'
import type { CallAnswer, CallRequest } from '../../protocol/office-client.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import type { Switch } from './bugs.ts'
import { type Disk, Journal, PowerCut, storeFile } from './disk.ts'
import type { Scheduler } from './kernel.ts'
import { OfficeDown } from './office-down.ts'
import { answer, answerAnew, type Down, type Frame, type HeldDown, refused, type Stick, standingIn } from './office-frames.ts'
import { OfficeStreams } from './office-streams.ts'
import { OfficeTables } from './office-tables.ts'
import { CREATED, type Enrolled, OFFICE, officeKeys, trustedBranch } from './people.ts'

/** Head office: the real opening, judging and answering of batches, over a disk that fails. */
export class OfficeModel {
  up = false
  readonly alarms: string[] = []
  get named(): readonly string[] {
    return this.streams.named
  }
  private readonly registered = new Map<string, OpenEnvelope>()
  private readonly streams: OfficeStreams
  private readonly down: OfficeDown
  /** Envelopes that a life which is lost took or signed. */
  readonly lostWords = new Set<string>()
  private journal: Journal<Frame>
  private turns: Promise<unknown> = Promise.resolve()
  readonly disk: Disk
  readonly tables: OfficeTables
  private readonly bugs: ReadonlySet<Switch>
  constructor(disk: Disk, scheduler: Scheduler, bugs: ReadonlySet<Switch>) {
    this.disk = disk
    this.bugs = bugs
    this.journal = this.newJournal()
    this.streams = new OfficeStreams(bugs)
    this.tables = new OfficeTables(disk, scheduler, bugs)
    const { streams, tables } = this
    this.down = new OfficeDown({ disk, scheduler, bugs, streams, tables, journal: () => this.journal })
  }

  private newJournal(): Journal<Frame> {
    return new Journal(this.disk, 'journal', !this.bugs.has('journalWithoutSum'))
  }
  /** Head office is stopped, and starts again with a release that knows one more type of record. */
  upgrade(): void {
    this.tables.release = 2
    this.disk.cut()
  }

  async boot(): Promise<void> {
    const life = this.disk.boot
    this.up = false
    this.tables.clear()
    this.registered.clear()
    this.streams.clear()
    this.turns = Promise.resolve()
    this.journal = this.newJournal()
    for (const frame of await this.journal.load(life)) {
      if (frame.act === 'down') this.streams.sentDown(frame)
      else if (frame.act === 'enrol') this.streams.turned(frame.branch)
      else if (frame.act === 'ahead') this.streams.wentAhead(frame.branch, frame.held)
      else if (frame.act === 'continue') this.streams.continued(frame.branch, frame.held, frame.from)
      else {
        const opened = this.opened(Buffer.from(frame.envelope, 'base64'), frame.signature)
        if (!opened) continue
        await this.settle(opened)
        if (this.tables.lacking(opened).length === 0) await this.tables.takeBlobs(opened)
      }
    }
    if (!this.bugs.has('upgradeTellsNobody')) for (const stream of this.streams.all()) answerAnew(stream, this.tables.release)
    // A crash between custody and answer is made good.
    for (const branch of this.streams.branches()) await this.down.answer(life, branch)
    if (life === this.disk.boot) this.up = true
  }

  /** Enrols a branch for an epoch, once: its keys come by hand, and twice where the answer was lost. */
  async enrol(branch: string, epoch: number): Promise<Enrolled> {
    const life = this.disk.boot
    if (!this.up) throw new PowerCut()
    return this.inTurn(async () => {
      if (this.streams.of(branch).up.epoch < epoch) {
        await this.journal.append(life, { act: 'enrol', branch })
        this.streams.turned(branch)
      }
      const { keysFrom } = this.streams.of(branch)
      const head = this.streams.closedHead(branch, epoch - 1)
      return { epoch, head, lastSeq: this.streams.closedSeq(branch, epoch - 1), office: keysFrom.lastIndexOf(1) }
    })
  }
  private opened(bytes: Buffer, signature: string): OpenEnvelope | null {
    const ours = OFFICE.map((keys) => keys.receive.recipient)
    const opened = openEnvelope(bytes, signature, 'up', trustedBranch, ours)
    if (opened.ok) return opened.value
    const believed = this.bugs.has('noSignature') ? Envelope.safeParse(tryStrictJson(bytes)) : null
    return believed?.success ? { envelope: believed.data, envelopeBytes: bytes, signature, hash: sha256Hex(bytes) } : null
  }

  /** Puts a batch in custody into the tables, when its turn has come; its receipt is then to be said. */
  private async settle(batch: OpenEnvelope): Promise<void> {
    const { branch, seq } = batch.envelope
    const stream = this.streams.of(branch)
    stream.taken.set(seq, batch)
    if (batch.envelope.ack) stream.acks.set(seq, batch.envelope.ack.down)
    stream.waiting.set(seq, batch)
    for (;;) {
      const again = this.bugs.has('noDedupe') && seq <= stream.up.appliedSeq ? stream.waiting.get(seq) : undefined
      const next = this.bugs.has('noGapCheck') ? [...stream.waiting.values()][0] : (stream.waiting.get(stream.up.appliedSeq + 1) ?? again)
      if (!next) return
      stream.waiting.delete(next.envelope.seq)
      const place = { ...next.envelope, envelopeHash: next.hash }
      if (decideSequence(stream.up, place, null).act !== 'apply' && !this.bugs.has('noGapCheck') && !this.bugs.has('noDedupe')) {
        this.alarms.push(`chain ${branch} ${next.envelope.seq}`)
        return
      }
      const receipt = await this.tables.apply(next)
      stream.receipts.set(next.envelope.seq, receipt)
      stream.unanswered.set(next.envelope.seq, receipt)
      this.streams.forget(stream, branch, receipt)
      if (next.envelope.seq > stream.up.appliedSeq) stream.up = { epoch: stream.up.epoch, appliedSeq: next.envelope.seq, head: next.hash }
    }
  }

  /** Head office goes over to its next key; a branch that has it already is passed over. */
  turnKeys(branch: string): Promise<void> {
    return this.alone((life) => this.down.turnKeys(life, branch))
  }
  /** A branch greets: what it says it holds is heard, and it is told where it stands. */
  greeted(branch: string, held: HeldDown): Promise<void> {
    return this.alone((life) => this.down.hear(life, branch, held))
  }
  /** A person lets it go on after what a branch holds. */
  goOn(branch: string): Promise<void> {
    return this.alone((life) => this.down.goOn(life, branch))
  }
  isAhead(branch: string): boolean {
    return this.streams.of(branch).ahead !== null
  }
  downSeq(branch: string): number {
    return this.streams.of(branch).down.seq
  }
  standingOf(branch: string): UpStanding | null {
    return this.up ? standingIn(this.streams.of(branch), (batch) => this.tables.lacking(batch).length > 0) : null
  }
  /** The folder is put back from an older copy. What this life said and is not in it is lost. */
  putBack(copy: ReadonlyMap<string, Buffer>): void {
    for (const word of this.streams.words()) this.lostWords.add(word)
    this.disk.replace(copy)
  }
  private async alone(work: (life: number) => Promise<void>): Promise<void> {
    const life = this.disk.boot
    if (!this.up) throw new PowerCut()
    await this.inTurn(() => work(life))
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.bugs.has('noLock')) return work()
    const run = this.turns.then(work)
    this.turns = run.catch(() => undefined)
    return run
  }

  private async commit(life: number, batch: OpenEnvelope): Promise<CallAnswer> {
    const fenced = this.streams.fence(batch)
    if (fenced) return fenced
    const { branch, epoch, seq } = batch.envelope
    const stream = this.streams.of(branch)
    const known = stream.taken.get(seq)?.hash ?? null
    const decision = decideSequence(stream.up, { ...batch.envelope, envelopeHash: batch.hash }, known)
    if (decision.act === 'fork' || decision.act === 'chain') {
      this.alarms.push(`${decision.act} ${branch} ${seq}`)
      return refused(409, 'BATCH_FORK')
    }
    if (this.tables.lacking(batch).includes(0)) return refused(422, 'BATCH_PART_MISSING')
    const custody = async (): Promise<void> => {
      if (decision.act !== 'replay' || this.bugs.has('noDedupe')) {
        const frame = { act: 'custody' as const, envelope: batch.envelopeBytes.toString('base64'), signature: batch.signature }
        await this.journal.append(life, frame, !this.bugs.has('officeJournalNotSynced'))
        await this.settle(batch)
      }
      if (this.tables.lacking(batch).length === 0) await this.tables.takeBlobs(batch)
      if (batch.envelope.ack) await this.down.hear(life, branch, batch.envelope.ack.down)
      await this.down.answer(life, branch)
    }
    if (this.bugs.has('custodyBeforeStore')) custody().catch(() => undefined)
    else await custody()
    const missing = this.tables.lacking(batch)
    const vouches = this.bugs.has('custodyInNewKey') ? stream.keysFrom.length - 1 : this.streams.keyAt(branch, downSeqOf(batch.envelope))
    const receipt = writeCustody(officeKeys(vouches).sign, { branch, epoch, seq, envelopeHash: batch.hash, at: CREATED })
    return answer(200, { custody: receipt, standing: 'applied', nextSeq: null, missing })
  }

  private register(path: string, json: unknown): CallAnswer {
    const { envelope, signature } = json as { envelope: string; signature: string }
    const opened = this.opened(Buffer.from(envelope, 'base64'), signature)
    if (!opened || path !== httpPaths.register(opened.envelope.branch, opened.envelope.epoch, opened.envelope.seq)) return refused(422, 'BATCH_SIGNATURE_BAD')
    const fenced = this.streams.fence(opened)
    if (fenced) return fenced
    const known = this.streams.of(opened.envelope.branch).taken.get(opened.envelope.seq)?.hash
    if (known && known !== opened.hash) {
      this.alarms.push(`fork ${opened.envelope.branch} ${opened.envelope.seq}`)
      return refused(409, 'BATCH_FORK')
    }
    this.registered.set(opened.hash, opened)
    return answer(200, { envelopeHash: opened.hash, missing: this.tables.lacking(opened) })
  }

  private async putPart(life: number, sha256: string, bytes: Uint8Array): Promise<CallAnswer> {
    if (!this.bugs.has('noPartHash') && sha256Hex(bytes) !== sha256) return refused(422, 'BATCH_PART_DAMAGED')
    if (this.disk.peek(`part-${sha256}`) === null) {
      await storeFile(this.disk, life, `part-${sha256}`, Buffer.from(bytes), {
        sync: this.bugs.has('officePartNotSynced'),
        folder: this.bugs.has('officeFolderNotSynced'),
      })
    }
    return answer(201, { sha256, stored: true })
  }

  /** One request, as it came off the line. */
  async handle(request: CallRequest): Promise<CallAnswer> {
    const life = this.disk.boot
    if (!this.up) throw new PowerCut()
    const { method, path, json, bytes } = request
    if (path.startsWith('/v1/up/') && method === 'PUT') return this.register(path, json)
    if (path.startsWith('/v1/parts/')) return this.inTurn(() => this.putPart(life, path.slice('/v1/parts/'.length), bytes ?? Buffer.alloc(0)))
    if (path.endsWith('/commit')) {
      const batch = this.registered.get((json as { envelopeHash: string }).envelopeHash)
      return batch ? this.inTurn(() => this.commit(life, batch)) : refused(404, 'BATCH_NOT_FOUND')
    }
    if (path.startsWith('/v1/down/parts/'))
      return { status: 200, body: this.disk.peek(`part-${path.slice('/v1/down/parts/'.length)}`) ?? Buffer.alloc(0), retryAfterSeconds: null }
    return refused(404, 'BATCH_NOT_FOUND')
  }

  /** The down batches of a branch after a place; over the line or on a stick. */
  downAfter(branch: string, seq: number): readonly Down[] {
    return this.streams
      .of(branch)
      .downs.slice(seq)
      .filter((down) => down !== null)
  }

  /** A stick, batch by batch: nothing of it is believed. What is taken is answered on the same stick. */
  async importStick(branch: string, stick: Stick<{ envelopeBytes: Buffer; signature: string }>): Promise<Stick<Down>> {
    const life = this.disk.boot
    if (!this.up) throw new PowerCut()
    const offered: Envelope[] = []
    for (const { envelopeBytes, signature } of stick.batches) {
      const opened = this.opened(envelopeBytes, signature)
      if (!opened) continue
      const taken = await this.inTurn(async () => {
        for (const { sha256 } of opened.envelope.parts) {
          const stored = await this.putPart(life, sha256, stick.parts.get(sha256) ?? Buffer.alloc(0))
          if (stored.status >= 400) return stored
        }
        return this.commit(life, opened)
      })
      if (taken.status === 200 && opened.envelope.branch === branch) offered.push(opened.envelope)
    }
    return this.carryBack(branch, offered)
  }

  /** From what the branch does not yet say it has to the newest, as `carryBack` does. */
  private carryBack(branch: string, offered: readonly Envelope[]): Stick<Down> {
    const stream = this.streams.of(branch)
    if (offered.length === 0) return { batches: [], parts: new Map() }
    const newest = this.bugs.has('carryNewestBack') ? stream.downs.length - 1 : null
    const once = this.bugs.has('carryOnceBack') ? stream.carried : null
    const batches = this.downAfter(branch, newest ?? once ?? downTakenBy(offered.filter(({ epoch }) => epoch === stream.up.epoch)))
    stream.carried = stream.downs.length
    const hashes = batches.flatMap(({ envelope }) => Envelope.parse(tryStrictJson(Buffer.from(envelope, 'base64'))).parts.map(({ sha256 }) => sha256))
    return { batches, parts: new Map(hashes.map((sha256) => [sha256, this.disk.peek(`part-${sha256}`) ?? Buffer.alloc(0)])) }
  }

  /** Whether a power cut now would leave the batch in head office's hands. */
  certainlyHas(envelopeBytes: Buffer, lane0: string): boolean {
    const journal = this.disk.certain('journal')?.toString('latin1') ?? ''
    return journal.includes(envelopeBytes.toString('base64')) && sha256Hex(this.disk.certain(`part-${lane0}`) ?? '') === lane0
  }
  certainlyHasPart(sha256: string): boolean {
    return sha256Hex(this.disk.certain(`part-${sha256}`) ?? '') === sha256
  }
}
