import type { DateOnly } from '../kernel/calendar.ts'
import { parseDateText } from '../kernel/date-text.ts'
import { toHalfWidth } from '../kernel/han-text.ts'
import { checkName, normaliseName } from '../kernel/person-name.ts'
import { checkIdNumber } from './id-number.ts'
import { checkMobile } from './mobile.ts'
import { checkUscc } from './uscc.ts'

/** What was found in a pasted text, each at most once; what is left over is not lost. */
export interface SplitPaste {
  readonly name?: string
  readonly idNumber?: string
  readonly phone?: string
  readonly uscc?: string
  readonly dates: readonly DateOnly[]
  /** What no field took, in its order, for the teller to place. */
  readonly rest: string
}

const HARD = /[\t\r\n,;|\uFF0C\uFF1B\u3001]+/u
/** Blanks part Han words and numbers, never the words of a Latin name. */
const SOFT = /(?<![A-Za-z.]) +| +(?![A-Za-z])/u
/** A label before its value, as forms and chat messages write it: up to eight hanzi and a colon. */
const LABEL = /^[\p{Script=Han}()\uFF08\uFF09]{1,8}[:\uFF1A]\s*/u
const MOBILE_IN = /(?<!\d)(?:\+?86[- ]?)?1\d{2}[- ]?\d{4}[- ]?\d{4}(?!\d)/u
const ID_IN = /(?<![0-9A-Z])\d{17}[0-9X](?:(?![0-9A-Z])|(?=1\d{10}(?!\d)))/iu

/** Cuts a run such as a name and a number without anything between them. */
function pieces(part: string): string[] {
  const plain = toHalfWidth(part).replace(LABEL, '').trim()
  for (const shape of [ID_IN, MOBILE_IN]) {
    const found = shape.exec(plain)
    if (found && found[0].length < plain.length) return [plain.slice(0, found.index), found[0], plain.slice(found.index + found[0].length)].flatMap(pieces)
  }
  if (MOBILE_IN.exec(plain)?.[0] === plain) return [plain]
  return plain.split(SOFT).flatMap((word) => {
    const bare = word.replace(LABEL, '').trim()
    return bare === '' ? [] : [bare]
  })
}

/**
 * Splits one pasted text, such as "name ID-number phone" in any order, with or without labels, into the fields it fills. Only values
 * that pass their own check are taken; the first of a kind wins; everything else comes back as `rest`.
 * @example splitPaste('\u5F20\u4E09 110199199003070017 13800138000', today) // { name, idNumber, phone, dates: [], rest: '' }
 */
export function splitPaste(text: string, today: DateOnly): SplitPaste {
  const found: { name?: string; idNumber?: string; phone?: string; uscc?: string; dates: DateOnly[]; rest: string[] } = { dates: [], rest: [] }
  for (const part of text.split(HARD).flatMap(pieces)) {
    const id = checkIdNumber('RESIDENT', part, today)
    const mobile = checkMobile(part)
    const uscc = checkUscc(part)
    const date = parseDateText(part)
    const name = checkName(part)
    if (found.idNumber === undefined && id.ok && !id.was15) found.idNumber = id.number
    else if (found.phone === undefined && mobile.ok) found.phone = mobile.mobile
    else if (found.uscc === undefined && uscc.ok) found.uscc = uscc.uscc
    else if (date !== null) found.dates.push(date)
    else if (found.name === undefined && name.ok && isPersonal(name.name)) found.name = name.name
    else found.rest.push(part)
  }
  const { rest, ...fields } = found
  return { ...fields, rest: rest.join(' ') }
}

/** Two to six hanzi, or hanzi joined by the separator: longer runs are addresses and companies. */
const isPersonal = (text: string): boolean => {
  const name = normaliseName(text)
  return name.includes('\u00B7') || ([...name].length <= 6 && /^\p{Script=Han}+$/u.test(name)) || /^[\p{Script=Latin} .'-]{4,50}$/u.test(name)
}
