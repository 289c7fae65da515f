import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, type Locator, type Page, test } from '@playwright/test'
import { launch, windowOf } from './app.ts'
import { type BusyBranch, fillBranch } from './pages/busy-branch.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { administrator, branchManager, type Person, teller } from './pages/people.ts'
import { goTo, heldDialog } from './tour/tour.ts'

/**
 * What every dialog owes (A4): role, name, the focus inside, Escape closes it, the focus goes back. Here those that the walks
 * through the screens do not open; tests/architecture/dialogs.test.ts holds that none is forgotten.
 */
test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-dialogs-'))
let app: ElectronApplication
let page: Page
let branch: BusyBranch

test.beforeAll(async () => {
  app = await launch(dataDir)
  page = await windowOf(app)
  await setUpBranch(page)
  await signIn(page, administrator)
  branch = await fillBranch(page)
})
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

interface Opening {
  readonly what: string
  readonly who: Person
  readonly at: () => string
  readonly ready: string
  readonly opener: () => Locator
  readonly key: string
  readonly box: () => Locator
}
const OPENINGS: readonly Opening[] = [
  {
    what: 'a step confirmed on the page of the case',
    who: teller,
    at: () => `/cases/${branch.checking}`,
    ready: 'case-status',
    opener: () => page.getByTestId('action-WITHDRAW'),
    key: 'Enter',
    box: () => page.getByTestId('action-form'),
  },
  {
    what: 'a paper looked at from the page of the case',
    who: teller,
    at: () => `/cases/${branch.deficient}`,
    ready: 'case-status',
    opener: () => page.locator('[data-testid^="print-"]').first(),
    key: 'Enter',
    box: () => page.getByTestId('paper-window'),
  },
  {
    what: 'a list printed or taken out',
    who: teller,
    at: () => '/cases',
    ready: 'case-row',
    opener: () => page.getByRole('grid'),
    key: 'F10',
    box: () => page.getByTestId('take-out'),
  },
  {
    what: 'the line to head office',
    who: branchManager,
    at: () => '/batches',
    ready: 'line-card',
    opener: () => page.getByTestId('line-set-up'),
    key: 'Enter',
    box: () => page.getByTestId('line-form'),
  },
]

let seated = ''
for (const { what, who, at, ready, opener, key, box } of OPENINGS)
  test(`${what}: the dialog has role, name and focus, Escape closes it, and the focus goes back (A4)`, async () => {
    if (seated !== who.staffNo) await changePerson(page, who)
    seated = who.staffNo
    await goTo(page, at(), ready)
    await opener().focus()
    await page.keyboard.press(key)
    await heldDialog(page, box(), async () => undefined, opener())
  })
