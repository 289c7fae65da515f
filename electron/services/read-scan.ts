import { stat } from 'node:fs/promises'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { errnoOf, fileChunks, HELD, joined } from './durable-file.ts'
import { MAX_PAPER_BYTES } from './paper-store.ts'

/** What a stick that was pulled out, a share that went away or a reader that hangs answers, on any of the systems. */
const GONE: ReadonlySet<string> = new Set(['ENOENT', 'EIO', 'ENXIO', 'ENODEV', 'ESTALE', 'ENOTCONN', 'EHOSTDOWN', 'ENETUNREACH', 'ETIMEDOUT', 'UNKNOWN'])

/**
 * Reads a dropped or picked file, never more of it than the limit.
 * @returns FILE_HELD while another program holds it, FILE_MISSING when it is gone (a USB stick pulled out, in the middle too, or a file cut short while it was read), SCAN_NOT_A_SCAN for a folder or device, SCAN_TOO_LARGE with `bytes` and `limit`
 * @example const bytes = await readScan(path)
 */
export async function readScan(path: string, limit: number = MAX_PAPER_BYTES, chunks: typeof fileChunks = fileChunks): Promise<Result<Uint8Array>> {
  const parts: Uint8Array[] = []
  let bytes = 0
  try {
    const found = await stat(path)
    if (!found.isFile()) return refuse('SCAN_NOT_A_SCAN', { looksLike: found.isDirectory() ? 'FOLDER' : 'UNKNOWN' })
    if (found.size > limit) return refuse('SCAN_TOO_LARGE', { bytes: found.size, limit })
    for await (const part of chunks(path)) {
      bytes += part.length
      if (bytes > limit) return refuse('SCAN_TOO_LARGE', { bytes, limit })
      parts.push(part)
    }
    // Half a scan is no scan, even where its half can be opened.
    if (bytes < found.size) return refuse('FILE_MISSING')
  } catch (error) {
    if (GONE.has(errnoOf(error))) return refuse('FILE_MISSING')
    if (HELD.has(errnoOf(error))) return refuse('FILE_HELD')
    throw error
  }
  return ok(joined(parts))
}
