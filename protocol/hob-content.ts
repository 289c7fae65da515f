import { createHash, type Hash } from 'node:crypto'
import { type Envelope, trustedComment } from '../core/batch/envelope.ts'
import { BATCH_LIMITS } from '../core/batch/limits.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { openAge } from './age-file.ts'
import { readOwnManifest } from './bag-tag-files.ts'
import { inflatePart } from './gzip-part.ts'
import { sha256Hex } from './hashing.ts'
import { innerPlace } from './hob-build.ts'
import type { ReadPart } from './hob-open.ts'
import { blobOfName } from './hob-slices.ts'
import { type VerifyingKey, verifyBytes } from './minisign.ts'
import { readTar, type TarEntry, TarError } from './strict-tar.ts'

export interface BatchLine {
  readonly bytes: Buffer
  readonly hash: string
}
export interface BatchContent {
  readonly lines: readonly BatchLine[]
  readonly blobs: readonly { readonly sha256: string; readonly bytes: number }[]
  readonly preparedBy: string
  readonly sealedBy: string
}
/** Receives blob bytes in order while a batch is read; nothing may be kept until the whole content has been verified. */
export type BlobSink = (sha256: string, bytes: Uint8Array) => Promise<void> | void

const bad = (reason: string, part?: number): Result<never> => refuse('BATCH_CONTENT_BAD', part === undefined ? { reason } : { reason, part })
const TAGS = ['bag-info.txt', 'bagit.txt', 'manifest-sha256.txt', 'seal.minisig', 'tagmanifest-sha256.txt']
const RECORDS = 'data/records.ndjson'

class Collector {
  readonly tags = new Map<string, Buffer>()
  readonly payload = new Map<string, string>()
  private readonly open = new Map<string, { hash: Hash; bytes: number; next: number | null }>()
  records: Buffer | null = null
  bytes = 0
  private readonly sink: BlobSink
  constructor(sink: BlobSink) {
    this.sink = sink
  }
  async take(entry: TarEntry, partNumber: number): Promise<string | null> {
    if (TAGS.includes(entry.name)) {
      if (partNumber !== 0 || this.tags.has(entry.name)) return 'tag file out of place'
      this.tags.set(entry.name, Buffer.from(entry.bytes))
      return null
    }
    if (this.payload.has(entry.name)) return 'name twice'
    this.payload.set(entry.name, sha256Hex(entry.bytes))
    this.bytes += entry.bytes.length
    if (this.bytes > BATCH_LIMITS.batchPlainBytes) return 'batch too large'
    if (entry.name !== RECORDS) return await this.takeBlob(entry)
    if (partNumber !== 0) return 'records out of place'
    this.records = Buffer.from(entry.bytes)
    return null
  }
  private async takeBlob(entry: TarEntry): Promise<string | null> {
    const name = blobOfName(entry.name)
    if (!name) return 'unknown name'
    const blob = this.open.get(name.sha256) ?? { hash: createHash('sha256'), bytes: 0, next: name.slice === null ? null : 0 }
    if (name.slice !== blob.next || (name.slice === null && blob.bytes > 0)) return 'slice out of order'
    blob.hash.update(entry.bytes)
    blob.bytes += entry.bytes.length
    if (blob.bytes > BATCH_LIMITS.blobBytes) return 'blob too large'
    this.open.set(name.sha256, { ...blob, next: blob.next === null ? null : blob.next + 1 })
    await this.sink(name.sha256, entry.bytes)
    return null
  }
  /** The finished blobs, or null when one does not have the bytes its name promises. */
  blobs(): { sha256: string; bytes: number }[] | null {
    const list = [...this.open].map(([sha256, blob]) => ({ sha256, bytes: blob.bytes, right: blob.hash.digest('hex') === sha256 }))
    return list.every((blob) => blob.right) ? list.map(({ sha256, bytes }) => ({ sha256, bytes })) : null
  }
}

