/** Chinese characters that the rules of `core/` need, and what may stand in a text that goes on paper (domain 9). */

/** Province characters of licence plates and real-estate certificates (GA 36). */
export const PROVINCE_CHARACTERS = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
/** Last character of a trailer's, driving school's, police, Hong Kong or Macau plate. */
export const PLATE_SUFFIXES = '挂学警港澳'
export const TITLE_WORDS = { certificate: '不动产权', proof: '不动产证明', ordinal: '第', close: '号', family: '不动产' } as const
export const AMOUNT_WORDS = { tenThousand: '万', hundredMillion: '亿', yuan: '元' } as const
/** '2026年11月23日', the way a date is written in Chinese. */
export const CHINESE_DATE = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/u
const MASKED = '***'

/** Full-width letters, digits and signs (U+FF01–FF5E) and the wide space become their ASCII twins. @example toHalfWidth('１２３') // '123' */
export const toHalfWidth = (text: string): string =>
  text.replace(/[\uFF01-\uFF5E]/gu, (character) => String.fromCodePoint((character.codePointAt(0) ?? 0) - 0xfee0)).replaceAll('\u3000', ' ')

/**
 * A tab is a space and every line ends in one LF (no font draws the others), NFC, and radicals of the Kangxi block become the ideographs they look like: kept apart they would be searched in
 * vain and garble the text layer of a PDF. Not NFKC, which would change far more.
 * @example normaliseText('⽤') // '用'
 */
export const normaliseText = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll('\t', ' ')
    .replace(/\r\n?/gu, '\n')
    .replace(/[\u2F00-\u2FD5]/gu, (radical) => radical.normalize('NFKC'))

/** 'U+E626' for a message; a character that cannot be shown is named by its number. */
export const codePointName = (character: string): string => `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`

/** The first code point that cannot go on paper (`at`: 1-based position in code points), or null. */
export interface BadCharacter {
  readonly kind: 'PRIVATE_USE' | 'SURROGATE' | 'CONTROL' | 'UNASSIGNED'
  readonly codePoint: string
  readonly at: number
}

const BAD_KINDS: readonly (readonly [RegExp, BadCharacter['kind']])[] = [
  [/^\p{Co}$/u, 'PRIVATE_USE'],
  [/^\p{Cs}$/u, 'SURROGATE'],
  [/^[^\P{Cc}\t\r\n]$|^[\p{Cf}\p{Zl}\p{Zp}]$/u, 'CONTROL'],
  [/^\p{Cn}$/u, 'UNASSIGNED'],
]

/**
 * Looks for private-use code points (old card readers make them), halves of a surrogate pair, control and invisible
 * characters, and numbers that Unicode has not assigned (domain 9).
 * @example findBadCharacter('张\uE626') // { kind: 'PRIVATE_USE', codePoint: 'U+E626', at: 2 }
 */
export function findBadCharacter(text: string): BadCharacter | null {
  let at = 0
  for (const character of text) {
    at += 1
    const kind = BAD_KINDS.find(([pattern]) => pattern.test(character))?.[1]
    if (kind) return { kind, codePoint: codePointName(character), at }
  }
  return null
}

/**
 * An address as lists and logs may show it: down to the district, or to the city where no district is named, the
 * rest covered (domain 8.2). What is not understood is covered whole.
 * @example maskAddress('福建省厦门市思明区湖滨路1号') // '福建省厦门市思明区***'
 */
export function maskAddress(address: string): string {
  const province = /^\p{Script=Han}{2,10}?(?:省|自治区|特别行政区)/u.exec(address)?.[0] ?? ''
  const afterProvince = address.slice(province.length)
  const city = /^(?:(?![路街巷弄号村])\p{Script=Han}){2,10}?(?:市|自治州|地区|盟)/u.exec(afterProvince)?.[0] ?? ''
  const afterCity = afterProvince.slice(city.length)
  const district = /^(?:(?![路街巷弄号村])\p{Script=Han}){1,10}?(?:(?<![小园校社])区|县|旗|市)/u.exec(afterCity)?.[0] ?? ''
  return province + city + (province + city === '' ? '' : district) + MASKED
}

const SIMPLIFIED: ReadonlyMap<string, string> = new Map(
  Array.from('號号產产權权動动區区縣县證证書书國国'.matchAll(/(.)(.)/gu), ([, one = '', other = '']) => [one, other]),
)

/** The words of a land certificate's number in simplified characters; a round zero is a figure. */
export const simplifiedCertificate = (text: string): string => Array.from(text, (sign) => (sign === '〇' ? '0' : (SIMPLIFIED.get(sign) ?? sign))).join('')

/**
 * A land certificate's number without what people leave out when they copy it: the words for "number", "character" and "certificate", and
 * zeros before a figure.
 */
export const shortCertificate = (text: string): string => text.replace(/[第字号证书]/gu, '').replace(/(?<!\d)0+(?=\d)/g, '')
