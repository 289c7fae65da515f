import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** SHA-256 of bytes or UTF-8 text, lower-case hex. @example sha256Hex('abc') // 'ba7816bf…' */
export const sha256Hex = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** Digests of a file by several algorithms in one read, in bounded memory. @throws when the file cannot be read. */
export async function hashFile(file: string, algorithms: readonly string[]): Promise<{ readonly bytes: number; readonly digests: readonly string[] }> {
  const hashes = algorithms.map((algorithm) => createHash(algorithm))
  let bytes = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    const view: Uint8Array = chunk
    bytes += view.length
    for (const hash of hashes) hash.update(view)
  }
  return { bytes, digests: hashes.map((hash) => hash.digest('hex')) }
}