function splitLines(records: Buffer): BatchLine[] | null {
  if (records.length === 0) return []
  if (records.at(-1) !== 0x0a) return null
  const lines: BatchLine[] = []
  for (let start = 0; start < records.length; ) {
    const end = records.indexOf(0x0a, start)
    const bytes = records.subarray(start, end)
    lines.push({ bytes, hash: sha256Hex(bytes) })
    start = end + 1
  }
  return lines
}

const sameMap = (a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean =>
  a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)

function checkBag(envelope: Envelope, key: VerifyingKey, found: Collector): string | null {
  const text = (name: string): string => found.tags.get(name)?.toString('utf8') ?? ''
  const tagManifest = found.tags.get('tagmanifest-sha256.txt')
  if (!tagManifest || sha256Hex(tagManifest) !== envelope.bag) return 'tag manifest differs from the envelope'
  if (verifyBytes(key, tagManifest, text('seal.minisig')) !== trustedComment(envelope)) return 'seal'
  const tagHashes = new Map([...found.tags].filter(([name]) => !/^(seal|tagmanifest)/.test(name)).map(([name, bytes]) => [name, sha256Hex(bytes)]))
  const tagList = readOwnManifest(tagManifest)
  if (tagHashes.size !== 3 || !tagList || !sameMap(tagHashes, tagList)) return 'tag files'
  const manifest = readOwnManifest(found.tags.get('manifest-sha256.txt') ?? Buffer.alloc(0))
  if (!manifest || !sameMap(found.payload, manifest)) return 'payload manifest'
  if (text('bagit.txt') !== 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n') return 'bagit.txt'
  const info = innerPlace(envelope).map(([label, value]) => `${label}: ${value}\n`)
  return text('bag-info.txt').startsWith(info.join('')) ? null : 'bag-info differs from the envelope'
}

const infoValue = (found: Collector, label: string): string =>
  new RegExp(`^${label}: (.+)$`, 'm').exec(found.tags.get('bag-info.txt')?.toString('utf8') ?? '')?.[1] ?? ''

/**
 * Decrypts and checks all of a batch whose parts have been checked: age, gzip within limits, strict tar, bag, inner seal,
 * blob hashes, counts, and that two persons sealed it. One part at a time is in memory.
 * Refuses BATCH_CONTENT_BAD (reason, part). `sink` sees bytes before the end is known; a refusal makes them void.
 */
export async function openContent(
  envelope: Envelope,
  key: VerifyingKey,
  identities: readonly string[],
  read: ReadPart,
  sink: BlobSink = () => undefined,
): Promise<Result<BatchContent>> {
  const found = new Collector(sink)
  for (const part of envelope.parts) {
    const opened = await openAge((await read(part.sha256)) ?? Buffer.alloc(0), identities)
    if (!opened.ok) return bad(opened.reason === 'NO_KEY' ? 'not encrypted to us' : 'encryption damaged', part.n)
    const plain = inflatePart(opened.plain, part.bytes)
    if (!plain) return bad('compression damaged or above the limit', part.n)
    try {
      for (const entry of readTar(plain)) {
        const problem = await found.take(entry, part.n)
        if (problem) return bad(problem, part.n)
      }
    } catch (error) {
      if (error instanceof TarError) return bad(error.message, part.n)
      throw error
    }
  }
  const problem = checkBag(envelope, key, found)
  if (problem) return bad(problem)
  const blobs = found.blobs()
  const lines = splitLines(found.records ?? Buffer.from('x'))
  if (!blobs || !lines) return bad(blobs ? 'records not lines' : 'blob differs from its hash')
  const counts = { records: lines.length, blobs: blobs.length, plainBytes: found.bytes }
  if (JSON.stringify(counts) !== JSON.stringify(envelope.counts)) return bad('counts differ from the envelope')
  const [preparedBy, sealedBy] = [infoValue(found, 'Prepared-By'), infoValue(found, 'Sealed-By')]
  if (preparedBy === '' || sealedBy === '' || preparedBy === sealedBy) return bad('not sealed by two persons')
  return ok({ lines, blobs, preparedBy, sealedBy })
}
