import { useI18n } from 'vue-i18n'
import type { EnteredFieldView } from '../../core/bridge/check-calls.ts'
import { type Fen, formatFen } from '../../core/kernel/fen.ts'

const HUNDREDTHS = 100

/** What was entered, as a paper would say it: money in yuan, choices in words, identity numbers in groups. */
export function useEnteredWords() {
  const { t, te } = useI18n()
  /** Everybody but the borrower shares the spouse's words, as in the form. */
  const labelOf = ({ path }: EnteredFieldView): string => (te(`fields.${path}`) ? t(`fields.${path}`) : t(`fields.spouse.${path.split('.').at(-1)}`))
  function textOf({ path, value }: EnteredFieldView): string {
    const name = path.split('.').at(-1) ?? ''
    if (value === null) return name.endsWith('ExpiresOn') ? t('check.longTerm') : t('common.none')
    if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no')
    if (typeof value === 'number' && name.endsWith('Fen')) return formatFen(value as Fen)
    if (name === 'tenorMonths') return `${value} ${t('common.months')}`
    if (name === 'areaHundredths') return `${(Number(value) / HUNDREDTHS).toFixed(2)} m²`
    const option = `fields.options.${name}.${value}`
    if (te(option)) return t(option)
    return String(value)
  }
  /** Long numbers in groups, for the eye only: 110199 19900307 0012. */
  const grouped = (path: string, text: string): string =>
    /idNumber$/.test(path)
      ? text.replace(/^(\d{6})(\d{8})(.{4})$/, '$1 $2 $3')
      : /uscc$/.test(path)
        ? text.replace(/^(.{2})(.{6})(.{9})(.)$/, '$1 $2 $3 $4')
        : text
  return { labelOf, textOf, grouped }
}
