import { type DateOnly, daysBetween, parseDate } from '../kernel/calendar.ts'
import { isState, STEP_OF } from '../loan-case/states.ts'
import type { CrossKind } from './cross-check.ts'

/** What a branch is told of a case elsewhere, and nothing else: asked for, approved and not paid out, paid out. In the order of weight. */
export const CASE_CLASSES = ['ASKED', 'APPROVED', 'LENT'] as const
export type CaseClass = (typeof CASE_CLASSES)[number]
export const LIST_KINDS = ['APPLICANT', 'COLLATERAL'] as const satisfies readonly CrossKind[]
export type ListKind = (typeof LIST_KINDS)[number]
/** What an entry says. */
export interface ListMark {
  readonly kind: ListKind
  readonly caseClass: CaseClass
}

/** The class of a state; a state of a later release counts as asked for. @example classOf('ACTIVE') // 'LENT' */
export function classOf(state: string): CaseClass {
  const step = isState(state) ? STEP_OF[state] : 'INTAKE'
  if (state === 'DISBURSED' || step === 'ARCHIVE') return 'LENT'
  return step === 'SIGNING' || step === 'COLLATERAL' || step === 'DISBURSEMENT' ? 'APPROVED' : 'ASKED'
}

/** Bytes of the keyed hash that stand in a list: among a million, one in 18 billion of other texts is taken for one of them. */
export const LIST_HASH_BYTES = 8
const ENTRY = LIST_HASH_BYTES + 1
const HEADER = 32
/** Entries of a list: some 43 MiB, below the limit of a blob. */
export const MOST_LISTED = 5_000_000
const MAGIC = 'HOXK'
const VERSION = 1

/** The byte of an entry: the kind, then the class, so that of one hash the graver is the greater. */
const byteOf = ({ kind, caseClass }: ListMark): number => (LIST_KINDS.indexOf(kind) + 1) * 16 + CASE_CLASSES.indexOf(caseClass) + 1
function markOf(byte: number): ListMark | null {
  const [kind, caseClass] = [LIST_KINDS[(byte >> 4) - 1], CASE_CLASSES[(byte & 15) - 1]]
  return kind && caseClass ? { kind, caseClass } : null
}

/** One entry while a list is made: nine characters, each a byte. @param hash at least 8 bytes of a keyed hash */
export const listEntry = (hash: Uint8Array, mark: ListMark): string => String.fromCharCode(...hash.subarray(0, LIST_HASH_BYTES), byteOf(mark))

export interface ListHead {
  readonly madeOn: DateOnly
  /** Names the key the hashes were made with: 16 hex digits. */
  readonly keyId: string
}
export interface CrossList extends ListHead {
  readonly count: number
  /** Hash and mark, nine bytes each, ascending. */
  readonly entries: Uint8Array
}

/**
 * Writes a list: a header of 32 bytes (HOXK, version, bytes of a hash, count, day, key), then nine bytes for each entry, ascending, each hash
 * once with the gravest mark it was given. @param entries `listEntry`, in any order @throws RangeError beyond `MOST_LISTED`
 */
export function writeCrossList({ madeOn, keyId }: ListHead, entries: readonly string[]): Uint8Array {
  const sorted = entries.toSorted()
  const once = sorted.filter((entry, at) => sorted[at + 1]?.slice(0, LIST_HASH_BYTES) !== entry.slice(0, LIST_HASH_BYTES))
  if (once.length > MOST_LISTED) throw new RangeError(`a list holds at most ${MOST_LISTED} entries`)
  const bytes = new Uint8Array(HEADER + once.length * ENTRY)
  const text = (at: number, value: string): void => {
    for (let index = 0; index < value.length; index++) bytes[at + index] = value.charCodeAt(index)
  }
  text(0, MAGIC)
  bytes[4] = VERSION
  bytes[5] = LIST_HASH_BYTES
  new DataView(bytes.buffer).setUint32(8, once.length)
  text(12, madeOn)
  for (let index = 0; index < 8; index++) bytes[24 + index] = Number.parseInt(keyId.slice(2 * index, 2 * index + 2), 16)
  for (const [index, entry] of once.entries()) text(HEADER + index * ENTRY, entry)
  return bytes
}

/** The hash at `from` in `a` against the one at `at` in `b`: below 0, 0, above 0. */
function compareHash(a: Uint8Array, from: number, b: Uint8Array, at = 0): number {
  for (let index = 0; index < LIST_HASH_BYTES; index++) {
    const by = (a[from + index] ?? 0) - (b[at + index] ?? 0)
    if (by !== 0) return by
  }
  return 0
}

/** Reads a list strictly: every byte of the header, the length, each entry above the one before and of a known mark. Null when anything is not so. */
export function readCrossList(bytes: Uint8Array): CrossList | null {
  if (bytes.length < HEADER) return null
  const text = (from: number, to: number): string => String.fromCharCode(...bytes.subarray(from, to))
  const count = new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(8)
  const [madeOn, zeros] = [parseDate(text(12, 22)), [bytes[6], bytes[7], bytes[22], bytes[23]]]
  if (text(0, 4) !== MAGIC || bytes[4] !== VERSION || bytes[5] !== LIST_HASH_BYTES || !madeOn || zeros.some((zero) => zero !== 0)) return null
  if (count > MOST_LISTED || bytes.length !== HEADER + count * ENTRY) return null
  const entries = bytes.subarray(HEADER)
  for (let at = 0; at < entries.length; at += ENTRY) {
    if (!markOf(entries[at + LIST_HASH_BYTES] ?? 0) || (at > 0 && compareHash(entries, at - ENTRY, entries, at) >= 0)) return null
  }
  const keyId = Array.from(bytes.subarray(24, 32), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return { madeOn, keyId, count, entries }
}

/** Finds a hash among sorted entries by halves, without looking at the others. @param hash at least 8 bytes @returns what is said of it, or null */
export function findListed(entries: Uint8Array, hash: Uint8Array): ListMark | null {
  let [low, high] = [0, entries.length / ENTRY]
  while (low < high) {
    const middle = (low + high) >> 1
    const by = compareHash(entries, middle * ENTRY, hash)
    if (by === 0) return markOf(entries[middle * ENTRY + LIST_HASH_BYTES] ?? 0)
    if (by < 0) low = middle + 1
    else high = middle
  }
  return null
}

/** Entries of a page: 36 kB, which is opened for one look-up. */
const PAGE_ENTRIES = 4096
/** The entries in pages, as a branch keeps them, so that a look-up opens one. */
export function pagesOfList({ entries }: Pick<CrossList, 'entries'>): Uint8Array[] {
  const size = PAGE_ENTRIES * ENTRY
  return Array.from({ length: Math.ceil(entries.length / size) }, (_, page) => entries.subarray(page * size, (page + 1) * size))
}
/** What a page begins with, by which the page of a hash is found: the hash, as hex. */
export const firstOfPage = (bytes: Uint8Array): string => Array.from(bytes.subarray(0, LIST_HASH_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('')
/** On which page a hash stands if it is listed. @param firsts `firstOfPage` of each, ascending @returns -1 where it would stand before all */
export const pageOfHash = (firsts: readonly string[], hash: Uint8Array): number => {
  const text = firstOfPage(hash)
  return firsts.findLastIndex((first) => first <= text)
}

const OLD_DAYS = 30
/** Whether a list says too little by now: cases of the last month are not in it. @example listIsOld(dateOnly('2026-10-01'), dateOnly('2026-11-26')) // true */
export const listIsOld = (madeOn: DateOnly, today: DateOnly): boolean => daysBetween(madeOn, today) > OLD_DAYS
