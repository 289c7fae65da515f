import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, type Page, test } from '@playwright/test'
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
 * One case through the screens, from sign-in to the receipt of a real head office, each person signing in in turn (K1). The branch
 * itself is set up, its people are taken on and it is enrolled without touching the mouse. Nothing goes past the screens.
 */
test.describe.configure({ mode: 'serial', timeout: 300_000 })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-journey-'))
let app: ElectronApplication
let page: Page
let office: LineOffice

test.beforeAll(async () => {
  test.setTimeout(240_000)
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

async function carry(customer: Customer, hand: Hand, seed: number): Promise<void> {
  const journey: Journey = { app, hand, customer, folder: dataDir, seed }
  for (const part of [takeIn, accept, survey, decide, sign, ...(customer.mortgage ? [register] : []), disburse, archive, report])
    await test.step(part.name, () => part(journey))
}
test('a sole trader is carried from intake to head office’s receipt with the mouse', () => carry(CUSTOMERS.trader.mouse(), new MouseHand(page), 1))
