import { createCipheriv, createDecipheriv, createSecretKey, hkdfSync } from 'node:crypto'
import type { KeyIdentity } from '../../core/batch/cross-keys.ts'
import { keyedHash } from './keyed-hash.ts'

/** Seals personal data of the projection, and hashes what is compared across branches, with keys drawn from head office's own. */
export interface RowSeal {
  /** The same text at the same place always gives the same cipher text, so that a rebuild gives the same rows. */
  seal(place: string, text: string): string
  /** As `seal`, of what a text of this hash comes to and nothing else: the hash is in hand, where that of the content would be drawn anew. */
  sealOf(place: string, hash: string, content: Uint8Array): string
  /** @throws when it was altered or belongs to another place */
  open(place: string, sealed: string): string
  /** The same for bytes, which stay as many. */
  sealBytes(place: string, bytes: Uint8Array): Buffer
  openBytes(place: string, sealed: Uint8Array): Buffer
  /** Keyed hash of a comparable text; without the key no dictionary helps. */
  hash(identity: KeyIdentity): string
}

const NONCE = 12
const TAG = 16
/** A record of the usual size. */
const ROOM = 1 << 14

/** @param seed base64 of head office's signing seed */
export function rowSeal(seed: string): RowSeal {
  const draw = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', Buffer.from(seed, 'base64'), 'hob-office', purpose, 32))
  // A key object: made once, where a key given as bytes is made ready again by every call, at four times the cost.
  const rows = createSecretKey(draw('rows'))
  const [nonceOf, crossOf] = [keyedHash(draw('nonces')), keyedHash(draw('cross'))]
  // Used again for each: making room for a record costs as much as sealing it.
  const room = Buffer.allocUnsafe(ROOM)
  // A nonce drawn from place and content repeats only for the very same message (synthetic IV). What it gives is good only until the next.
  const sealWith = (place: string, content: Uint8Array | string, bytes: Uint8Array): Buffer => {
    const length = NONCE + bytes.length + TAG
    const sealed = length <= ROOM ? room.subarray(0, length) : Buffer.allocUnsafe(length)
    sealed.write(nonceOf(`${place}\0`, content), 0, NONCE, 'hex')
    const cipher = createCipheriv('aes-256-gcm', rows, sealed.subarray(0, NONCE))
    cipher.setAAD(Buffer.from(place))
    sealed.set(cipher.update(bytes), NONCE)
    cipher.final()
    sealed.set(cipher.getAuthTag(), NONCE + bytes.length)
    return sealed
  }
  const sealBytes = (place: string, bytes: Uint8Array): Buffer => Buffer.from(sealWith(place, bytes, bytes))
  const openBytes = (place: string, sealed: Uint8Array): Buffer => {
    const decipher = createDecipheriv('aes-256-gcm', rows, sealed.subarray(0, NONCE))
    decipher.setAAD(Buffer.from(place))
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG))
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()])
  }
  return {
    sealBytes,
    openBytes,
    seal: (place, text) => {
      const bytes = Buffer.from(text)
      return sealWith(place, bytes, bytes).toString('base64')
    },
    sealOf: (place, hash, content) => sealWith(place, hash, content).toString('base64'),
    open: (place, sealed) => openBytes(place, Buffer.from(sealed, 'base64')).toString('utf8'),
    hash: ({ kind, text }) => crossOf(`${kind}\0${text}`),
  }
}
