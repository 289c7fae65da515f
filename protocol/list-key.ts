import { createHmac, createSecretKey, randomBytes } from 'node:crypto'
import type { KeyIdentity } from '../core/batch/cross-keys.ts'
import { LIST_HASH_BYTES } from '../core/batch/cross-list.ts'

const KEY_BYTES = 32

/** The key of one list of other branches' cases: without it no dictionary tells what is listed. */
export interface ListKey {
  /** 16 hex digits drawn from the key itself: a list and its key are known to belong together. */
  readonly keyId: string
  /** base64 of 32 bytes. */
  readonly secret: string
  /** The first eight bytes of HMAC-SHA-256 over kind, 0x00 and text. */
  hash(identity: KeyIdentity): Uint8Array
}

/** @param secret base64 of 32 bytes @throws RangeError for any other length */
export function listKeyOf(secret: string): ListKey {
  const bytes = Buffer.from(secret, 'base64')
  if (bytes.length !== KEY_BYTES) throw new RangeError('the key of a list is 32 bytes')
  const key = createSecretKey(bytes)
  const mac = (text: string): Buffer => createHmac('sha256', key).update(text).digest().subarray(0, LIST_HASH_BYTES)
  return { keyId: mac('hob-list-key/1').toString('hex'), secret, hash: ({ kind, text }) => mac(`${kind}\0${text}`) }
}

/** A fresh random key, for one list. */
export const newListKey = (): ListKey => listKeyOf(randomBytes(KEY_BYTES).toString('base64'))
