import { hashRaw } from '@node-rs/argon2'
import { KEY_BYTES } from './aead.ts'
import type { KeySlot } from './key-slot.ts'

/** A secret made long and slow to guess, with the salt and at the cost of its slot. @example await stretch(slot, normalisePassword(typed)) */
export const stretch = ({ salt, cost }: Pick<KeySlot, 'salt' | 'cost'>, secret: string): Promise<Uint8Array> =>
  hashRaw(secret, { memoryCost: cost.memoryKib, timeCost: cost.passes, parallelism: cost.lanes, outputLen: KEY_BYTES, salt })
