import type { DateOnly } from '../kernel/calendar.ts'
import { toHalfWidth } from '../kernel/han-text.ts'
import { checkName } from '../kernel/person-name.ts'
import { checkResidentId } from './id-number.ts'
import { checkMobile } from './mobile.ts'
import { checkUscc } from './uscc.ts'

export const PASTE_PARTS = ['name', 'idNumber', 'phone', 'uscc', 'address'] as const
export type PastePart = (typeof PASTE_PARTS)[number]

/** The shortest text taken for an address: nothing shorter names a street and a house. */
const ADDRESS_POINTS = 8

function partOf(word: string, today: DateOnly): PastePart | null {
  if (checkMobile(word).ok) return 'phone'
  if (checkResidentId(word, today).ok) return 'idNumber'
  if (checkUscc(word).ok) return 'uscc'
  if (checkName(word).ok && [...word].length < ADDRESS_POINTS && !/\d/.test(word)) return 'name'
  return [...word].length >= ADDRESS_POINTS && /\p{Script=Han}/u.test(word) ? 'address' : null
}

/**
 * Takes a line as people send it ("name mobile ID address", in any order) apart. Only what is certain is taken: numbers by
 * their check digits; the first of each kind wins. Empty when fewer than two parts are found: then it is plain text.
 * @example splitPaste('13800138000 110199199003070017', dateOnly('2026-11-23')) // [{ part: 'phone', text: '13800138000' }, { part: 'idNumber', … }]
 */
export function splitPaste(text: string, today: DateOnly): { readonly part: PastePart; readonly text: string }[] {
  const words = toHalfWidth(text)
    .split(/[\s,;:|/\u3001\uFF0C\uFF1B\uFF1A]+/u)
    .filter(Boolean)
  const found = new Map<PastePart, string>()
  for (const word of words) {
    const part = partOf(word, today)
    if (part && !found.has(part)) found.set(part, word)
  }
  return found.size < 2 ? [] : PASTE_PARTS.flatMap((part) => (found.has(part) ? [{ part, text: found.get(part) ?? '' }] : []))
}
