import type { Envelope, PartEntry } from '../core/batch/envelope.ts'
import type { Committed } from '../core/batch/exchange.ts'
import type { ErrorCode } from '../core/errors.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { sha256Hex } from './hashing.ts'
import { readCustody } from './hello-file.ts'
import type { ReadPart } from './hob-open.ts'
import type { VerifyingKey } from './minisign.ts'
import type { OfficeClient } from './office-client.ts'

/** A sealed batch on its way; the same bytes as on a stick. */
export interface Outgoing {
  readonly envelope: Envelope
  readonly envelopeBytes: Buffer
  readonly signature: string
  readonly hash: string
  readonly read: ReadPart
}

/** What the sender tells; each is awaited, so that what it writes is durable before the next byte goes. */
export interface SendHooks {
  /** Head office's signed word that envelope and records are durable there; only after it has been verified. */
  custody(batch: Outgoing, receipt: string): Promise<void>
  /** Every part was taken. */
  delivered(batch: Outgoing): Promise<void>
  /** The records, or the papers of cases to be decided, of all batches have gone; what comes next may take long. */
  laneDone?(): Promise<void>
  /** A part was taken by head office. */
  part?(batch: Outgoing, bytes: number): void
  cancelled?(): boolean
}

export interface SendOptions {
  /** Head office's key that vouches for a batch: the one its branch knew when it sealed it. */
  readonly headOffice: (envelope: Envelope) => VerifyingKey
  readonly partsInFlight: number
}

/** Some work of several at once; the first refusal or error stops what has not begun, and what has begun is waited for. @throws the first error */
async function several<T>(items: readonly T[], atOnce: number, work: (item: T) => Promise<Result<null>>): Promise<Result<null>> {
  const waiting = [...items]
  const errors: unknown[] = []
  let refused: Result<null> = ok(null)
  const worker = async (): Promise<void> => {
    for (let item = waiting.shift(); item !== undefined && refused.ok && errors.length === 0; item = waiting.shift()) {
      const done = await work(item)
      if (!done.ok) refused = done
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, atOnce) }, () => worker().catch((error: unknown) => errors.push(error))))
  if (errors.length > 0) throw errors[0]
  return refused
}

/** What is said of an envelope that is not registered (any more). */
const FORGOTTEN: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['PART_NOT_ANNOUNCED', 'BATCH_NOT_FOUND'])

class Sender {
  private readonly client: OfficeClient
  private readonly options: SendOptions
  private readonly hooks: SendHooks
  constructor(client: OfficeClient, options: SendOptions, hooks: SendHooks) {
    this.client = client
    this.options = options
    this.hooks = hooks
  }

  /** Head office remembers only so many envelopes, and none over a start of its own: one it has forgotten is registered again. */
  private async announced<T>(batch: Outgoing, work: () => Promise<Result<T>>): Promise<Result<T>> {
    const answer = await work()
    if (answer.ok || !FORGOTTEN.has(answer.error.code)) return answer
    const registered = await this.client.register(batch.envelope, batch.envelopeBytes, batch.signature)
    return registered.ok ? await work() : registered
  }

  private async part(batch: Outgoing, part: PartEntry): Promise<Result<null>> {
    if (this.hooks.cancelled?.()) return refuse('SYNC_CANCELLED')
    const bytes = await batch.read(part.sha256)
    if (bytes === null || sha256Hex(bytes) !== part.sha256) return refuse('BATCH_FILES_LOST', { seq: batch.envelope.seq, sha256: part.sha256 })
    const stored = await this.announced(batch, () => this.client.putPart(part.sha256, bytes))
    if (stored.ok) this.hooks.part?.(batch, bytes.length)
    return stored
  }

  private parts(batch: Outgoing, missing: readonly number[], lane: number): Promise<Result<null>> {
    const wanted = batch.envelope.parts.filter((part) => part.lane === lane && missing.includes(part.n))
    return several(wanted, this.options.partsInFlight, (part) => this.part(batch, part))
  }

  private async commit(batch: Outgoing): Promise<Result<Committed>> {
    const committed = await this.announced(batch, () => this.client.commit(batch.envelope, batch.hash))
    if (!committed.ok) return committed
    const custody = readCustody(committed.value.custody, this.options.headOffice(batch.envelope))
    const { branch, epoch, seq } = batch.envelope
    const ours = custody?.envelopeHash === batch.hash && custody.branch === branch && custody.epoch === epoch && custody.seq === seq
    if (!ours) return refuse('CUSTODY_INVALID', { seq })
    await this.hooks.custody(batch, committed.value.custody)
    if (committed.value.missing.length === 0) await this.hooks.delivered(batch)
    return committed
  }

  /** Envelope and lane 0, then custody. @returns the parts of later lanes head office still lacks */
  async records(batch: Outgoing): Promise<Result<readonly number[]>> {
    const registered = await this.client.register(batch.envelope, batch.envelopeBytes, batch.signature)
    if (!registered.ok) return registered
    if (registered.value.envelopeHash !== batch.hash) return refuse('BATCH_FORK', { seq: batch.envelope.seq })
    const sent = await this.parts(batch, registered.value.missing, 0)
    if (!sent.ok) return sent
    const committed = await this.commit(batch)
    return committed.ok ? ok(committed.value.missing) : committed
  }

  /** One lane of papers. @returns what is lacking after it */
  async papers(batch: Outgoing, missing: readonly number[], lane: number): Promise<Result<readonly number[]>> {
    if (!batch.envelope.parts.some((part) => part.lane === lane && missing.includes(part.n))) return ok(missing)
    const sent = await this.parts(batch, missing, lane)
    if (!sent.ok) return sent
    const left = missing.filter((n) => batch.envelope.parts[n]?.lane !== lane)
    if (left.length > 0) return ok(left)
    const committed = await this.commit(batch)
    return committed.ok ? ok(committed.value.missing) : committed
  }
}

/**
 * Sends sealed batches, oldest first: the records of all of them, then the papers of cases to be decided, then the rest, so
 * that records never wait for scans (sync.md §4). Repeating it after any cut sends only what head office lacks.
 * Refuses what head office refuses, CUSTODY_INVALID, SYNC_CANCELLED, and last BATCH_FILES_LOST (seq, sha256), where a file of our own is gone: what can go without it went.
 */
export async function sendBatches(client: OfficeClient, batches: readonly Outgoing[], options: SendOptions, hooks: SendHooks): Promise<Result<null>> {
  const sender = new Sender(client, options, hooks)
  const missing = new Map<string, readonly number[]>()
  let lost: Result<never> | null = null
  for (const batch of batches) {
    const lacking = await sender.records(batch)
    if (!lacking.ok && lacking.error.code !== 'BATCH_FILES_LOST') return lacking
    if (!lacking.ok) {
      // Head office takes none after it before this one.
      lost = lacking
      break
    }
    missing.set(batch.hash, lacking.value)
  }
  for (const lane of [1, 2]) {
    await hooks.laneDone?.()
    for (const batch of batches) {
      const lacking = await sender.papers(batch, missing.get(batch.hash) ?? [], lane)
      if (!lacking.ok && lacking.error.code !== 'BATCH_FILES_LOST') return lacking
      if (lacking.ok) missing.set(batch.hash, lacking.value)
      else lost ??= lacking
    }
  }
  return lost ?? ok(null)
}
