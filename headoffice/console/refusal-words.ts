import { useI18n } from 'vue-i18n'
import { faultOf } from '../../core/batch/pack-fault.ts'
import { faultAndPlace } from '../../renderer/locales/pack-fault-words.ts'
import type { Refused } from './api.ts'

/** What a refusal says on the page; what is wrong in a file of a pack in the words a branch has for it. */
export function useRefusalWords(): (refusal: Refused) => string {
  const { t, te } = useI18n()
  function whyInvalid(details: Readonly<Record<string, string>>): string {
    const { line = '0', path = '', reason = '' } = details
    return faultAndPlace((key, named = {}) => t(key, named), { line: Number(line) || null, path, ...faultOf(reason, path) }, '')
  }
  return ({ code, details }) => {
    const said = Object.fromEntries(Object.entries(details).map(([name, value]) => [name, String(value)]))
    if (code === 'PACK_INVALID') return t('errors.PACK_INVALID', { file: said.file, reason: whyInvalid(said) })
    if (te(`errors.${code}`)) return t(`errors.${code}`, said)
    return t(te(`local.${code}`) ? `local.${code}` : 'local.UNKNOWN', { code })
  }
}
