import { Envelope, partBytes } from '../../core/batch/envelope.ts'
import { BATCH_LIMITS } from '../../core/batch/limits.ts'
import type { StreamState } from '../../core/batch/sequence.ts'
import { ok, type Refusal, type Result, refuse } from '../../core/kernel/result.ts'
import { readBounded } from '../../protocol/durable-file.ts'
import { findBatches, listedPlace, partFile, readListed } from '../../protocol/hob-layout.ts'
import type { ReadPart } from '../../protocol/hob-open.ts'
import type { ReadyBatch } from '../../protocol/ready-file.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import { type DownFiles, type DownKeys, type OpenedDown, officeOf, openNextDown } from './receipt-reader.ts'

interface Progress {
  planned(bytes: number): void
  moved(bytes: number): void
}
export interface DownFolder extends DownKeys {
  readonly folder: string
  /** How far the branch has applied down batches: `{ appliedSeq: 0, head: NO_PREVIOUS }` at the start of an epoch. */
  readonly down: Omit<StreamState, 'epoch'>
  /** Told of bytes read, of all there are to read. */
  readonly progress?: Progress | null
}
/** What of a folder could not be taken. */
export interface LeftInFolder {
  /** The first batch of ours that was refused, by the name of its folder, and why. */
  readonly stopped: (Refusal & { readonly seq: number }) | null
  /** Batches of ours that wait for one before them. */
  readonly waiting: number
  /** Other branches that batches of head office are for. */
  readonly others: string[]
}

const saidBy = (bytes: Buffer): Envelope | null => Envelope.safeParse(tryStrictJson(bytes)).data ?? null
/** A batch on its way up, on the stick that also brings the answers back: nothing of it is for us. */
const goesUp = (bytes: Buffer): boolean => ['up', 'void'].includes(saidBy(bytes)?.kind ?? '')

/** What the parts of batches weigh, as their envelopes say; nothing of it is believed yet. */
async function bytesOf(listed: readonly ReadyBatch[]): Promise<number> {
  let bytes = 0
  for (const entry of listed) {
    const files = await readListed(entry)
    const envelope = files.ok ? saidBy(files.value.envelopeBytes) : null
    if (envelope?.kind === 'down') bytes += partBytes(envelope)
  }
  return bytes
}

function partsOf(entry: ReadyBatch, progress: Progress | null): ReadPart {
  const known = new Set<string>()
  return async (sha256) => {
    const bytes = await readBounded(partFile(entry.root, sha256), BATCH_LIMITS.partCipherBytes)
    if (bytes && !known.has(sha256)) progress?.moved(bytes.length)
    known.add(sha256)
    return bytes
  }
}

async function othersOf(listed: readonly ReadyBatch[]): Promise<string[]> {
  const others = new Set<string>()
  for (const entry of listed) {
    const { branch } = listedPlace(entry)
    if (others.has(branch)) continue
    const files = await readListed(entry)
    if (files.ok && saidBy(files.value.envelopeBytes)?.kind === 'down') others.add(branch)
  }
  return [...others].sort()
}

/** Goes through the batches of one branch, in order, with one of them in memory at a time. */
class Stream {
  stopped: LeftInFolder['stopped'] = null
  waiting = 0
  private readonly at: DownFolder
  private readonly take: (down: OpenedDown) => Promise<Result<unknown>>
  private place: StreamState
  private office
  constructor(at: DownFolder, take: (down: OpenedDown) => Promise<Result<unknown>>) {
    this.at = at
    this.take = take
    this.place = { epoch: at.enrolment.epoch, ...at.down }
    this.office = at.office ?? officeOf(at.enrolment)
  }

  /** Takes what the folder's name says is due; what was taken before is not opened again, what waits for a refused one not at all. */
  async offer(entry: ReadyBatch): Promise<void> {
    const { seq } = listedPlace(entry)
    const files = await readListed(entry)
    if (files.ok && goesUp(files.value.envelopeBytes)) return
    if (this.stopped && seq > this.place.appliedSeq + 1) this.waiting += 1
    else {
      const taken = files.ok ? await this.takeOne({ ...files.value, read: partsOf(entry, this.at.progress ?? null) }) : files
      if (!taken.ok) this.stopped ??= { ...taken.error, seq }
    }
  }

  private async takeOne(files: DownFiles): Promise<Result<null>> {
    const next = await openNextDown({ ...this.at, office: this.office }, this.place, files)
    if (!next.ok) return next
    if (!next.value) return ok(null)
    const taken = await this.take(next.value)
    if (!taken.ok) return taken
    this.office = next.value.office
    this.place = { epoch: this.place.epoch, appliedSeq: next.value.seq, head: next.value.hash }
    return ok(null)
  }
}

/**
 * Gives the down batches a folder brings to `take`, one at a time in order, each checked for head office's signature, chain and content.
 * One that is refused, by `openNextDown` or by `take`, is named; what came before it stands, what comes after it waits. Earlier ones, earlier
 * epochs, other branches' and batches that go up are passed over. Refuses as `findBatches`, and BATCH_NOT_READY where READY does not name what stands in the branch's own folder.
 */
export async function takeFromFolder(at: DownFolder, take: (down: OpenedDown) => Promise<Result<unknown>>): Promise<Result<LeftInFolder>> {
  const listed = await findBatches(at.folder)
  if (!listed.ok) return listed
  const { branch, epoch } = at.enrolment
  if (listed.value.unready.includes(branch)) return refuse('BATCH_NOT_READY')
  const ours = listed.value.batches.filter((entry) => {
    const place = listedPlace(entry)
    return place.branch === branch && (place.epoch > epoch || (place.epoch === epoch && place.seq > at.down.appliedSeq))
  })
  at.progress?.planned(await bytesOf(ours))
  const stream = new Stream(at, take)
  for (const entry of ours) await stream.offer(entry)
  const others = await othersOf(listed.value.batches.filter((entry) => listedPlace(entry).branch !== branch))
  return ok({ stopped: stream.stopped, waiting: stream.waiting, others })
}
