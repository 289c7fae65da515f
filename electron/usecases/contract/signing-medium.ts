import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { SigningMedium } from '../../../core/contract/signing-register.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { errnoOf, HELD } from '../../services/durable-file.ts'
import { hashFile } from '../../services/hashed-copy.ts'

/**
 * Name, size and hash of a recording; the file is read through once and stays where it is.
 * Refuses FIELD_INVALID for an empty one, FILE_HELD while another program holds it, FILE_MISSING when it is gone.
 */
export async function signingMedium(file: string | null): Promise<Result<{ medium: SigningMedium | null }>> {
  if (file === null) return ok({ medium: null })
  try {
    const { size } = await stat(file)
    if (size === 0) return refuse('FIELD_INVALID', { field: 'register.media', reason: 'TOO_SMALL' })
    return ok({ medium: { name: path.basename(file), sha256: await hashFile(file), bytes: size } })
  } catch (error) {
    return refuse(HELD.has(errnoOf(error)) ? 'FILE_HELD' : 'FILE_MISSING')
  }
}
