import { expect, type Page } from '@playwright/test'

/** Puts the window into a language with its own picker; a screen without one (recovery code, lock) is told by the page's own vue-i18n. */
export async function speak(page: Page, code: 'zh-CN' | 'en'): Promise<void> {
  const picker = page.getByTestId('language').first()
  if ((await picker.count()) === 0) return pickUnder(page, code)
  await picker.evaluate((select: HTMLSelectElement, value) => {
    select.value = value
    select.dispatchEvent(new Event('change'))
  }, code)
  await expect(page.locator('html'), 'L6').toHaveAttribute('lang', code)
}

/** English with every word 40 % longer, as a wordier language would have it (L6). The program knows no such language. */
export const pseudoLocale = (page: Page): Promise<void> => pickUnder(page, 'qps')

/** Through vue-i18n, which Vue's mounted root carries: nothing in the program is made for this. */
const pickUnder = (page: Page, code: string): Promise<void> =>
  page.evaluate((locale) => {
    interface I18n {
      readonly global: { locale: { value: string }; getLocaleMessage(locale: string): object; setLocaleMessage(locale: string, messages: object): void }
    }
    interface Mounted extends HTMLElement {
      readonly __vue_app__: { readonly __VUE_I18N_SYMBOL__: symbol; readonly _context: { readonly provides: Record<symbol, I18n> } }
    }
    const { __VUE_I18N_SYMBOL__: key, _context } = (document.querySelector('#app') as Mounted).__vue_app__
    const { global } = _context.provides[key] as I18n
    const longWord = (word: string): string => word + word.slice(-Math.ceil(word.length * 0.4)).toLowerCase()
    // What stands in braces is a place for a figure or a name, no word.
    const longer = (text: string): string =>
      text
        .split(/(\{[^}]*\})/)
        .map((part) => (part.startsWith('{') ? part : part.replace(/\p{L}+/gu, longWord)))
        .join('')
    const stretch = (value: unknown): unknown =>
      typeof value === 'string' ? longer(value) : Object.fromEntries(Object.entries(value as object).map(([name, inner]) => [name, stretch(inner)]))
    if (locale === 'qps') global.setLocaleMessage(locale, stretch(global.getLocaleMessage('en')) as object)
    else document.documentElement.lang = locale
    global.locale.value = locale
  }, code)
