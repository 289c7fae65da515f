import { Envelope } from '../../core/batch/envelope.ts'
import type { Result } from '../../core/kernel/result.ts'
import { type BatchRecords, openRecords } from '../../protocol/hob-records.ts'
import { type Spool, SpoolDamagedError, type SpoolEntry } from '../../protocol/spool.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import type { Projector } from '../office.ts'
import type { Queries } from '../store/database.ts'
import { type DeviceKey, signerOf } from '../store/streams.ts'
import { type JudgedLine, judgeAlone, numbered } from './judge-lines.ts'
import { identitiesOf } from './office-keys.ts'

/** What lane 0 of a batch says, and each of its lines judged by itself. */
export interface BatchContent {
  readonly records: Result<BatchRecords>
  readonly judged: readonly JudgedLine[]
}

/** An envelope in the spool, or null where this release would not take it: an earlier one knew fewer limits. @throws SpoolDamagedError */
export async function readableEnvelope(spool: Spool, hash: string): Promise<Envelope | null> {
  return Envelope.safeParse(tryStrictJson(await spool.need(hash))).data ?? null
}

export async function envelopeOf(spool: Spool, hash: string): Promise<Envelope> {
  const envelope = await readableEnvelope(spool, hash)
  if (!envelope) throw new SpoolDamagedError(`object ${hash} is no envelope`)
  return envelope
}

async function open(office: Projector, envelope: Envelope, key: DeviceKey): Promise<Result<BatchRecords>> {
  const [first] = envelope.parts
  if (first) await office.spool.need(first.sha256)
  return await openRecords(envelope, key, identitiesOf(office.keys), office.spool.readPart)
}

async function read(office: Projector, envelope: Envelope, key: DeviceKey): Promise<BatchContent> {
  const records = await open(office, envelope, key)
  return { records, judged: records.ok ? await judgeAlone(envelope, numbered(records.value.lines), office.seal) : [] }
}

async function needKey(tx: Queries, envelope: Envelope): Promise<DeviceKey> {
  const key = await signerOf(tx, envelope)
  if (!key) throw new SpoolDamagedError(`no enrolment for ${envelope.branch} epoch ${envelope.epoch}`)
  return key
}

/** Lane 0 of a batch in the spool, opened with the key of its sender. @throws SpoolDamagedError */
export const recordsOf = async (tx: Queries, office: Projector, envelope: Envelope): Promise<Result<BatchRecords>> =>
  await open(office, envelope, await needKey(tx, envelope))

/** The same with its lines judged. @throws SpoolDamagedError */
export const contentOf = async (tx: Queries, office: Projector, envelope: Envelope): Promise<BatchContent> =>
  await read(office, envelope, await needKey(tx, envelope))

/**
 * Begins to read the batch behind the one that is about to be written, so that the processor and the database work at the same time.
 * The database is asked before, never while a transaction runs: the embedded engine has one connection.
 * @returns what to ask in the batch's own turn; null when there is nothing to read ahead
 */
export async function contentAhead(office: Projector, entry: SpoolEntry | undefined): Promise<(() => Promise<BatchContent>) | null> {
  const envelope = entry?.act === 'custody' ? await readableEnvelope(office.spool, entry.ref) : null
  if (!envelope) return null
  const key = await signerOf(office.database, envelope)
  if (!key) return null
  const reading = read(office, envelope, key)
  // Told in its turn, to whom it concerns.
  reading.catch(() => undefined)
  return () => reading
}
