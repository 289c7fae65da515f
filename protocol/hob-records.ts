import { type Envelope, trustedComment } from '../core/batch/envelope.ts'
import { BATCH_LIMITS } from '../core/batch/limits.ts'
import { ok, type Result } from '../core/kernel/result.ts'
import { readOwnManifest } from './bag-tag-files.ts'
import { sha256Hex } from './hashing.ts'
import { innerPlace } from './hob-build.ts'
import type { ReadPart } from './hob-open.ts'
import { bad, openPart } from './hob-part.ts'
import { blobOfName } from './hob-slices.ts'
import { type VerifyingKey, verifyBytes } from './minisign.ts'
import type { TarEntry } from './strict-tar.ts'

export interface BatchLine {
  readonly bytes: Buffer
  readonly hash: string
}

/** What lane 0 alone tells: the records, and by the signed manifest every payload file still to come. */
export interface BatchRecords {
  readonly lines: readonly BatchLine[]
  /** SHA-256 of each payload file by its name in the bag, records included. */
  readonly manifest: ReadonlyMap<string, string>
  readonly plainBytes: number
  readonly preparedBy: string
  readonly sealedBy: string
  /** Files of lane 0 beside tag files and records: blobs, in batches of the first release. */
  readonly rest: readonly TarEntry[]
}

const TAGS = ['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'seal.minisig', 'tagmanifest-sha256.txt']
export const RECORDS = 'data/records.ndjson'

/**
 * The lines of the records, null where the last is cut off or there are more than `most`: of millions of empty ones none is looked at.
 * @param most as many as the envelope counts
 * @example splitLines(Buffer.from('{}\n'), 1)?.length // 1
 */
export function splitLines(records: Uint8Array, most: number): BatchLine[] | null {
  const whole = Buffer.from(records.buffer, records.byteOffset, records.byteLength)
  if (whole.length > 0 && whole.at(-1) !== 0x0a) return null
  const lines: BatchLine[] = []
  for (let start = 0; start < whole.length; ) {
    if (lines.length === most) return null
    const end = whole.indexOf(0x0a, start)
    const bytes = whole.subarray(start, end)
    lines.push({ bytes, hash: sha256Hex(bytes) })
    start = end + 1
  }
  return lines
}

function sameTags(tags: ReadonlyMap<string, Uint8Array>, listed: ReadonlyMap<string, string> | null): boolean {
  const own = TAGS.filter((name) => !/^(seal|tagmanifest)/.test(name))
  return listed?.size === own.length && own.every((name) => listed.get(name) === sha256Hex(tags.get(name) ?? new Uint8Array()))
}

/** What is wrong with the tag files, or null: they are those the envelope names, sealed, and say the same place. */
function checkTags(envelope: Envelope, key: VerifyingKey, tags: ReadonlyMap<string, Uint8Array>): string | null {
  const text = (name: string): string => Buffer.from(tags.get(name) ?? []).toString('utf8')
  const tagManifest = tags.get('tagmanifest-sha256.txt')
  if (!tagManifest || tags.size !== TAGS.length || sha256Hex(tagManifest) !== envelope.bag) return 'tag manifest differs from the envelope'
  if (verifyBytes(key, tagManifest, text('seal.minisig')) !== trustedComment(envelope)) return 'seal'
  if (!sameTags(tags, readOwnManifest(tagManifest))) return 'tag files'
  if (text('bagit.txt') !== 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n') return 'bagit.txt'
  const info = innerPlace(envelope).map(([label, value]) => `${label}: ${value}\n`)
  return text('bag-info.txt').startsWith(info.join('')) ? null : 'bag-info differs from the envelope'
}

/** The manifest names records once and blobs, as many as the envelope counts; null when it does not. */
function readManifest(envelope: Envelope, bytes: Uint8Array): ReadonlyMap<string, string> | null {
  const manifest = readOwnManifest(bytes)
  if (!manifest?.has(RECORDS)) return null
  const names = [...manifest.keys()].filter((name) => name !== RECORDS).map(blobOfName)
  const blobs = new Set(names.map((name) => name?.sha256))
  return names.every((name) => name !== null) && blobs.size === envelope.counts.blobs ? manifest : null
}

/**
 * Opens lane 0 of a batch whose part 0 has been checked: age, gzip within limits, strict tar, tag files, inner seal, the
 * records against the manifest, and that two persons sealed it. Enough to give custody and to judge every record, before
 * any blob has come (sync.md §4). Refuses BATCH_CONTENT_BAD (reason, part).
 */
export async function openRecords(envelope: Envelope, key: VerifyingKey, identities: readonly string[], read: ReadPart): Promise<Result<BatchRecords>> {
  const [first] = envelope.parts
  if (first?.lane !== 0) return bad('no lane 0')
  const entries = await openPart(first, identities, read)
  if (!entries.ok) return entries
  const rest = entries.value.filter((entry) => !TAGS.includes(entry.name) && entry.name !== RECORDS)
  if (rest.some((entry) => blobOfName(entry.name) === null)) return bad('unknown name', 0)
  const tags = new Map(entries.value.filter((entry) => TAGS.includes(entry.name)).map((entry) => [entry.name, entry.bytes]))
  const problem = checkTags(envelope, key, tags)
  if (problem) return bad(problem, 0)
  const manifest = readManifest(envelope, tags.get('manifest-sha256.txt') ?? new Uint8Array())
  if (!manifest) return bad('payload manifest', 0)
  const records = entries.value.find((entry) => entry.name === RECORDS)?.bytes
  if (records && records.length > BATCH_LIMITS.batchPlainBytes) return bad('batch too large')
  const lines = records && manifest.get(RECORDS) === sha256Hex(records) ? splitLines(records, envelope.counts.records) : null
  if (!records || !lines) return bad('records not lines, not those of the manifest, or more than the envelope counts', 0)
  if (lines.length !== envelope.counts.records) return bad('counts differ from the envelope')
  const info = Buffer.from(tags.get('bag-info.txt') ?? []).toString('utf8')
  const said = (label: string): string => new RegExp(`^${label}: (.+)$`, 'm').exec(info)?.[1] ?? ''
  const [preparedBy, sealedBy] = [said('Prepared-By'), said('Sealed-By')]
  if (preparedBy === '' || sealedBy === '' || preparedBy === sealedBy) return bad('not sealed by two persons')
  return ok({ lines, manifest, plainBytes: records.length, preparedBy, sealedBy, rest })
}
