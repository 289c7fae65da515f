import { createI18n } from 'vue-i18n'
import { messages } from './locales/messages.ts'

export const LANGUAGES = ['zh-CN', 'en'] as const
const KEPT = 'console-language'
const kept = localStorage.getItem(KEPT)

export const i18n = createI18n({ legacy: false, locale: kept === 'en' ? 'en' : 'zh-CN', messages })

/** The window and the readers of its page are told which language it is in. */
function name(): void {
  document.documentElement.lang = i18n.global.locale.value
  document.title = i18n.global.t('title')
}
export function speak(language: string): void {
  i18n.global.locale.value = language === 'en' ? 'en' : 'zh-CN'
  localStorage.setItem(KEPT, i18n.global.locale.value)
  name()
}
name()
