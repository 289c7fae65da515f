import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'

/** SHA-256 of bytes or UTF-8 text, lower-case hex. @example sha256Hex('abc') // 'ba7816bf…' */
export const sha256Hex = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

const PIECE = 1 << 20

/** Digests of a file by several algorithms in one read, in bounded memory: one piece is hashed while the next is read. @throws when the file cannot be read. */
export async function hashFile(file: string, algorithms: readonly string[]): Promise<{ readonly bytes: number; readonly digests: readonly string[] }> {
  const hashes = algorithms.map((algorithm) => createHash(algorithm))
  const handle = await open(file, 'r')
  try {
    let bytes = 0
    let [free, full]: [Buffer, Buffer] = [Buffer.allocUnsafe(PIECE), Buffer.allocUnsafe(PIECE)]
    let { bytesRead } = await handle.read(full, 0, PIECE, null)
    while (bytesRead > 0) {
      const next = handle.read(free, 0, PIECE, null)
      for (const hash of hashes) hash.update(full.subarray(0, bytesRead))
      bytes += bytesRead
      ;[free, full] = [full, free]
      bytesRead = (await next).bytesRead
    }
    return { bytes, digests: hashes.map((hash) => hash.digest('hex')) }
  } finally {
    await handle.close()
  }
}
