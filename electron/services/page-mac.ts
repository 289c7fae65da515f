import { createHmac } from 'node:crypto'

const BYTES = 6

/** 48-bit MAC of a printed page's identity, 12 upper-case hex digits. @example pageMac(vault.pageKey, pageIdentityText(identity)) */
export const pageMac = (key: Uint8Array, pageIdentity: string): string =>
  createHmac('sha256', key).update(pageIdentity).digest().subarray(0, BYTES).toString('hex').toUpperCase()
