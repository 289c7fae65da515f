import { BATCH_LIMITS } from '../core/batch/limits.ts'
import { sha256Hex } from './hashing.ts'
import { type TarEntry, tarSize } from './strict-tar.ts'

/** A blob to be sent: known by its hash since capture, read one at a time. */
export interface BlobSource {
  readonly sha256: string
  readonly bytes: number
  readonly read: () => Promise<Uint8Array>
  /** 1: papers of cases head office must decide; 2, when left out: bulk. Records (lane 0) never wait for either. */
  readonly lane?: 1 | 2
}

/** What age and the end of a tar add to a part, and more. */
const MARGIN = 16 * 1024
const BLOB = /^data\/blobs\/([0-9a-f]{64})(?:\.(\d{4}))?$/

/** 'data/blobs/<hash>' whole, or with '.0000', '.0001', … for slices of at most `limit` bytes. */
function slices(blob: BlobSource, bytes: Uint8Array, limit: number): TarEntry[] {
  const name = `data/blobs/${blob.sha256}`
  if (bytes.length <= limit) return [{ name, bytes }]
  const count = Math.ceil(bytes.length / limit)
  return Array.from({ length: count }, (_, index) => ({
    name: `${name}.${String(index).padStart(4, '0')}`,
    bytes: bytes.subarray(index * limit, (index + 1) * limit),
  }))
}

/** The hash and slice number a payload name speaks of, or null when it is no blob. */
export function blobOfName(name: string): { readonly sha256: string; readonly slice: number | null } | null {
  const [, sha256, slice] = BLOB.exec(name) ?? []
  return sha256 ? { sha256, slice: slice === undefined ? null : Number(slice) } : null
}

/** A blob whose bytes are not what its hash promised: the caller's store is damaged. */
export class BlobDiffersError extends Error {
  readonly sha256: string
  constructor(sha256: string) {
    super('blob differs from its hash')
    this.sha256 = sha256
  }
}

/** A part to be made: its lane and its files. */
export interface PackedPart {
  readonly lane: 1 | 2
  readonly entries: TarEntry[]
}

const laneOf = (blob: BlobSource): 1 | 2 => blob.lane ?? 2

/**
 * Packs blobs greedily into parts of at most `partBytes`, lane by lane and in the order of their hashes, reading each once
 * and checking it. @throws BlobDiffersError
 */
export async function* packBlobs(blobs: readonly BlobSource[], partBytes: number = BATCH_LIMITS.partCipherBytes): AsyncGenerator<PackedPart> {
  const room = partBytes - MARGIN
  const sliceBytes = Math.min(BATCH_LIMITS.sliceBytes, room - tarSize(0) - 1024)
  for (const lane of [1, 2] as const) {
    let entries: TarEntry[] = []
    let size = 1024
    const ordered = blobs.filter((blob) => laneOf(blob) === lane).sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
    for (const blob of ordered) {
      const bytes = await blob.read()
      if (bytes.length !== blob.bytes || sha256Hex(bytes) !== blob.sha256) throw new BlobDiffersError(blob.sha256)
      for (const slice of slices(blob, bytes, sliceBytes)) {
        if (entries.length > 0 && size + tarSize(slice.bytes.length) > room) {
          yield { lane, entries }
          entries = []
          size = 1024
        }
        entries.push(slice)
        size += tarSize(slice.bytes.length)
      }
    }
    if (entries.length > 0) yield { lane, entries }
  }
}
