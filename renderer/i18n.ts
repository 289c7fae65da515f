import { createI18n } from 'vue-i18n'
import en from './locales/en/messages.ts'
import zhCN from './locales/zh-CN/messages.ts'

export const LOCALES = ['zh-CN', 'en'] as const
export type Locale = (typeof LOCALES)[number]
const STORED = 'locale'

const stored = localStorage.getItem(STORED)
const initial: Locale = LOCALES.find((locale) => locale === stored) ?? 'zh-CN'

export const i18n = createI18n({ legacy: false, locale: initial, fallbackLocale: 'zh-CN', messages: { 'zh-CN': zhCN, en } })

/** Switches the language of the window and remembers it on this PC. */
export function setLocale(locale: Locale): void {
  i18n.global.locale.value = locale
  localStorage.setItem(STORED, locale)
  document.documentElement.lang = locale
}
document.documentElement.lang = initial
