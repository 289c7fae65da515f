import { type ElectronApplication, expect, type Locator, type Page } from '@playwright/test'
import { windowOf } from '../app.ts'
import { still } from '../pages/look.ts'
import { lookAt } from '../pages/look-at.ts'

/** A walk through every screen of the window, which is looked at, or photographed, at each stop. */
export interface Tour {
  readonly page: Page
  readonly app: ElectronApplication
  /** A screen stands there, ready to be looked at; its name is that of its picture. */
  readonly stop: (name: string) => Promise<void>
  /** A dialog stands open. */
  readonly dialog: (name: string, box: Locator) => Promise<void>
}

/** The walk of this program's window. */
export async function tourOf(app: ElectronApplication): Promise<Tour> {
  const page = await windowOf(app)
  const stop = (name: string): Promise<void> => lookAt(page, name)
  return { page, app, stop, dialog: stop }
}

/** Opens a page of the window by its route and waits until it has what it shows. */
export async function goTo(page: Page, hash: string, ready: string): Promise<void> {
  await page.evaluate((to) => window.location.assign(to), `#${hash}`)
  await expect(page.getByTestId(ready).first()).toBeVisible()
}

/** What a dialog owes everybody (A4): role, name and focus inside while open; Escape closes it and the focus goes back. */
export async function heldDialog(page: Page, box: Locator, look: () => Promise<void>, opener: Locator | null): Promise<void> {
  await expect(box).toBeVisible()
  await still(page)
  const frames = page.locator('[role="dialog"]')
  const frame = frames.filter({ has: box }).or(frames.and(box))
  await expect(frame, 'A4 name').toHaveAccessibleName(/\S/)
  await expect.poll(() => frame.evaluate((one) => one.contains(document.activeElement)), 'A4 focus inside').toBe(true)
  await look()
  await page.keyboard.press('Escape')
  await expect(box, 'A4 Escape').toBeHidden()
  if (opener) await expect(opener, 'A4 focus back').toBeFocused()
}

/** Opens a dialog with its button, as the keyboard does, and holds it to A4 while it is looked at. */
export async function openDialog({ page, dialog }: Tour, name: string, opener: Locator, testId: string): Promise<void> {
  const box = page.getByTestId(testId)
  await opener.focus()
  await page.keyboard.press('Enter')
  await heldDialog(page, box, () => dialog(name, box), opener)
}
