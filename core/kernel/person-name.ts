import { codePointName, findBadCharacter, normaliseText, toHalfWidth } from './han-text.ts'

/** A name has 2 to 50 characters, counted by code point (domain 9). */
export const NAME_LENGTH = { min: 2, max: 50 } as const
export const NAME_CODES = ['NAME_CHARACTER', 'NAME_LENGTH', 'NAME_MIXED', 'NAME_PRIVATE_USE', 'NAME_SEPARATOR', 'NAME_SURROGATE'] as const
export type NameCode = (typeof NAME_CODES)[number]

export type NameCheck =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly code: NameCode; readonly codePoint?: string; readonly at?: number; readonly length?: number }

const HAN_PART = /^[\p{Unified_Ideograph}\u3007]+$/u
const LETTER_PART = /^\p{Script=Latin}[\p{Script=Latin}\p{M}]*(?:(?:['’-]|[.,] ?| )[\p{Script=Latin}\p{M}]+)*\.?$/u
const ALLOWED = /^[\p{Unified_Ideograph}\u3007\p{Script=Latin}\p{M}·'’., -]$/u

/**
 * A name as it is stored: NFC, Kangxi radicals unified, every look-alike of the separator made U+00B7, full-width
 * letters made plain, no blanks around it or between Han characters, no variation selectors after a Han character
 * (they ask for a glyph, not for another character). Nothing is replaced by pinyin or '?'.
 * @example normaliseName(' 买买提•测试 ') // '买买提·测试'
 */
export function normaliseName(text: string): string {
  return toHalfWidth(normaliseText(text).replace(/[\u2022\u2027\u30FB\uFF0E\uFF65]/gu, '\u00B7'))
    .replace(/(?<=\p{Unified_Ideograph})[\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/gu, '')
    .replace(/\s+/gu, ' ')
    .replace(/ ?\u00B7 ?/gu, '\u00B7')
    .replace(/(?<=[\p{Unified_Ideograph}\u3007]) (?=[\p{Unified_Ideograph}\u3007])/gu, '')
    .trim()
}

/**
 * The name rule: 2 to 50 Han characters of any Unicode block, or Latin letters for foreign names, in parts joined by
 * U+00B7. Private-use characters and halves of a surrogate pair are refused with their number, since no paper can
 * carry them. A Han name finished with pinyin (an old system's replacement) is refused as mixed.
 * @returns the normalised name, or the code, with the code point and its 1-based place where one character is at fault
 * @see domain 9
 * @example checkName('刘𬱖') // { ok: true, name: '刘𬱖' }
 */
export function checkName(text: string): NameCheck {
  const name = normaliseName(text)
  const bad = findBadCharacter(name)
  if (bad)
    return {
      ok: false,
      code: bad.kind === 'PRIVATE_USE' || bad.kind === 'SURROGATE' ? `NAME_${bad.kind}` : 'NAME_CHARACTER',
      codePoint: bad.codePoint,
      at: bad.at,
    }
  const characters = [...name]
  const at = characters.findIndex((character) => !ALLOWED.test(character))
  const stranger = characters[at]
  if (stranger !== undefined) return { ok: false, code: 'NAME_CHARACTER', codePoint: codePointName(stranger), at: at + 1 }
  if (characters.length < NAME_LENGTH.min || characters.length > NAME_LENGTH.max) return { ok: false, code: 'NAME_LENGTH', length: characters.length }
  const parts = name.split('\u00B7')
  if (parts.some((part) => part === '')) return { ok: false, code: 'NAME_SEPARATOR' }
  if (parts.some((part) => /[\p{Unified_Ideograph}\u3007]/u.test(part) && !HAN_PART.test(part))) return { ok: false, code: 'NAME_MIXED' }
  if (!parts.every((part) => HAN_PART.test(part) || LETTER_PART.test(part))) return { ok: false, code: 'NAME_SEPARATOR' }
  return { ok: true, name }
}

/**
 * A name as lists and logs may show it, by code point: one character kept, from three on the last one too (domain 8.2).
 * @example maskName('刘𬱖') // '刘*'
 */
export function maskName(name: string): string {
  const characters = [...name]
  const [first = '', last = ''] = [characters[0], characters.at(-1)]
  if (characters.length < 2) return '*'
  return characters.length === 2 ? `${first}*` : `${first}*${last}`
}
