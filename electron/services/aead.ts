import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'

export const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** First byte of everything sealed here: version 1 is AES-256-GCM with a random 12-byte nonce (rulings 14). */
const VERSION = 1

/** The bytes were altered, moved to another place, or sealed under another key: AES-GCM cannot tell which. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken'
}

/** A key of its own for each purpose (HKDF-SHA-256), so that one use can never open what another sealed. @example subKey(dataKey, 'papers') */
export const subKey = (key: Uint8Array, purpose: string, salt: Uint8Array = new Uint8Array(0)): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', key, salt, `first-loan-counter/${purpose}/1`, KEY_BYTES))

/** A key for many uses, in the engine's own keeping: one given as bytes is taken in anew at each, which costs five times the cipher. */
export const sealingKey = (key: Uint8Array): KeyObject => createSecretKey(key)

/** version ‖ nonce ‖ ciphertext ‖ tag; the version byte and `aad` are authenticated. @example sealBytes(key, plain, 'party.sealed.42') */
export function sealBytes(key: Uint8Array | KeyObject, plain: Uint8Array, aad: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(aad))
  return new Uint8Array(Buffer.concat([Buffer.of(VERSION), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]))
}

/** The plaintext. @throws SealBroken when the bytes, their place or the key are wrong. @example openBytes(key, sealed, 'party.sealed.42') */
export function openBytes(key: Uint8Array | KeyObject, sealed: Uint8Array, aad: string): Uint8Array {
  if (sealed.length < 1 + NONCE_BYTES + TAG_BYTES || sealed[0] !== VERSION) throw new SealBroken('not a sealed value of a known version')
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
  const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + NONCE_BYTES), { authTagLength: TAG_BYTES })
  decipher.setAAD(Buffer.from(aad)).setAuthTag(bytes.subarray(-TAG_BYTES))
  const plain = decipher.update(bytes.subarray(1 + NONCE_BYTES, -TAG_BYTES))
  try {
    decipher.final()
  } catch {
    plain.fill(0)
    throw new SealBroken('the seal does not hold')
  }
  return new Uint8Array(plain)
}
