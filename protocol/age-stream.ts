import { createCipheriv, createDecipheriv, createSecretKey } from 'node:crypto'
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'

/** The payload of an age v1 file (STREAM): chunks of 64 KiB under ChaCha20-Poly1305, the last one marked in its nonce. */
const CHUNK = 64 * 1024
const TAG = 16

/** Seals or opens one chunk into the place it is to stand in; `open` throws when the tag does not hold. */
export interface ChunkCipher {
  /** @param place as long as the chunk and its tag */
  seal(nonce: Uint8Array, plain: Uint8Array, place: Uint8Array): void
  /** @param place as long as the chunk without its tag */
  open(nonce: Uint8Array, sealed: Uint8Array, place: Uint8Array): void
}
export type CipherOf = (key: Uint8Array) => ChunkCipher

/** OpenSSL's cipher: about ten times as fast, and not in Electron, which links BoringSSL (sync.md, finding 3). */
export const nativeCipher: CipherOf = (bytes) => {
  const key = createSecretKey(bytes)
  return {
    seal(nonce, plain, place) {
      const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG })
      place.set(cipher.update(plain))
      cipher.final()
      place.set(cipher.getAuthTag(), plain.length)
    },
    open(nonce, sealed, place) {
      const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG })
      decipher.setAuthTag(sealed.subarray(sealed.length - TAG))
      place.set(decipher.update(sealed.subarray(0, sealed.length - TAG)))
      decipher.final()
    },
  }
}
/** The same in JavaScript, for where the engine has none. */
export const portableCipher: CipherOf = (key) => ({
  seal: (nonce, plain, place) => void chacha20poly1305(key, nonce).encrypt(plain, place),
  open: (nonce, sealed, place) => void chacha20poly1305(key, nonce).decrypt(sealed, place),
})

function probe(): CipherOf {
  try {
    nativeCipher(new Uint8Array(32)).seal(new Uint8Array(12), new Uint8Array(1), new Uint8Array(1 + TAG))
    return nativeCipher
  } catch {
    return portableCipher
  }
}
/** What this engine has: found out by trying once. */
export const fastestCipher: CipherOf = probe()

function nonceOf(chunk: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeUIntBE(chunk, 5, 6)
  nonce[11] = last ? 1 : 0
  return nonce
}

const chunksOf = (bytes: number, each: number): number => Math.max(1, Math.ceil(bytes / each))
/** Bytes a payload takes when it is sealed. */
export const sealedLength = (plain: number): number => plain + TAG * chunksOf(plain, CHUNK)

/** Seals a whole payload into its place, which is `sealedLength` long: nothing is copied twice. */
export function sealStream(key: Uint8Array, plain: Uint8Array, place: Uint8Array, cipherOf = fastestCipher): void {
  const cipher = cipherOf(key)
  const chunks = chunksOf(plain.length, CHUNK)
  for (let n = 0; n < chunks; n++) {
    const chunk = plain.subarray(n * CHUNK, (n + 1) * CHUNK)
    const at = n * (CHUNK + TAG)
    cipher.seal(nonceOf(n, n === chunks - 1), chunk, place.subarray(at, at + chunk.length + TAG))
  }
}

/** Opens a whole payload. @throws when a chunk was altered, cut off, left out or added */
export function openStream(key: Uint8Array, sealed: Uint8Array, cipherOf = fastestCipher): Buffer {
  const cipher = cipherOf(key)
  const whole = CHUNK + TAG
  const chunks = chunksOf(sealed.length, whole)
  const opened = Buffer.allocUnsafe(Math.max(0, sealed.length - chunks * TAG))
  for (let n = 0; n < chunks; n++) {
    const chunk = sealed.subarray(n * whole, (n + 1) * whole)
    // An empty last chunk stands for an empty payload only.
    if (chunk.length < TAG || (chunk.length === TAG && n > 0)) throw new RangeError('payload cut')
    cipher.open(nonceOf(n, n === chunks - 1), chunk, opened.subarray(n * CHUNK, n * CHUNK + chunk.length - TAG))
  }
  return opened
}
