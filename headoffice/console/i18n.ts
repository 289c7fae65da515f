import { createI18n } from 'vue-i18n'
import { errors as enErrors } from '../../renderer/locales/en/errors.ts'
import { packFault as enPackFault } from '../../renderer/locales/en/pack-fault.ts'
import { errors as zhErrors } from '../../renderer/locales/zh-CN/errors.ts'
import { packFault as zhPackFault } from '../../renderer/locales/zh-CN/pack-fault.ts'
import { counter as enCounter } from './locales/counter-en.ts'
import { counter as zhCounter } from './locales/counter-zh-cn.ts'
import { en } from './locales/en.ts'
import { zhCN } from './locales/zh-cn.ts'

export const LANGUAGES = ['zh-CN', 'en'] as const
const KEPT = 'console-language'
const kept = localStorage.getItem(KEPT)

/** The console speaks the refusals of the counter, its words for what a case says in codes, and its own. */
export const i18n = createI18n({
  legacy: false,
  locale: kept === 'en' ? 'en' : 'zh-CN',
  messages: {
    'zh-CN': { ...zhCN, errors: zhErrors, counter: zhCounter, packFault: zhPackFault },
    en: { ...en, errors: enErrors, counter: enCounter, packFault: enPackFault },
  },
})

export function speak(language: string): void {
  i18n.global.locale.value = language === 'en' ? 'en' : 'zh-CN'
  localStorage.setItem(KEPT, i18n.global.locale.value)
  document.documentElement.lang = i18n.global.locale.value
}
document.documentElement.lang = i18n.global.locale.value
