import { createHmac } from 'node:crypto'
import type { SealedPlace, Vault } from '../../db/vault.ts'
import { KEY_BYTES, openBytes, sealBytes, sealingKey, subKey } from './aead.ts'
import { pageMac } from './page-mac.ts'

const BLIND_INDEX_BYTES = 12
const COPY_MARK_BYTES = 6

/** What the open branch key does besides sealing rows: bytes, and the codes on printed pages. */
export interface BranchVault extends Vault {
  sealBytes(place: SealedPlace, plain: Uint8Array): Uint8Array
  /** @throws SealBroken when the bytes were altered, moved or sealed under another key. */
  openBytes(place: SealedPlace, sealed: Uint8Array): Uint8Array
  /** 48-bit MAC of a printed page's identity, 12 hex digits: foreign and forged codes are told from ours. */
  pageMac(pageIdentity: string): string
  /** 12 hex digits only this branch can make: they tell its own half-written copy from a file of somebody else. */
  copyMark(name: string): string
  /** Key of `pageMac`, for the thread that lays the pages out. */
  readonly pageKey: Uint8Array
  /** Key of the sealed paper files (`paper-store.ts`). */
  readonly papersKey: Uint8Array
  /** Key of backups (`backup.ts`). */
  readonly backupKey: Uint8Array
}

/** table.column.row; the first two hold no dot, so no two places share one text. */
function aadOf(place: SealedPlace): string {
  if (!/^[a-z][a-z0-9_]*$/.test(place.table) || !/^[a-z][a-z0-9_]*$/.test(place.column) || place.row === '')
    throw new Error('a sealed place needs table, column and row')
  return `${place.table}.${place.column}.${place.row}`
}

const mac = (key: Uint8Array, text: string, bytes: number): Uint8Array => new Uint8Array(createHmac('sha256', key).update(text).digest().subarray(0, bytes))

/**
 * The branch data key at work (rulings 9, 14; shell.md §4). Each use has its own HKDF sub-key.
 * @param dataKey 32 random bytes, from `newDataKey` once and from `openSlot` after that
 * @throws RangeError when the key is not 32 bytes long
 * @example makeVault(dataKey).seal({ table: 'party', column: 'sealed', row: id }, JSON.stringify(person))
 */
export function makeVault(dataKey: Uint8Array): BranchVault {
  if (dataKey.length !== KEY_BYTES) throw new RangeError('the data key is 32 bytes')
  const rows = sealingKey(subKey(dataKey, 'rows'))
  const index = subKey(dataKey, 'blind-index')
  const pages = subKey(dataKey, 'page-mac')
  const copies = subKey(dataKey, 'copy-mark')
  return {
    seal: (place, plain) => sealBytes(rows, Buffer.from(plain, 'utf8'), aadOf(place)),
    open: (place, sealed) => Buffer.from(openBytes(rows, sealed, aadOf(place))).toString('utf8'),
    sealBytes: (place, plain) => sealBytes(rows, plain, aadOf(place)),
    openBytes: (place, sealed) => openBytes(rows, sealed, aadOf(place)),
    blindIndex: (kind, value) => mac(index, `${kind}\0${value}`, BLIND_INDEX_BYTES),
    pageMac: (pageIdentity) => pageMac(pages, pageIdentity),
    copyMark: (name) => Buffer.from(mac(copies, name, COPY_MARK_BYTES)).toString('hex'),
    pageKey: pages,
    papersKey: subKey(dataKey, 'papers'),
    backupKey: subKey(dataKey, 'backup'),
  }
}
