import { randomBytes } from 'node:crypto'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { normalisePassword } from '../../core/people/password-rule.ts'
import { KEY_BYTES, openBytes, SealBroken, sealBytes, subKey } from './aead.ts'
import type { KeyCost, KeySlot } from './key-slot.ts'
import type { OsKeyStore } from './os-key-store.ts'
import { type PasswordPrint, printOf } from './password-print.ts'
import { makeRecoveryCode, parseRecoveryCode } from './recovery-code.ts'
import { stretch } from './stretch.ts'

const SALT_BYTES = 16

/** shell.md §4: about 210 ms on a counter PC. */
export const BRANCH_COST: KeyCost = { memoryKib: 64 * 1024, passes: 3, lanes: 1 }

/** A fresh branch data key; made once, at set-up. @example const dataKey = newDataKey() */
export const newDataKey = (): Uint8Array => new Uint8Array(randomBytes(KEY_BYTES))

type SlotHead = Pick<KeySlot, 'slotId' | 'kind' | 'salt' | 'cost'>

/** The key that wraps: of the secret alone, or of the secret and the OS store's key together, never of the latter alone. */
const wrappingKey = (stretched: Uint8Array, osKey: Uint8Array | null): Uint8Array =>
  osKey ? subKey(Buffer.concat([stretched, osKey]), 'key-slot/secret+os') : subKey(stretched, 'key-slot/secret')

/** Binds a wrap to its slot and to the cost, so that neither can be swapped for a cheaper one. */
const aadOf = (slot: SlotHead): string => ['key-slot', slot.slotId, slot.kind, slot.cost.memoryKib, slot.cost.passes, slot.cost.lanes].join('.')

async function makeSlot(head: SlotHead, stretched: Uint8Array, dataKey: Uint8Array, osStore: OsKeyStore | null): Promise<KeySlot> {
  const alone = sealBytes(wrappingKey(stretched, null), dataKey, aadOf(head))
  const osKey = new Uint8Array(randomBytes(KEY_BYTES))
  const kept = osStore && (await osStore.protect(osKey))
  if (!kept) return { ...head, algorithm: 'argon2id+aes-256-gcm', wrapped: alone, osKey: null, portable: null }
  return {
    ...head,
    algorithm: 'argon2id+aes-256-gcm',
    wrapped: sealBytes(wrappingKey(stretched, osKey), dataKey, aadOf(head)),
    osKey: kept,
    portable: sealBytes(subKey(dataKey, 'key-slot/portable'), alone, aadOf(head)),
  }
}

/**
 * Wraps the branch data key by a person's password, and by the OS store too where there is one (rulings 9).
 * The caller has checked the password with `checkNewPassword`. With the slot comes the print by which the password is told again.
 * @param cost lower than {@link BRANCH_COST} only in tests
 * @example const { slot, print } = await makePasswordSlot({ slotId, password, dataKey, osStore: noOsKeyStore })
 */
export async function makePasswordSlot(
  of: { slotId: string; password: string; dataKey: Uint8Array; osStore: OsKeyStore },
  cost: KeyCost = BRANCH_COST,
): Promise<{ slot: KeySlot; print: PasswordPrint }> {
  const head = { slotId: of.slotId, kind: 'PASSWORD', salt: new Uint8Array(randomBytes(SALT_BYTES)), cost } as const
  const stretched = await stretch(head, normalisePassword(of.password))
  return { slot: await makeSlot(head, stretched, of.dataKey, of.osStore), print: printOf(head, stretched) }
}

/** Wraps the data key by a new recovery code, to be printed once and never stored. It opens on any PC. @example await makeRecoverySlot({ slotId, dataKey }) */
export async function makeRecoverySlot(of: { slotId: string; dataKey: Uint8Array }, cost: KeyCost = BRANCH_COST): Promise<{ slot: KeySlot; code: string }> {
  const { code, secret } = makeRecoveryCode()
  const head = { slotId: of.slotId, kind: 'RECOVERY', salt: new Uint8Array(randomBytes(SALT_BYTES)), cost } as const
  return { slot: await makeSlot(head, await stretch(head, secret), of.dataKey, null), code }
}

async function openSlot(slot: KeySlot, secret: string, osKey: Uint8Array | null): Promise<Uint8Array | null> {
  const stretched = await stretch(slot, secret)
  try {
    return new Uint8Array(openBytes(wrappingKey(stretched, osKey), slot.wrapped, aadOf(slot)))
  } catch (error) {
    if (error instanceof SealBroken) return null
    throw error
  }
}

/**
 * The data key, if the password is right. There is no password hash: a password is right when its slot opens (ADR 0006).
 * @returns PASSWORD_WRONG; before any password is looked at, KEY_STORE_UNAVAILABLE when the slot is bound to an OS user or PC
 * that is not this one, KEY_STORE_LOCKED while the OS store does not answer
 * @example const key = await openPasswordSlot(slot, password, osStore)
 */
export async function openPasswordSlot(slot: KeySlot, password: string, osStore: OsKeyStore): Promise<Result<Uint8Array>> {
  if (slot.kind !== 'PASSWORD') throw new Error('not a password slot')
  const osKey = slot.osKey ? await osStore.unprotect(slot.osKey) : ok(null)
  if (!osKey.ok) return osKey
  const dataKey = await openSlot(slot, normalisePassword(password), osKey.value)
  return dataKey ? ok(dataKey) : refuse('PASSWORD_WRONG')
}

/**
 * The data key, by the printed code.
 * @returns RECOVERY_CODE_LENGTH or RECOVERY_CODE_TYPO (with the group) before any key is tried; RECOVERY_CODE_WRONG for another branch's code
 * @example await openRecoverySlot(slot, 'K7MQ2-…')
 */
export async function openRecoverySlot(slot: KeySlot, code: string): Promise<Result<Uint8Array>> {
  if (slot.kind !== 'RECOVERY') throw new Error('not a recovery slot')
  const secret = parseRecoveryCode(code)
  if (!secret.ok) return secret
  const dataKey = await openSlot(slot, secret.value, null)
  return dataKey ? ok(dataKey) : refuse('RECOVERY_CODE_WRONG')
}

/**
 * The same slot without the OS wrap, for a backup that must open on a new PC. Needs the open data key, so a stolen
 * database alone never yields it.
 * @throws SealBroken when `dataKey` is not the slot's
 * @example slots.map((slot) => portableSlot(slot, dataKey))
 */
export function portableSlot(slot: KeySlot, dataKey: Uint8Array): KeySlot {
  if (slot.portable === null) return slot
  return { ...slot, wrapped: openBytes(subKey(dataKey, 'key-slot/portable'), slot.portable, aadOf(slot)), osKey: null, portable: null }
}
