import { createHash } from 'node:crypto'
import { ok, type Result } from '../../core/kernel/result.ts'
import { fileChunks, writeSynced } from './durable-file.ts'

type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** The bytes unchanged, and their SHA-256 once they have all gone by. @example const seen = hashing(fileChunks(path)) */
export function hashing(source: Bytes): { readonly bytes: AsyncIterable<Uint8Array>; sha256(): string } {
  const hash = createHash('sha256')
  async function* pass(): AsyncGenerator<Uint8Array> {
    for await (const part of source) {
      hash.update(part)
      yield part
    }
  }
  return { bytes: pass(), sha256: () => hash.digest('hex') }
}

/** Writes a synced file and says its SHA-256 and size. @returns DISK_FULL with nothing left behind */
export async function writeHashed(path: string, source: Bytes): Promise<Result<{ readonly sha256: string; readonly bytes: number }>> {
  const seen = hashing(source)
  const written = await writeSynced(path, seen.bytes)
  return written.ok ? ok({ sha256: seen.sha256(), bytes: written.value }) : written
}

/** SHA-256 of a file on the disk. */
export async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const part of fileChunks(path)) hash.update(part)
  return hash.digest('hex')
}
