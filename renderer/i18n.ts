import { createI18n } from 'vue-i18n'
import zhCN from './locales/zh-CN/messages.ts'

export const LOCALES = ['zh-CN', 'zh-TW', 'en'] as const
export type Locale = (typeof LOCALES)[number]
const STORED = 'locale'

/** Only the language of the window is loaded; Simplified Chinese always is, because it stands in for a word that is missing. */
const others: Readonly<Record<Exclude<Locale, 'zh-CN'>, () => Promise<{ default: object }>>> = {
  'zh-TW': () => import('./locales/zh-TW/messages.ts'),
  en: () => import('./locales/en/messages.ts'),
}

const stored = localStorage.getItem(STORED)
const initial: Locale = LOCALES.find((locale) => locale === stored) ?? 'zh-CN'

export const i18n = createI18n<false>({ legacy: false, locale: 'zh-CN', fallbackLocale: 'zh-CN', messages: { 'zh-CN': zhCN } })

/** Switches the language of the window and remembers it on this PC. */
export async function setLocale(locale: Locale): Promise<void> {
  if (locale !== 'zh-CN' && !(i18n.global.availableLocales as readonly string[]).includes(locale)) {
    i18n.global.setLocaleMessage(locale, (await others[locale]()).default as typeof zhCN)
  }
  ;(i18n.global.locale as unknown as { value: string }).value = locale
  localStorage.setItem(STORED, locale)
  document.documentElement.lang = locale
}

/** Before the first paint: the language this PC was left in. */
export const startLocale = (): Promise<void> => setLocale(initial)
