import type { BatchReceiptBody } from '../../core/batch/receipt.ts'
import type { RecordLine } from '../../core/batch/record-line.ts'
import { buildBatch } from '../../protocol/hob-build.ts'
import { writeOfficeTurn } from '../../protocol/office-turn.ts'
import { derivedId, receiptRecord } from '../../protocol/receipt.ts'
import type { Switch } from './bugs.ts'
import { type Disk, type Journal, storeFile } from './disk.ts'
import type { Scheduler } from './kernel.ts'
import { answersDue, type Down, type Frame, type HeldDown, placeOf, standingIn } from './office-frames.ts'
import type { OfficeStreams } from './office-streams.ts'
import type { OfficeTables } from './office-tables.ts'
import { CREATED, keysOf, OFFICE, officeKeys } from './people.ts'

interface Parts {
  readonly disk: Disk
  readonly scheduler: Scheduler
  readonly bugs: ReadonlySet<Switch>
  readonly streams: OfficeStreams
  readonly tables: OfficeTables
  readonly journal: () => Journal<Frame>
}
type Said = 'turn' | 'standing' | ReadonlyMap<number, BatchReceiptBody>

/** What head office signs to its branches: one stream each, no number twice. The caller holds the lane. */
export class OfficeDown {
  private readonly parts: Parts
  constructor(parts: Parts) {
    this.parts = parts
  }

  /** Everything a branch is to be told; nothing while it holds what was not signed here. */
  async answer(life: number, branch: string): Promise<void> {
    const { streams, tables } = this.parts
    if (streams.of(branch).ahead) return
    if (streams.of(branch).standingDue) {
      const body = { ...standingIn(streams.of(branch), (batch) => tables.lacking(batch).length > 0) }
      const record = { type: 'up.standing', schema: 1, id: derivedId(`standing ${branch}`), rev: streams.of(branch).down.seq + 1, body, blobs: [] }
      await this.say(life, branch, [record], 'standing')
    }
    const due = answersDue(streams.of(branch), tables.completeOf(branch))
    if (due.size > 0) await this.say(life, branch, [...due.values()].map(receiptRecord), due)
  }

  /** Head office goes over to its next key; a branch that has it already is passed over. */
  async turnKeys(life: number, branch: string): Promise<void> {
    const stream = this.parts.streams.of(branch)
    const at = stream.keysFrom.length - 1
    if (at + 1 >= OFFICE.length || stream.ahead) return
    const body = writeOfficeTurn({ branch, epoch: stream.up.epoch }, officeKeys(at).sign, officeKeys(at + 1))
    const record = { type: 'office.keys', schema: 1, id: derivedId(`office keys ${at + 1}`), rev: 1, body: { ...body }, blobs: [] }
    await this.say(life, branch, [record], 'turn')
  }

  /** A branch says what it holds, in its greeting or an up batch. */
  async hear(life: number, branch: string, held: HeldDown): Promise<void> {
    const { streams, journal } = this.parts
    if (streams.agrees(branch, held)) return
    await journal().append(life, { act: 'ahead', branch, held })
    streams.wentAhead(branch, held)
  }
  /** A person lets it go on after what the branch holds. */
  async goOn(life: number, branch: string): Promise<void> {
    const { streams, journal } = this.parts
    const held = streams.of(branch).ahead
    if (!held) return
    const from = streams.lastShared(branch)
    await journal().append(life, { act: 'continue', branch, held, from })
    streams.continued(branch, held, from)
    await this.answer(life, branch)
  }

  private async say(life: number, branch: string, records: readonly RecordLine[], says: Said): Promise<void> {
    const { disk, scheduler, bugs, streams, tables, journal } = this.parts
    const turns = says === 'turn'
    const stream = streams.of(branch)
    const parts = new Map<string, Buffer>()
    const draft = {
      kind: 'down' as const,
      branch,
      epoch: stream.up.epoch,
      seq: stream.down.seq + 1,
      prev: stream.down.head,
      created: CREATED,
      app: 'sim',
      blobs: [],
    }
    const people = { recipients: [keysOf(branch, stream.up.epoch).receive.recipient], records, preparedBy: 'H1', sealedBy: 'H2' }
    const signer = bugs.has('officeTurnsAtOnce') && turns ? stream.keysFrom.length : streams.keyAt(branch, draft.seq)
    const built = await scheduler.outside(() =>
      buildBatch({ ...draft, ...people }, officeKeys(signer).sign, async (hash, bytes) => void parts.set(hash, Buffer.from(bytes))),
    )
    if (!built.ok) throw new Error(built.error.code)
    for (const [hash, bytes] of parts) await storeFile(disk, life, `part-${hash}`, bytes)
    const bodies = typeof says === 'string' ? [] : [...says.values()]
    const said = { answers: bodies.map(({ seq }) => seq), complete: bodies.flatMap(({ complete }) => complete.map((key) => placeOf(branch, key))) }
    const { envelopeBytes, signature } = built.value
    const standing = says === 'standing'
    const frame: Down = { act: 'down', branch, turns, standing, ...said, release: tables.release, envelope: envelopeBytes.toString('base64'), signature }
    await journal().append(life, frame, !bugs.has('officeJournalNotSynced'))
    streams.sentDown(frame)
  }
}
