import { upgradeIdNumber } from '../intake/id-number.ts'
import { shortCertificate, simplifiedCertificate } from '../kernel/han-text.ts'
import { applicantKey, collateralKey, type KeyIdentity } from './cross-keys.ts'

/** Letters of other scripts, and signs, that people take for a Latin one or a figure. */
const ALIKE: ReadonlyMap<string, string> = new Map(
  [
    ['×✕✖ХΧ', 'X'],
    ['АΑ', 'A'],
    ['ВΒ', 'B'],
    ['СϹ', 'C'],
    ['ЕΕ', 'E'],
    ['НΗ', 'H'],
    ['КΚ', 'K'],
    ['МΜ', 'M'],
    ['РΡ', 'P'],
    ['ТΤ', 'T'],
    ['Ν', 'N'],
    ['ОΟOQ', '0'],
    ['ІΙIL', '1'],
  ].flatMap(([many = '', one = '']) => Array.from(many, (sign): [string, string] => [sign, one])),
)
/** Cf: what cannot be seen. The long mark of katakana is a dash of many keyboards. */
const UNSEEN = /[\p{Cf}\p{M}ー]/gu
const alike = (text: string): string =>
  Array.from(simplifiedCertificate(text.normalize('NFKC')).toUpperCase().replace(UNSEEN, ''), (sign) => ALIKE.get(sign) ?? sign).join('')

/**
 * A person by the number of his document as it is compared against a list: beyond `applicantKey`, signs that look alike are one, what cannot
 * be seen is nothing, and a 15-digit number is its 18-character form.
 * @example listedPerson('11010519491231002×').text === listedPerson('１１０１０５ 19491231-002x').text // true
 */
export function listedPerson(idNumber: string): KeyIdentity {
  const key = applicantKey(alike(idNumber))
  return /^\d{15}$/.test(key.text) ? { ...key, text: upgradeIdNumber(key.text) } : key
}

/**
 * A pledged thing as it is compared against a list: beyond `collateralKey`, signs that look alike are one; of a house 第, 字, 号 and 证书 and
 * zeros before a number do not matter, which people leave out.
 */
export function listedThing(thing: { readonly kind: string; readonly key: string }): KeyIdentity {
  const key = collateralKey({ kind: thing.kind, key: alike(thing.key) })
  if (thing.kind !== 'REAL_ESTATE') return key
  return { ...key, text: shortCertificate(key.text) }
}
