import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { launch, windowOf } from './app.ts'
import { CUSTOMERS, type Customer } from './pages/customers.ts'
import type { Hand } from './pages/hand.ts'
import { accept, archive, decide, disburse, register, report, sign, survey, takeIn } from './pages/journey.ts'
import type { Journey } from './pages/journey-desk.ts'
import { setUpByKeys } from './pages/journey-set-up.ts'
import { KeyHand } from './pages/key-hand.ts'
import { type LineOffice, startLineOffice } from './pages/line-office.ts'
import { MouseHand } from './pages/mouse-hand.ts'

/**
 * One case of each product through the screens, from sign-in to the receipt of a real head office, each person signing in in
 * turn: once with the mouse and once without touching it (K1). Nothing goes past the screens. `npm test` takes one way of each;
 * `npm run test:full` all four.
 */
test.describe.configure({ timeout: 600_000 })

/**
 * ux 3.4: a key that commands or moves counts one, and so does the key that ends what was typed; signing in is no step of the case.
 * A mortgage, with a spouse, a house and a registration more, is held to the same figure.
 */
const KEYS_AT_MOST = 200

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-journey-'))
let app: ElectronApplication
let page: Page
let office: LineOffice

test.beforeAll(async () => {
  test.setTimeout(600_000)
  office = await startLineOffice()
  app = await launch(dataDir)
  page = await windowOf(app)
  await setUpByKeys(new KeyHand(page), office)
})
test.afterAll(async () => {
  await app.close()
  await office.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

async function carry(customer: Customer, hand: Hand, seed: number, done?: (part: string) => void): Promise<void> {
  const journey: Journey = { app, hand, customer, folder: dataDir, seed }
  for (const part of [takeIn, accept, survey, decide, sign, ...(customer.mortgage ? [register] : []), disburse, archive, report]) {
    await test.step(part.name, () => part(journey))
    done?.(part.name)
  }
}
async function carryByKeys(product: keyof typeof CUSTOMERS, seed: number): Promise<void> {
  const hand = new KeyHand(page)
  const parts: string[] = []
  let before = 0
  await carry(CUSTOMERS[product].keys(), hand, seed, (part) => {
    parts.push(`${part} ${hand.commands - before}`)
    before = hand.commands
  })
  console.log(
    `journey ${product}: ${hand.commands} command keys (${parts.join(', ')}), ${hand.characters} characters; ${hand.signing} keys to leave and sign in`,
  )
  expect(hand.commands).toBeLessThanOrEqual(KEYS_AT_MOST)
}

test('a sole trader is carried without touching the mouse, within the keys of the design', () => carryByKeys('trader', 1))
test('a mortgage is carried from intake to head office’s receipt with the mouse', () => carry(CUSTOMERS.mortgage.mouse(), new MouseHand(page), 2))
if (process.env.TEST_FULL === '1') {
  test('another sole trader is carried with the mouse', () => carry(CUSTOMERS.trader.mouse(), new MouseHand(page), 3))
  test('another mortgage is carried without touching the mouse; its keys are counted', () => carryByKeys('mortgage', 4))
}
