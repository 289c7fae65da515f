import { gunzipSync, gzipSync } from 'node:zlib'
import { BATCH_LIMITS } from '../core/batch/limits.ts'

/** Compresses a part; what would inflate more than 20 times is stored instead, so that readers need not trust us. */
export function deflatePart(plain: Uint8Array): Buffer {
  const small = gzipSync(plain, { level: 6 })
  return plain.length <= small.length * BATCH_LIMITS.inflation ? small : gzipSync(plain, { level: 0 })
}

/** The plaintext, or null for damage or a bomb: never more than 64 MiB and 20 times the part is inflated. */
export function inflatePart(packed: Uint8Array, cipherBytes: number): Buffer | null {
  try {
    return gunzipSync(packed, { maxOutputLength: Math.min(BATCH_LIMITS.partPlainBytes, cipherBytes * BATCH_LIMITS.inflation) })
  } catch {
    return null
  }
}
