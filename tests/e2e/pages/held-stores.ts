import type { Page } from '@playwright/test'

interface Started {
  readonly __vue_app__: { readonly config: { readonly globalProperties: { readonly $pinia: { readonly state: { readonly value: object } } } } }
}

/** Everything the window's stores hold now, as text: what the next person could come upon. */
export const heldInStores = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const { __vue_app__: app } = document.querySelector('#app') as unknown as Started
    return JSON.stringify(app.config.globalProperties.$pinia.state.value)
  })
