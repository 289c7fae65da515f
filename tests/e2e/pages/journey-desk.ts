import { mkdirSync } from 'node:fs'
import path from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect } from '@playwright/test'
import { pickNext } from './case-page.ts'
import type { Customer } from './customers.ts'
import type { Hand } from './hand.ts'
import { caseIdOf } from './intake-page.ts'
import { separatedPile } from './paper-pile.ts'
import { type Person, today } from './people.ts'
import { printedContracts } from './signed-pile.ts'

/** Two-sheet papers; every other has one. */
const TWO_SHEETS = ['D104']
/** Comes back as it was printed. */
const CONTRACTS = 'D706'
/** Papers that the counter makes by itself at the step that signs them. */
const BY_BANK = ['D701', 'D704', 'D708']
/** Papers that come into being when the contract is signed, and when the money leaves. */
export const AT_SIGNING = ['D705', 'D706']
const has = (item: string, ids: readonly string[]): boolean => ids.some((id) => item.includes(id))
const PILES = ['intake', 'survey', 'disclosure', 'signing', 'money', 'iou']
export const day = today.replaceAll('-', '')

export interface Journey {
  readonly app: ElectronApplication
  readonly hand: Hand
  readonly customer: Customer
  /** A folder of its own for what is saved and scanned. */
  readonly folder: string
  /** Every sheet of a branch differs from every other. */
  readonly seed: number
}

const pictures = process.env.JOURNEY_PICTURES
export async function picture({ hand, customer }: Journey, name: string): Promise<void> {
  if (!pictures) return
  mkdirSync(pictures, { recursive: true })
  await hand.page.waitForTimeout(400)
  await hand.page.screenshot({ path: path.join(pictures, `${customer.mortgage ? 'mortgage' : 'trader'}-${name}.png`) })
}
export const expectState = (page: Page, state: string): Promise<void> => expect(page.getByTestId('case-page')).toHaveAttribute('data-state', state)

/** The one at the counter leaves, the next signs in and opens what waits for him. */
export async function hand(journey: Journey, person: Person): Promise<void> {
  await journey.hand.leave()
  await journey.hand.signIn(person)
  await journey.hand.openWork(journey.customer.name)
  await expect(journey.hand.page.getByTestId('case-page').or(journey.hand.page.getByTestId('approvals-page'))).toBeVisible()
}
/** F9 on a page of a step: done when another action, or none, stands there. */
export async function step({ hand: by }: Journey, action: string): Promise<void> {
  const { page } = by
  await expect(page.getByTestId('step-action')).toHaveAttribute('data-action', action)
  await expect(page.getByTestId('step-run')).toBeEnabled()
  await by.command('F9', 'step-run')
  await expect(page.locator(`[data-testid="step-action"][data-action="${action}"]`)).toHaveCount(0)
}
async function scanned({ app, hand: by }: Journey, pile: string, pages: number): Promise<void> {
  await pickNext(app, pile)
  await by.command('Control+o', 'scan-pick')
  const books = by.page.getByTestId('scan-books')
  await expect(books.locator('dd').first()).toHaveText(String(pages))
  await expect(books).toHaveAttribute('data-state', 'DONE')
}
/** Separators are printed for all that is open, laid before the papers, and the pile files itself. */
export async function filePile(journey: Journey, name: string, notYet: readonly string[] = []): Promise<void> {
  const { app, hand: by, folder, seed } = journey
  const { page } = by
  await by.paperPage('scans')
  const separators = path.join(folder, `${seed}-${name}-separators.pdf`)
  await app.evaluate(({ dialog }, file) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath: file })
  }, separators)
  await by.command('F10', 'separators')
  const told = page.getByRole('status').filter({ hasText: '张分隔页' })
  await expect(told).toBeVisible()
  const count = Number(/\d+/.exec(await told.innerText())?.[0])
  const items = await page
    .locator('[data-testid^="file-D"]')
    .evaluateAll((all) => all.filter((one) => one.querySelector('.num')?.textContent === '').map((one) => one.getAttribute('data-testid') ?? ''))
  const contracts = items.some((item) => item.includes(CONTRACTS)) ? await printedContracts(page, caseIdOf(page)) : []
  const sheets = items
    .slice(0, count)
    .map((item) => (item.includes(CONTRACTS) && contracts.length > 0 ? contracts : has(item, [...BY_BANK, ...notYet]) ? 0 : has(item, TWO_SHEETS) ? 2 : 1))
  const pile = path.join(folder, `${seed}-${name}.pdf`)
  await scanned(journey, pile, await separatedPile(separators, sheets, pile, (seed * 10 + PILES.indexOf(name)) * 100))
  await expect(page.getByTestId('scan-page')).toHaveCount(0)
  await picture(journey, `S07-${name}`)
}

/** Item after item: the date that is on it where one is wanted, then 1. */
export async function judgeAll(journey: Journey): Promise<void> {
  const { hand: by } = journey
  const { page } = by
  await expect(page.getByTestId('papers-page')).toBeVisible()
  await expect(page.locator('[data-testid^="item-D"][aria-current="true"][data-state="UNCHECKED"]')).toBeVisible()
  const current = page.locator('[data-testid^="item-D"][aria-current="true"]')
  for (let n = 0; n < 60; n += 1) {
    await expect(current).toBeVisible()
    const item = await current.getAttribute('data-testid')
    if ((await current.getAttribute('data-state')) !== 'UNCHECKED') break
    await expect(page.getByTestId('verdict-ok')).toBeEnabled()
    const facts = page.getByTestId('paper-facts')
    const date = facts.locator('[name="issuedOn"]')
    if ((await date.count()) > 0 && (await date.inputValue()) === '') {
      if (n === 0) await picture(journey, 'S08')
      await by.fill(facts, { issuedOn: day })
      await by.command('Enter', 'verdict-ok')
    } else await by.command('1', 'verdict-ok')
    await expect(page.getByTestId(item ?? '')).not.toHaveAttribute('data-state', 'UNCHECKED')
  }
}
