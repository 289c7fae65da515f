import { createHash } from 'node:crypto'
import { sealText } from '../../core/contract/terms-seal.ts'
import { type Sha256, sha256 } from '../../core/kernel/ids.ts'

/** SHA-256 of the canonical text of a plain value. @example sealOf(terms) === contract.termsSha256 */
export const sealOf = (value: object): Sha256 => sha256(createHash('sha256').update(sealText(value), 'utf8').digest('hex'))
