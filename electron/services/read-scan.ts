import { stat } from 'node:fs/promises'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { errnoOf, fileChunks } from './durable-file.ts'
import { MAX_PAPER_BYTES } from './paper-store.ts'

/**
 * Reads a dropped or picked file, never more of it than the limit.
 * @returns FILE_MISSING when it is gone (a USB stick pulled out), SCAN_NOT_A_SCAN for a folder or device, SCAN_TOO_LARGE with `bytes` and `limit`
 * @example const bytes = await readScan(path)
 */
export async function readScan(path: string, limit: number = MAX_PAPER_BYTES): Promise<Result<Uint8Array>> {
  const parts: Uint8Array[] = []
  let bytes = 0
  try {
    const found = await stat(path)
    if (!found.isFile()) return refuse('SCAN_NOT_A_SCAN', { looksLike: found.isDirectory() ? 'FOLDER' : 'UNKNOWN' })
    if (found.size > limit) return refuse('SCAN_TOO_LARGE', { bytes: found.size, limit })
    for await (const part of fileChunks(path)) {
      bytes += part.length
      if (bytes > limit) return refuse('SCAN_TOO_LARGE', { bytes, limit })
      parts.push(part)
    }
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return refuse('FILE_MISSING')
    throw error
  }
  return ok(new Uint8Array(Buffer.concat(parts)))
}
