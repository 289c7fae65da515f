import { useI18n } from 'vue-i18n'
import type { HousePacks } from '../../core/bridge/house-calls.ts'
import { type Fen, formatFen } from '../../core/kernel/fen.ts'
import { formatRate, type Rate } from '../../core/kernel/rate.ts'

export type Figure = HousePacks['parameters'][number]['figures'][number]
type Unit = 'FEN' | 'RATE' | 'PERCENT' | 'HUNDREDTHS' | 'BP' | 'DAYS' | 'MONTHS' | 'YEARS' | null

const RATES = new Set(['oneYear', 'fiveYear', 'costCeiling', 'prepaymentFeeRate'])
/** What a figure is counted in, by the names along its path. @example unitOf('grades.0.priceBp.from') // 'BP' */
export function unitOf(path: string): Unit {
  const parts = path.split('.')
  const ends = (word: string): boolean => parts.some((part) => part.endsWith(word))
  if (parts[0] === 'authority' || ends('Fen')) return 'FEN'
  if (parts.some((part) => RATES.has(part))) return 'RATE'
  if (ends('Percent') || ends('ltvCutPoints')) return 'PERCENT'
  if (ends('Hundredths')) return 'HUNDREDTHS'
  if (ends('priceBp')) return 'BP'
  if (ends('Days')) return 'DAYS'
  if (/\d*Months$/u.test(parts.at(-1) ?? '') && !ends('times24Months') && !ends('maxEnquiries3Months')) return 'MONTHS'
  return ends('Years') ? 'YEARS' : null
}

/** Names and figures of the parameters in words: `dti.hardPercent` is no word for a banker. */
export function useFigureWords() {
  const { t, te } = useI18n()
  const WORDS = ['parameters.parts', 'parameters.lines', 'approvals.securities', 'parameters.codes']
  const word = (part: string): string => {
    const place = WORDS.find((name) => te(`${name}.${part}`))
    return place ? t(`${place}.${part}`) : part
  }
  /** The first name groups, the others tell it. @example nameOf('grades.0.minPoints') // { group: '…', name: 'no. 1 · …' } */
  function nameOf(path: string): { group: string; name: string } {
    const [group = '', ...rest] = path.split('.')
    return { group: word(group), name: rest.map((part) => (/^\d+$/u.test(part) ? t('parameters.row', { n: Number(part) + 1 }) : word(part))).join(' · ') }
  }
  function textOf({ path, value }: Figure): string {
    if (value === null) return t('common.none')
    if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no')
    if (typeof value === 'string') return word(value)
    const unit = unitOf(path)
    if (unit === 'FEN') return `${formatFen(value as Fen)} ${t('common.yuan')}`
    if (unit === 'RATE') return `${formatRate(value as Rate)}%`
    if (unit === 'PERCENT') return `${value}%`
    if (unit === 'HUNDREDTHS') return `${Math.floor(value / 100)}.${String(value % 100).padStart(2, '0')}`
    return unit === null ? String(value) : t(`parameters.units.${unit}`, { n: value })
  }
  return { nameOf, textOf, word }
}
