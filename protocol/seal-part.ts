import { sealAge } from './age-file.ts'
import { deflatePart } from './gzip-part.ts'

/** Makes a part's bytes of its tar. */
export type SealPart = (plain: Uint8Array, compressed: boolean, recipients: readonly string[]) => Promise<Uint8Array>

/** Compresses where the lane is, and encrypts: all of a part that costs time, and no secret is needed for it. */
export const sealPart: SealPart = (plain, compressed, recipients) => sealAge(compressed ? deflatePart(plain) : plain, recipients)
