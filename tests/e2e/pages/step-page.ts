import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { expectBridge } from './bridge-call.ts'
import { fileItem, openItems, scanFile } from './case-page.ts'
import { changePerson } from './entrance.ts'
import { hirePeople } from './hire.ts'
import { administrator, firstArchivist, officer, type Person, secondArchivist, teller } from './people.ts'

/** The pages of the steps, in the words of the people who use them. */
export async function openStep(page: Page, person: Person, caseId: string, step: string): Promise<void> {
  await changePerson(page, person)
  await page.evaluate((to) => window.location.assign(to), `#/cases/${caseId}/${step}`)
  await expect(page.getByTestId(`${step}-page`)).toBeVisible()
}

/** F9 on a page of a step, once its action is due: done when another action, or none, stands there. */
export async function doStep(page: Page, action: string): Promise<void> {
  await expect(page.getByTestId('step-action')).toHaveAttribute('data-action', action)
  await expect(page.getByTestId('step-run')).toBeEnabled()
  await page.keyboard.press('F9')
  await expect(page.locator(`[data-testid="step-action"][data-action="${action}"]`)).toHaveCount(0)
}

/** Where the case stands, as the frame says. */
export const expectState = (page: Page, state: string): Promise<void> => expect(page.getByTestId('case-page')).toHaveAttribute('data-state', state)

/** The people of the later steps. */
export async function addLaterPeople(page: Page): Promise<void> {
  await expectBridge(page, 'session.signIn', { staffNo: administrator.staffNo, password: administrator.password })
  await hirePeople(page, officer, firstArchivist, secondArchivist)
}

/** Hands in what is open of a stage, apart from these items; through the bridge, as the window's session. */
export async function handIn(page: Page, caseId: string, stage: string, but: readonly string[] = []): Promise<void> {
  await expectBridge(page, 'session.signIn', { staffNo: teller.staffNo, password: teller.password })
  const scan = [...readFileSync(scanFile('three-pages.pdf'))]
  for (const item of (await openItems(page, caseId, stage)).filter((one) => !but.includes(one.itemId))) await fileItem(page, caseId, item, scan)
}
