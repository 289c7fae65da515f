import type { z } from 'zod'
import { type SigningKey, signBytes, type VerifyingKey, verifyBytes } from './minisign.ts'
import { tryStrictJson } from './strict-json.ts'

const FORMAT = 'hob-signed/1'
export const SIGNED_FILE_LIMIT = 64 * 1024

/** One JSON file that carries its payload as exact text with a minisign signature over it. */
export function signFile(key: SigningKey, purpose: string, value: unknown): string {
  const payload = JSON.stringify(value)
  return `${JSON.stringify({ format: FORMAT, payload, signature: signBytes(key, Buffer.from(payload), purpose) }, null, 1)}\n`
}

function takeApart(bytes: Uint8Array): { payload: string; signature: string } | null {
  const outer = bytes.length <= SIGNED_FILE_LIMIT ? tryStrictJson(bytes) : undefined
  if (typeof outer !== 'object' || outer === null || !('payload' in outer) || !('signature' in outer) || !('format' in outer)) return null
  const { format, payload, signature } = outer
  return format === FORMAT && typeof payload === 'string' && typeof signature === 'string' ? { payload, signature } : null
}

/**
 * Reads a signed file. `keyOf` says, from the parsed payload, which key must have signed it (the payload's own key for
 * a proof of possession, a pinned key otherwise). Null when anything does not hold.
 */
export function readSignedFile<T>(bytes: Uint8Array, purpose: string, schema: z.ZodType<T>, keyOf: (value: T) => VerifyingKey | null): T | null {
  const file = takeApart(bytes)
  const parsed = schema.safeParse(file ? tryStrictJson(Buffer.from(file.payload)) : undefined)
  if (!file || !parsed.success) return null
  const key = keyOf(parsed.data)
  return key && verifyBytes(key, Buffer.from(file.payload), file.signature) === purpose ? parsed.data : null
}
