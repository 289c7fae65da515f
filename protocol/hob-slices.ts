import { BATCH_LIMITS } from '../core/batch/limits.ts'
import { sha256Hex } from './hashing.ts'
import { type TarEntry, tarSize } from './strict-tar.ts'

/** A blob to be sent: known by its hash since capture, read one at a time. */
export interface BlobSource {
  readonly sha256: string
  readonly bytes: number
  readonly read: () => Promise<Uint8Array>
}

/** Room in one part for files: 8 MiB less what age and gzip add. */
const ROOM = BATCH_LIMITS.partCipherBytes - 64 * 1024
const BLOB = /^data\/blobs\/([0-9a-f]{64})(?:\.(\d{4}))?$/

/** 'data/blobs/<hash>' whole, or with '.0000', '.0001', … for slices. */
function slices(blob: BlobSource, bytes: Uint8Array): TarEntry[] {
  const name = `data/blobs/${blob.sha256}`
  if (bytes.length <= BATCH_LIMITS.sliceBytes) return [{ name, bytes }]
  const count = Math.ceil(bytes.length / BATCH_LIMITS.sliceBytes)
  return Array.from({ length: count }, (_, index) => ({
    name: `${name}.${String(index).padStart(4, '0')}`,
    bytes: bytes.subarray(index * BATCH_LIMITS.sliceBytes, (index + 1) * BATCH_LIMITS.sliceBytes),
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

/** Packs blobs greedily into parts in the order of their hashes, reading each once and checking it. @throws BlobDiffersError */
export async function* packBlobs(blobs: readonly BlobSource[]): AsyncGenerator<TarEntry[]> {
  let part: TarEntry[] = []
  let size = 1024
  for (const blob of [...blobs].sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1))) {
    const bytes = await blob.read()
    if (bytes.length !== blob.bytes || sha256Hex(bytes) !== blob.sha256) throw new BlobDiffersError(blob.sha256)
    for (const slice of slices(blob, bytes)) {
      if (part.length > 0 && size + tarSize(slice.bytes.length) > ROOM) {
        yield part
        part = []
        size = 1024
      }
      part.push(slice)
      size += tarSize(slice.bytes.length)
    }
  }
  if (part.length > 0) yield part
}
