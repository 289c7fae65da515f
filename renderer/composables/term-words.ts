import { type Fen, formatFen } from '../../core/kernel/fen.ts'
import { formatRate, type Rate } from '../../core/kernel/rate.ts'

interface Speaker {
  t(key: string): string
  te(key: string): boolean
}
type Value = string | number | boolean | null

/** Parts that only hold others together: not said. */
const UNSAID: readonly string[] = ['loan', 'rate']
/** Where the words of a code of the terms are looked for. */
const CODES = [
  'termWords.values',
  'applicantTypes',
  'approvals.costs.kinds',
  ...['repaymentMethod', 'paymentMode', 'idType', 'use', 'ownership', 'pledgeKind'].map((name) => `fields.options.${name}`),
]

const COST_CODES = 'approvals.costs.codes'

/** The name of a field of the terms, put together from the words of its path; the path where it is no such field. @example termField(speaker)('guarantors.0.spouse.phone') // '保证人 1 配偶 电话' */
export const termField =
  ({ t, te }: Speaker) =>
  (path: string): string => {
    const parts = path.split('.')
    const said = parts.filter((part, at) => at === parts.length - 1 || !UNSAID.includes(part))
    if (!said.every((part) => /^\d+$/.test(part) || te(`termWords.fields.${part}`))) return path
    return said.map((part) => (/^\d+$/.test(part) ? String(Number(part) + 1) : t(`termWords.fields.${part}`))).join(' ')
  }

/** What a field of the terms says, as the screens write it: money in yuan, rates in percent, codes by their words. */
export const termValue =
  ({ t, te }: Speaker) =>
  (path: string, value: Value): string => {
    const last = path.split('.').at(-1) ?? ''
    if (value === null || value === '') return t('termWords.values.none')
    if (typeof value === 'boolean') return t(`termWords.values.${value}`)
    if (typeof value === 'number') return last.endsWith('Fen') ? formatFen(value as Fen) : /rate$/i.test(last) ? `${formatRate(value as Rate)}%` : String(value)
    // A guarantee is a security, and also what is paid for one.
    const codes = last === 'code' ? [COST_CODES, ...CODES] : CODES
    const place = /^[A-Z][A-Z0-9_]*$/.test(value) ? codes.find((name) => te(`${name}.${value}`)) : undefined
    return place ? t(`${place}.${value}`) : value
  }
