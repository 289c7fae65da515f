import { useI18n } from 'vue-i18n'
import type { Refusal } from '../../core/kernel/result.ts'

/** The words of a refusal: its code's message with the details put in, fields by the name on screen. */
export function useRefusalWords(): (refusal: Refusal) => string {
  const { t, te } = useI18n()
  return (refusal) => {
    const details = Object.fromEntries(
      Object.entries(refusal.details).map(([key, value]) => {
        const text = Array.isArray(value) ? value.join(', ') : String(value)
        return [key, te(`fields.${text}`) ? t(`fields.${text}`) : text]
      }),
    )
    const key = `errors.${refusal.code}`
    return te(key) ? t(key, details) : refusal.code
  }
}
