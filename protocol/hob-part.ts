import type { PartEntry } from '../core/batch/envelope.ts'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import { openAge } from './age-file.ts'
import { inflatePart } from './gzip-part.ts'
import type { ReadPart } from './hob-open.ts'
import { readTar, type TarEntry, TarError } from './strict-tar.ts'

export const bad = (reason: string, part?: number): Result<never> => refuse('BATCH_CONTENT_BAD', part === undefined ? { reason } : { reason, part })

/**
 * One checked part's files: decrypted, inflated within limits where it is lane 0, read as a strict tar.
 * Refuses BATCH_CONTENT_BAD (reason, part).
 */
export async function openPart(part: PartEntry, identities: readonly string[], read: ReadPart): Promise<Result<TarEntry[]>> {
  const opened = await openAge((await read(part.sha256)) ?? Buffer.alloc(0), identities)
  if (!opened.ok) return bad(opened.reason === 'NO_KEY' ? 'not encrypted to us' : 'encryption damaged', part.n)
  const plain = part.lane === 0 ? inflatePart(opened.plain, part.bytes) : opened.plain
  if (!plain) return bad('compression damaged or above the limit', part.n)
  try {
    return ok(readTar(plain))
  } catch (error) {
    if (error instanceof TarError) return bad(error.message, part.n)
    throw error
  }
}
