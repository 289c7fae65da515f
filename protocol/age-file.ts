import { hkdfSync, randomBytes } from 'node:crypto'
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'
import { type CipherOf, fastestCipher, openStream, sealedLength, sealStream } from './age-stream.ts'

export interface AgeKey {
  /** 'AGE-SECRET-KEY-1…': keep it sealed. */
  readonly identity: string
  /** 'age1…' */
  readonly recipient: string
}

/** A new X25519 key pair in age's own spelling. */
export async function newAgeKey(): Promise<AgeKey> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

const NONCE = 16
const TAG = 16
const HEADER_LIMIT = 64 * 1024
const payloadKey = (fileKey: Uint8Array, nonce: Uint8Array): Uint8Array => new Uint8Array(hkdfSync('sha256', fileKey, nonce, 'payload', 32))

/** The header that age's own library writes for these recipients, and the file key in it. */
async function newHeader(recipients: readonly string[]): Promise<{ header: Uint8Array; fileKey: Uint8Array }> {
  let fileKey: Uint8Array = new Uint8Array()
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  encrypter.addRecipient({
    wrapFileKey: (key) => {
      fileKey = Uint8Array.from(key)
      return []
    },
  })
  const empty = await encrypter.encrypt(new Uint8Array())
  return { header: empty.subarray(0, empty.length - NONCE - TAG), fileKey }
}

/**
 * Encrypts to every recipient as an age v1 file, which stock `age -d` opens. The header is the library's; the payload runs
 * on the engine's own cipher where it has one (ADR 0055).
 */
export async function sealAge(plain: Uint8Array, recipients: readonly string[], cipherOf: CipherOf = fastestCipher): Promise<Uint8Array> {
  const { header, fileKey } = await newHeader(recipients)
  const nonce = randomBytes(NONCE)
  const start = header.length + NONCE
  const file = Buffer.allocUnsafe(start + sealedLength(plain.length))
  file.set(header)
  file.set(nonce, header.length)
  sealStream(payloadKey(fileKey, nonce), plain, file.subarray(start), cipherOf)
  return file
}

export type AgeOpened = { readonly ok: true; readonly plain: Uint8Array } | { readonly ok: false; readonly reason: 'NO_KEY' | 'DAMAGED' }

function headerLength(cipher: Uint8Array): number {
  const start = Buffer.from(cipher.buffer, cipher.byteOffset, Math.min(cipher.length, HEADER_LIMIT))
  const last = start.indexOf('\n--- ')
  return last < 0 ? 0 : start.indexOf('\n', last + 1) + 1
}

/** Opens an age v1 file with whichever identity fits. A cut or altered file is DAMAGED, never a shorter plaintext. */
export async function openAge(cipher: Uint8Array, identities: readonly string[], cipherOf: CipherOf = fastestCipher): Promise<AgeOpened> {
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  const length = headerLength(cipher)
  if (length === 0 || cipher.length < length + NONCE + TAG) return { ok: false, reason: 'DAMAGED' }
  try {
    const fileKey = await decrypter.decryptHeader(cipher.subarray(0, length))
    const nonce = cipher.subarray(length, length + NONCE)
    return { ok: true, plain: openStream(payloadKey(fileKey, nonce), cipher.subarray(length + NONCE), cipherOf) }
  } catch (error) {
    const strangers = error instanceof Error && /no identity matched/.test(error.message)
    return { ok: false, reason: strangers ? 'NO_KEY' : 'DAMAGED' }
  }
}
