/** Keys whose values name a case or say in codes what it is. */
const OPEN: ReadonlySet<string> = new Set(
  `type schema id rev branch epoch seq applicationNo contractNo archiveNo caseVersion businessDate productCode productLine security state level outcome method
  amountFen tenorMonths annualRate points grade because escalatedOn decidedOn disbursedOn effectiveOn itemId pages sha256 bytes media role kind size root`.split(
    /\s+/,
  ),
)
/** What a code, a number, a date or a hash looks like. */
const CODE = /^[A-Za-z0-9._:/+-]{1,66}$/
/** An identity number or a mobile number, wherever it stands. */
const PERSONAL = /\d{17}[\dXx]$|^\d{15}$|^(?:\+?86)?1\d{10}$/
const KEY = /^[A-Za-z0-9_.-]{1,40}$/
const DEEPEST = 20
const DOTS = 8

const dots = (text: string): string => '•'.repeat(Math.min([...text].length, DOTS))
const shownKey = (key: string): string => (KEY.test(key) && !PERSONAL.test(key) ? key : dots(key))

function masked(value: unknown, key: string): unknown {
  if (value === null || typeof value === 'boolean') return value
  if (Array.isArray(value)) return value.map((item) => masked(item, key))
  if (typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([name, item]) => [shownKey(name), masked(item, name)]))
  const text = String(value)
  return OPEN.has(key) && CODE.test(text) && (key === 'applicationNo' || !PERSONAL.test(text)) ? value : dots(text)
}

function depthOf(value: unknown, most: number): number {
  if (most === 0 || typeof value !== 'object' || value === null) return 0
  return 1 + Math.max(0, ...Object.values(value).map((item) => depthOf(item, most - 1)))
}

/** A text that is no proper JSON: its keys and signs stay, every other letter and digit is a dot. */
const maskedText = (text: string): string =>
  text.replace(/"((?:[^"\\]|\\.)*)"\s*:|[\p{L}\p{N}\p{M}]/gsu, (_found: string, key?: string) => (key === undefined ? '•' : `"${shownKey(key)}":`))

/**
 * A record as somebody may see it who must find out what is wrong with it, but not about whom it is: its shape and keys, and the values
 * that name the case; of any other value only that it is there.
 * @param parsed the strictly parsed line, or undefined when it was no JSON
 * @example maskedLine({ body: { name: '张三', amountFen: '1e9' } }, '') // name: '••', amountFen: '1e9'
 */
export function maskedLine(parsed: unknown, text: string): string {
  if (parsed === undefined || depthOf(parsed, DEEPEST + 1) > DEEPEST) return maskedText(text)
  return JSON.stringify(masked(parsed, ''), null, 2)
}
