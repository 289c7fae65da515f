import { z } from 'zod'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'

/** Argon2id parameters. */
export interface KeyCost {
  readonly memoryKib: number
  readonly passes: number
  readonly lanes: number
}

/** One way to the branch data key: a person's password, or the printed recovery code. Holds nothing secret in the clear. */
export interface KeySlot {
  readonly slotId: string
  readonly kind: 'PASSWORD' | 'RECOVERY'
  readonly algorithm: 'argon2id+aes-256-gcm'
  readonly cost: KeyCost
  readonly salt: Uint8Array
  /** The data key, sealed. */
  readonly wrapped: Uint8Array
  /** This slot's extra key as the OS store keeps it; null when the secret alone opens the slot. */
  readonly osKey: Uint8Array | null
  /** The wrap by the secret alone, itself sealed under the data key; only backups take it out. */
  readonly portable: Uint8Array | null
}

const Base64 = z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64')))

/** Upper bounds keep a tampered file from asking for all the memory of the PC. */
const KeySlotText = z.strictObject({
  slotId: z.string().min(1).max(100),
  kind: z.enum(['PASSWORD', 'RECOVERY']),
  algorithm: z.literal('argon2id+aes-256-gcm'),
  cost: z.strictObject({ memoryKib: z.int().min(8).max(1_048_576), passes: z.int().min(1).max(20), lanes: z.int().min(1).max(16) }),
  salt: Base64,
  wrapped: Base64,
  osKey: Base64.nullable(),
  portable: Base64.nullable(),
})

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64')

/** One line of JSON, for a TEXT column or the file beside a backup. @example keySlotToText(slot) */
export const keySlotToText = (slot: KeySlot): string =>
  JSON.stringify({
    ...slot,
    salt: base64(slot.salt),
    wrapped: base64(slot.wrapped),
    osKey: slot.osKey && base64(slot.osKey),
    portable: slot.portable && base64(slot.portable),
  })

/** @returns the slot, or KEY_SLOT_DAMAGED when the text is not one. @example keySlotFromText(row.slot) */
export function keySlotFromText(text: string): Result<KeySlot> {
  try {
    const parsed = KeySlotText.safeParse(JSON.parse(text))
    return parsed.success ? ok(parsed.data) : refuse('KEY_SLOT_DAMAGED')
  } catch {
    return refuse('KEY_SLOT_DAMAGED')
  }
}
