import { createHash, type Hash } from 'node:crypto'
import type { Envelope } from '../core/batch/envelope.ts'
import { BATCH_LIMITS } from '../core/batch/limits.ts'
import { ok, type Result } from '../core/kernel/result.ts'
import { sha256Hex } from './hashing.ts'
import type { ReadPart } from './hob-open.ts'
import { bad, openPart } from './hob-part.ts'
import type { BatchRecords } from './hob-records.ts'
import { blobOfName } from './hob-slices.ts'
import type { TarEntry } from './strict-tar.ts'

/** Receives blob bytes in order while parts are read; nothing may be kept until the blob's hash has been verified. */
export type BlobSink = (sha256: string, bytes: Uint8Array) => Promise<void> | void

export interface FoundBlob {
  readonly sha256: string
  readonly bytes: number
}
export interface FoundBlobs {
  readonly blobs: readonly FoundBlob[]
  /** Bytes of the payload files read. */
  readonly plainBytes: number
  /** Names read, of the manifest's. */
  readonly names: ReadonlySet<string>
}

interface OpenBlob {
  readonly hash: Hash
  readonly bytes: number
  /** The slice expected next; null for a blob in one piece. */
  readonly next: number | null
}

class Collector {
  readonly names = new Set<string>()
  bytes = 0
  private readonly open = new Map<string, OpenBlob>()
  private readonly manifest: ReadonlyMap<string, string>
  private readonly sink: BlobSink
  constructor(manifest: ReadonlyMap<string, string>, sink: BlobSink) {
    this.manifest = manifest
    this.sink = sink
  }
  async take(entry: TarEntry): Promise<string | null> {
    const name = blobOfName(entry.name)
    if (!name) return 'unknown name'
    if (this.names.has(entry.name)) return 'name twice'
    if (this.manifest.get(entry.name) !== sha256Hex(entry.bytes)) return 'payload manifest'
    this.names.add(entry.name)
    this.bytes += entry.bytes.length
    if (this.bytes > BATCH_LIMITS.batchPlainBytes) return 'batch too large'
    const blob = this.open.get(name.sha256) ?? { hash: createHash('sha256'), bytes: 0, next: name.slice === null ? null : 0 }
    if (name.slice !== blob.next || (name.slice === null && blob.bytes > 0)) return 'slice out of order'
    blob.hash.update(entry.bytes)
    const bytes = blob.bytes + entry.bytes.length
    if (bytes > BATCH_LIMITS.blobBytes) return 'blob too large'
    this.open.set(name.sha256, { hash: blob.hash, bytes, next: blob.next === null ? null : blob.next + 1 })
    await this.sink(name.sha256, entry.bytes)
    return null
  }
  /** The finished blobs, or null when one does not have the bytes its name promises. */
  finish(): FoundBlob[] | null {
    const list = [...this.open].map(([sha256, blob]) => ({ sha256, bytes: blob.bytes, right: blob.hash.digest('hex') === sha256 }))
    return list.every((blob) => blob.right) ? list.map(({ sha256, bytes }) => ({ sha256, bytes })) : null
  }
}

/**
 * Opens the blobs of some lanes against the signed manifest that `openRecords` read; a lane's parts must all be there.
 * Refuses BATCH_CONTENT_BAD (reason, part).
 */
export async function openBlobs(
  envelope: Envelope,
  records: BatchRecords,
  lanes: readonly number[],
  identities: readonly string[],
  read: ReadPart,
  sink: BlobSink = () => undefined,
): Promise<Result<FoundBlobs>> {
  const found = new Collector(records.manifest, sink)
  for (const part of envelope.parts) {
    if (!lanes.includes(part.lane)) continue
    const entries = part.n === 0 ? ok(records.rest) : await openPart(part, identities, read)
    if (!entries.ok) return entries
    for (const entry of entries.value) {
      const problem = await found.take(entry)
      if (problem) return bad(problem, part.n)
    }
  }
  const blobs = found.finish()
  return blobs ? ok({ blobs, plainBytes: found.bytes, names: found.names }) : bad('blob differs from its hash')
}
