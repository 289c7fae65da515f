import type { Locator, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { signIn, signOut } from './entrance.ts'
import type { Hand, Values } from './hand.ts'
import type { Person } from './people.ts'

/** Works with the mouse: every field, button and row is clicked, and only text is typed. */
export class MouseHand implements Hand {
  readonly page: Page
  constructor(page: Page) {
    this.page = page
  }
  signIn(person: Person): Promise<void> {
    return signIn(this.page, person)
  }
  leave(): Promise<void> {
    return signOut(this.page)
  }
  command(key: string, testid?: string): Promise<void> {
    const inBar = this.page.locator('footer.keys button').filter({ has: this.page.locator('kbd', { hasText: new RegExp(`^${key}$`) }) })
    return (testid ? this.page.getByTestId(testid) : inBar).click()
  }
  product(code: string): Promise<void> {
    return this.button(`product-${code}`)
  }
  button(testid: string): Promise<void> {
    return this.page.getByTestId(testid).click()
  }
  goTo({ id }: { readonly id: string }): Promise<void> {
    return this.page.getByTestId(`nav-${id}`).click()
  }
  async paperPage(page: 'scans' | 'papers' | 'signing'): Promise<void> {
    await this.page.locator(`footer.keys [data-command="page:to-${page}"]`).click()
    await expect(this.page.getByTestId(`${page}-page`)).toBeVisible()
  }
  async openWork(name: string): Promise<void> {
    await this.page.getByTestId('case-row').filter({ hasText: name }).click()
    await expect(this.page.getByTestId('peek')).toContainText(name)
    await this.page.getByTestId('peek-open').click()
  }
  async fill(form: Locator, values: Values): Promise<void> {
    for (const [name, value] of Object.entries(values)) {
      if (typeof value === 'boolean') {
        const box = form.locator(`[name="${name}"]`).or(form.getByLabel(name, { exact: true }))
        await box.setChecked(value)
        continue
      }
      const field = form.locator(`[name="${name}"]`)
      if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value)
      else {
        await field.click()
        await field.fill(value)
        // What was typed is checked when the field is left, and its problem takes room: the next click is aimed after that.
        await field.blur()
      }
    }
  }
}
