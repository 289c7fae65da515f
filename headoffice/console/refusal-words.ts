import { useI18n } from 'vue-i18n'
import { faultOf } from '../../core/batch/pack-fault.ts'
import type { Details } from '../../core/kernel/result.ts'
import { faultAndPlace } from '../../renderer/locales/pack-fault-words.ts'
import { shownFigures } from '../../renderer/locales/shown-figures.ts'
import type { Refused } from './api.ts'

/** Where the words of a code among a refusal's details are looked for, in this order. */
const PLACES = ['counter.problems', 'roles', 'counter.because']

/** What is needed of vue-i18n. */
interface Speaker {
  t(key: string, named?: Record<string, unknown>): string
  te(key: string): boolean
}

/** What a refusal says on the page: figures as the counter writes them, codes by their words, and what is wrong in a file of a pack in the words a branch has for it. */
export function refusalWords({ t, te }: Speaker): (refusal: Refused) => string {
  function whyInvalid({ line = '0', path = '', reason = '' }: Readonly<Record<string, string>>): string {
    return faultAndPlace(t, { line: Number(line) || null, path, ...faultOf(reason, path) }, '')
  }
  /** What was typed, where the service names it. @example whatInvalid('body.files.0.text') // 'a file is empty or too large' */
  function whatInvalid(field: string): string {
    const name = field
      .replace(/^body\.?/, '')
      .replace(/\.\d+/g, '')
      .replaceAll('.', '_')
    return te(`invalid.${name}`) ? t(`invalid.${name}`) : t('invalid.other', { field })
  }
  return ({ code, details }) => {
    const figures = shownFigures(details as Details)
    const word = (text: string): string => {
      const place = PLACES.find((one) => te(`${one}.${text}`))
      return place === undefined ? text : t(`${place}.${text}`, figures)
    }
    const said = Object.fromEntries(
      Object.entries(details).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.map((one) => word(String(one))).join(t('join')) : word(figures[name] ?? ''),
      ]),
    )
    if (code === 'PACK_INVALID') return t('errors.PACK_INVALID', { file: said.file, reason: whyInvalid(figures) })
    if (code === 'MESSAGE_INVALID') return t('local.MESSAGE_INVALID', { what: whatInvalid(figures.field ?? '') })
    // The console's own words go before those of the counter.
    if (te(`local.${code}`)) return t(`local.${code}`, said)
    return te(`errors.${code}`) ? t(`errors.${code}`, said) : t('local.UNKNOWN', { code })
  }
}

/** `refusalWords` in the language of the page. */
export function useRefusalWords(): (refusal: Refused) => string {
  const { t, te } = useI18n()
  return refusalWords({ t: (key, named = {}) => t(key, named), te: (key) => te(key) })
}
