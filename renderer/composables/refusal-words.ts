import { useI18n } from 'vue-i18n'
import type { Refusal } from '../../core/kernel/result.ts'

/** Where the words of a detail are looked for, in this order: details carry field paths and codes. */
const PLACES = [
  'fields',
  'fields.survey',
  'issues',
  'details',
  'duties',
  'roles',
  'blockers',
  'refusalReasons',
  'fields.options.registrationState',
  'milestones',
  'states',
]

/** The words of a refusal: its code's message with the details put in, fields and codes by their words on screen. */
export function useRefusalWords(): (refusal: Refusal) => string {
  const { t, te } = useI18n()
  const word = (text: string): string => {
    const place = PLACES.find((name) => te(`${name}.${text}`))
    return place === undefined ? text : t(`${place}.${text}`)
  }
  /** Counted codes come as 'CODE:2'. */
  const detail = (text: string): string => {
    const counted = /^([A-Z_]+):(\d+)$/.exec(text)
    return counted ? `${word(counted[1] ?? '')} ${counted[2]}` : word(text)
  }
  return (refusal) => {
    const details = Object.fromEntries(
      Object.entries(refusal.details).map(([key, value]) => [key, Array.isArray(value) ? value.map(detail).join(', ') : detail(String(value))]),
    )
    const key = `errors.${refusal.code}`
    return te(key) ? t(key, details) : refusal.code
  }
}
