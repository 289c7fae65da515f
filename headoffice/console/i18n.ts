import { createI18n } from 'vue-i18n'
import { errors as enErrors } from '../../renderer/locales/en/errors.ts'
import { errors as zhErrors } from '../../renderer/locales/zh-CN/errors.ts'
import { en } from './locales/en.ts'
import { zhCN } from './locales/zh-cn.ts'

export const LANGUAGES = ['zh-CN', 'en'] as const
const KEPT = 'console-language'
const kept = localStorage.getItem(KEPT)

/** The console speaks the refusals of the counter, and its own words. */
export const i18n = createI18n({
  legacy: false,
  locale: kept === 'en' ? 'en' : 'zh-CN',
  messages: { 'zh-CN': { ...zhCN, errors: zhErrors }, en: { ...en, errors: enErrors } },
})

export function speak(language: string): void {
  i18n.global.locale.value = language === 'en' ? 'en' : 'zh-CN'
  localStorage.setItem(KEPT, i18n.global.locale.value)
  document.documentElement.lang = i18n.global.locale.value
}
document.documentElement.lang = i18n.global.locale.value
