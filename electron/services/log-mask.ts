/** Our own numbers and hashes: long runs of digits that name no person. */
const OURS =
  /(?<![0-9A-Za-z])(?:(?:SQ|SL|DC|SP|JK|BZ|DY|ZY|JJ|PL)\d{19}|PL-\d{6}-\d{4}-?\d{2}-?\d{2}-\d{1,6}|backup-\d{8}-\d{6}|(?=[0-9]*[a-f])(?:[0-9a-f]{64}|[0-9a-f]{32})|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?![0-9A-Za-z])/g

/** Keeps the first and last characters that domain 8.2 allows to be seen. */
const keep = (first: number, last: number) => (found: string) =>
  `${found.slice(0, first)}${'*'.repeat(Math.max(0, found.length - first - last))}${found.slice(found.length - last)}`

const RULES: readonly (readonly [RegExp, (found: string) => string])[] = [
  // Resident ID, 18 and 15 characters, also written in groups.
  [/(?<!\d)\d{6}[ -]?(?:19|20)\d{6}[ -]?\d{3}[\dXx](?!\d)/g, keep(3, 4)],
  [/(?<!\d)\d{15}(?!\d)/g, keep(3, 4)],
  // Unified social credit code.
  [/(?<![0-9A-Z])[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}(?![0-9A-Z])/g, keep(3, 4)],
  // Mobile numbers, with or without the country code.
  [/(?<!\d)(?:\+?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?!\d)/g, keep(3, 4)],
  // Cards, accounts, landlines, certificates: nine digits and more, single spaces or hyphens between.
  [/(?<!\d)\d(?:[ -]?\d){8,}/g, keep(0, 4)],
  // The log is written in English: a Han run is somebody's name, address or file.
  [/\p{Script=Han}+/gu, () => '[han]'],
]

const maskPart = (text: string): string => RULES.reduce((masked, [pattern, mask]) => masked.replace(pattern, mask), text)

/**
 * Text as it may stand in a log (domain 8.2): what looks like an ID, a phone, a card or a name is masked; our own case
 * numbers, ids and hashes stay readable.
 * @example maskText('phone 13800138000') // 'phone 138****8000'
 */
export function maskText(text: string): string {
  const plain = text.normalize('NFKC')
  let masked = ''
  let from = 0
  for (const found of plain.matchAll(OURS)) {
    masked += maskPart(plain.slice(from, found.index)) + found[0]
    from = found.index + found[0].length
  }
  return masked + maskPart(plain.slice(from))
}
