import { useI18n } from 'vue-i18n'
import type { Refusal } from '../../core/kernel/result.ts'
import { useItemNames } from './item-names.ts'
import { refusalWords } from './refusal-words.ts'

/** `refusalWords` in the language of the window. */
export function useRefusalWords(): (refusal: Refusal) => string {
  const { t, te } = useI18n()
  return refusalWords({ t: (key, details) => t(key, details ?? {}), te: (key) => te(key), item: useItemNames() })
}
