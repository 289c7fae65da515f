import { againstStored, type Judgement, judgeLine } from '../../core/batch/judge-record.ts'
import type { BatchReceiptBody, RecordOutcome } from '../../core/batch/receipt.ts'
import { sha256Hex } from '../../protocol/hashing.ts'
import { openBlobs } from '../../protocol/hob-blobs.ts'
import type { OpenEnvelope } from '../../protocol/hob-open.ts'
import { openRecords } from '../../protocol/hob-records.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import type { Switch } from './bugs.ts'
import type { Disk } from './disk.ts'
import type { Scheduler } from './kernel.ts'
import { type Held, NEWER, placeOf } from './office-frames.ts'
import { CREATED, keysOf, OFFICE } from './people.ts'

const IDENTITIES = OFFICE.map((keys) => keys.receive.identity)

/** What head office's tables hold: the real opening and judging of records and papers. */
export class OfficeTables {
  readonly rows = new Map<string, string>()
  private readonly held = new Map<string, Held>()
  private readonly taken = new Set<string>()
  readonly blobs = new Set<string>()
  doubled = 0
  /** The release of the program, which no restart takes back. */
  release = 1
  private readonly disk: Disk
  private readonly scheduler: Scheduler
  private readonly bugs: ReadonlySet<Switch>
  constructor(disk: Disk, scheduler: Scheduler, bugs: ReadonlySet<Switch>) {
    this.disk = disk
    this.scheduler = scheduler
    this.bugs = bugs
  }

  clear(): void {
    this.rows.clear()
    this.held.clear()
    this.taken.clear()
    this.blobs.clear()
  }
  readonly part = async (sha256: string): Promise<Buffer | null> => this.disk.peek(`part-${sha256}`)
  lacking({ envelope }: Pick<OpenEnvelope, 'envelope'>): number[] {
    return envelope.parts.filter((part) => this.disk.peek(`part-${part.sha256}`) === null).map((part) => part.n)
  }

  async apply({ envelope, hash }: OpenEnvelope): Promise<BatchReceiptBody> {
    const { branch, epoch } = envelope
    const key = { ...keysOf(branch, epoch).sign, branch, epoch }
    const records = await this.scheduler.outside(() => openRecords(envelope, key, IDENTITIES, this.part))
    const base = { epoch, seq: envelope.seq, envelopeHash: hash, custodyAt: CREATED, code: null, complete: [] }
    if (!records.ok) return { ...base, state: 'skipped', code: records.error.code, results: [] }
    const results: BatchReceiptBody['results'] = []
    for (const [index, line] of records.value.lines.entries()) {
      const judged = this.judge(line.bytes)
      const id = judged.record ? placeOf(envelope.branch, judged.record) : ''
      const settled = againstStored(judged, line.hash, this.rows.has(id) ? sha256Hex(this.rows.get(id) ?? '') : null)
      if (this.rows.has(id) && settled.outcome === 'duplicate' && this.bugs.has('noDedupe')) this.doubled++
      if (this.kept(settled.outcome)) this.rows.set(id, line.bytes.toString('utf8'))
      const recordKey = judged.record && { type: judged.record.type, id: judged.record.id, rev: judged.record.rev }
      const { outcome: state } = settled
      if (recordKey && (state === 'applied' || state === 'parked')) {
        this.held.set(id, { branch, epoch, seq: envelope.seq, key: recordKey, state, papers: judged.record?.blobs.map(({ sha256 }) => sha256) ?? [] })
      }
      if (settled.outcome === 'rejected' && this.bugs.has('poisonStopsBatch')) break
      results.push({ line: index + 1, recordHash: line.hash, key: recordKey, outcome: settled.outcome, code: settled.code, field: settled.field })
    }
    return { ...base, state: 'applied', results }
  }

  /** As this release judges: it may know a type that the one before it parked. */
  private judge(bytes: Buffer): Judgement {
    const judged = judgeLine(tryStrictJson(bytes), bytes.length)
    const known = judged.outcome === 'parked' && judged.record?.type === NEWER && this.release > 1
    return known ? { ...judged, outcome: 'applied', code: null } : judged
  }
  private kept(outcome: RecordOutcome): boolean {
    if (outcome === 'rejected') return this.bugs.has('rejectedIsKept')
    return outcome !== 'conflict' || this.bugs.has('conflictOverwrites')
  }

  /** Records of a branch that were taken, and whose last paper has come. */
  completeOf(branch: string): Held[] {
    const whole = ({ papers, state }: Held): boolean => (state === 'applied' ? papers.every((sha256) => this.blobs.has(`${branch}/${sha256}`)) : false)
    return [...this.held.values()].filter((one) => one.branch === branch && whole(one))
  }

  async takeBlobs({ envelope, hash }: OpenEnvelope): Promise<boolean> {
    if (this.taken.has(hash)) return true
    const { branch, epoch } = envelope
    const key = { ...keysOf(branch, epoch).sign, branch, epoch }
    return this.scheduler.outside(async () => {
      const records = await openRecords(envelope, key, IDENTITIES, this.part)
      const found = records.ok ? await openBlobs(envelope, records.value, [1, 2], IDENTITIES, this.part) : records
      if (found.ok) this.taken.add(hash)
      if (found.ok) for (const blob of found.value.blobs) this.blobs.add(`${envelope.branch}/${blob.sha256}`)
      return found.ok
    })
  }
}
