import { createCipheriv, createDecipheriv } from 'node:crypto'
import { chacha20poly1305 } from '@noble/ciphers/chacha.js'

/** The payload of an age v1 file (STREAM): chunks of 64 KiB under ChaCha20-Poly1305, the last one marked in its nonce. */
const CHUNK = 64 * 1024
const TAG = 16

/** Seals or opens one chunk; `open` throws when the tag does not hold. */
export interface ChunkCipher {
  seal(nonce: Uint8Array, plain: Uint8Array): Uint8Array
  open(nonce: Uint8Array, sealed: Uint8Array): Uint8Array
}
export type CipherOf = (key: Uint8Array) => ChunkCipher

/** OpenSSL's cipher: about ten times as fast, and not in Electron, which links BoringSSL (sync.md, finding 3). */
export const nativeCipher: CipherOf = (key) => ({
  seal(nonce, plain) {
    const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG })
    return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  },
  open(nonce, sealed) {
    const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG })
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG))
    return Buffer.concat([decipher.update(sealed.subarray(0, sealed.length - TAG)), decipher.final()])
  },
})
/** The same in JavaScript, for where the engine has none. */
export const portableCipher: CipherOf = (key) => ({
  seal: (nonce, plain) => chacha20poly1305(key, nonce).encrypt(plain),
  open: (nonce, sealed) => chacha20poly1305(key, nonce).decrypt(sealed),
})

function probe(): CipherOf {
  try {
    nativeCipher(new Uint8Array(32)).seal(new Uint8Array(12), new Uint8Array(1))
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

/** Seals a whole payload. */
export function sealStream(key: Uint8Array, plain: Uint8Array, cipherOf = fastestCipher): Uint8Array[] {
  const cipher = cipherOf(key)
  const chunks = Math.max(1, Math.ceil(plain.length / CHUNK))
  return Array.from({ length: chunks }, (_, n) => cipher.seal(nonceOf(n, n === chunks - 1), plain.subarray(n * CHUNK, (n + 1) * CHUNK)))
}

/** Opens a whole payload. @throws when a chunk was altered, cut off, left out or added */
export function openStream(key: Uint8Array, sealed: Uint8Array, cipherOf = fastestCipher): Buffer {
  const cipher = cipherOf(key)
  const whole = CHUNK + TAG
  const chunks = Math.max(1, Math.ceil(sealed.length / whole))
  const opened: Uint8Array[] = []
  for (let n = 0; n < chunks; n++) {
    const chunk = sealed.subarray(n * whole, (n + 1) * whole)
    // An empty last chunk stands for an empty payload only.
    if (chunk.length < TAG || (chunk.length === TAG && n > 0)) throw new RangeError('payload cut')
    opened.push(cipher.open(nonceOf(n, n === chunks - 1), chunk))
  }
  return Buffer.concat(opened)
}
