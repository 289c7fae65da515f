import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ElectronApplication, expect, type Page, test } from '@playwright/test'
import { launch, windowOf } from './app.ts'
import { type Laid, layCards } from './pages/card-reader.ts'
import { otherNumber } from './pages/customers.ts'
import { changePerson, setUpBranch, signIn } from './pages/entrance.ts'
import { caseIdOf, openIntake, waitForAutosave } from './pages/intake-page.ts'
import { sound } from './pages/look.ts'
import { administrator, teller } from './pages/people.ts'
import { addPerson } from './pages/staff-page.ts'
import { heldDialog } from './tour/tour.ts'

/** The identity card on the reader at intake (D4). */
test.describe.configure({ mode: 'serial' })

const dataDir = mkdtempSync(path.join(tmpdir(), 'counter-card-'))
let app: ElectronApplication
let page: Page

const CARD = {
  name: '测试𬱖',
  idType: 'RESIDENT',
  idNumber: '110199199003070017',
  idIssuedOn: '2016-05-10',
  idExpiresOn: '2036-05-10',
  address: '北京市测试区示范路 1 号',
} as const
const SPOUSE = { ...CARD, name: '试䶮㛃', idNumber: '110199199106120021', idIssuedOn: '2018-03-01', idExpiresOn: '2038-03-01' } as const

test.beforeAll(async () => {
  app = await launch(dataDir)
  page = await windowOf(app)
  await setUpBranch(page)
  await signIn(page, administrator)
  await addPerson(page, teller)
  await changePerson(page, teller)
  await newIntake()
})
test.afterAll(async () => {
  await app.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})
async function newIntake(): Promise<void> {
  await page.evaluate(() => window.location.assign('#/cases'))
  await openIntake(page, 'IND-CONSUME-MORTGAGE')
  await expect(field('borrower.name')).toBeFocused()
}
const field = (name: string) => page.locator(`[name="${name}"]`)
const told = () => page.getByTestId('card-told')
async function read(...laid: Laid[]): Promise<void> {
  await layCards(app, laid)
  await page.keyboard.press('Alt+r')
}

for (const [why, refused, words, at] of [
  ['no reader is connected', 'ID_READER_MISSING', '未连接身份证读卡器', ''],
  ['the reader does not answer', 'ID_READER_SILENT', '读卡器没有回应', ''],
  ['no card lies on the reader', 'ID_CARD_MISSING', '读卡器上没有证件', ''],
  ['the chip contradicts the number', 'CARD_CONTRADICTS', '核对证件真伪', 'birth'],
] as const)
  test(`when ${why} the teller is told so with what to do, and goes on typing`, async () => {
    await read({ refused, ...(at ? { field: at } : {}) })
    const bar = page.locator('[data-part="borrower"]').getByTestId('error')
    await expect(bar).toContainText(words)
    await expect(bar).toContainText(refused)
    await expect(field('borrower.name')).toHaveValue('')
    await expect(field('borrower.name')).toBeFocused()
  })

test('a card on the reader fills the person in nine things, marks and locks them, and leaves the cursor at the phone', async () => {
  await read(CARD)
  await expect(told()).toHaveText('已读入测试𬱖的证件。请取走证件。')
  for (const [name, value] of Object.entries(CARD)) await expect(field(`borrower.${name}`)).toHaveValue(value)
  await expect(page.getByTestId('id-told').first()).toContainText('1990-03-07 出生 · 男')
  await expect(field('borrower.hukouCityCode')).toHaveValue('1101')
  for (const name of ['name', 'idNumber', 'idIssuedOn', 'idExpiresOn', 'address']) await expect(field(`borrower.${name}`)).not.toBeEditable()
  await expect(field('borrower.idType')).toBeDisabled()
  await expect(page.getByTestId('read-borrower.name')).toHaveText('读卡')
  await expect(field('borrower.phone')).toBeFocused()
  await page.screenshot({ path: 'out/pictures/card-read.png' })
  await sound(page, [[1366, 768]])
  await waitForAutosave(page, caseIdOf(page), 'borrower.idNumber', CARD.idNumber)
})

test('what was read is typed over only when the teller says so', async () => {
  await page.keyboard.press('Alt+e')
  await expect(page.getByTestId('read-borrower.name')).toBeHidden()
  await field('borrower.name').fill('测试甲')
  await expect(field('borrower.name')).toHaveValue('测试甲')
})

test('a card that says otherwise than what was typed is shown beside it, and nothing changes until one is chosen', async () => {
  await field('borrower.name').focus()
  await read(CARD)
  const dialog = page.getByTestId('card-dialog')
  await expect(dialog.locator('tr[data-path]')).toHaveCount(1)
  await expect(dialog.locator('tr[data-path="borrower.name"]')).toContainText('测试甲')
  await page.screenshot({ path: 'out/pictures/card-differs.png' })
  await sound(page, [[1366, 768]])
  await heldDialog(page, dialog, async () => undefined, field('borrower.name'))
  await expect(field('borrower.name')).toHaveValue('测试甲')
  await read(CARD)
  await page.getByTestId('card-keep').click()
  await expect(field('borrower.name')).toHaveValue('测试甲')
  await expect(field('borrower.name')).toBeEditable()
  await expect(field('borrower.idNumber')).not.toBeEditable()
  await field('borrower.name').focus()
  await read(CARD)
  await expect(dialog).toBeVisible()
  await page.keyboard.press('F9')
  await expect(field('borrower.name')).toHaveValue(CARD.name)
})

test('a spouse’s card fills the spouse, and a co-owner who is the spouse is taken over with one key', async () => {
  await field('borrower.maritalStatus').focus()
  await page.keyboard.press('2')
  await expect(field('borrower.hukouCityCode')).toBeFocused()
  await field('spouse.name').focus()
  await read(SPOUSE)
  await expect(field('spouse.idNumber')).toHaveValue(SPOUSE.idNumber)
  await page.keyboard.type('13800138001')
  await field('house.ownership').selectOption('JOINT')
  await field('house.coOwners.0.name').focus()
  await page.keyboard.press('Alt+t')
  await expect(field('house.coOwners.0.name')).toHaveValue(SPOUSE.name)
  await expect(field('house.coOwners.0.phone')).toHaveValue('13800138001')
  await expect(field('house.coOwners.0.name')).toBeEditable()
})

test('a card without expiry, a permit of Taiwan and a card that ran out each fill in, and the last is said at once', async () => {
  await newIntake()
  await read({ ...CARD, idExpiresOn: null })
  await expect(told()).toHaveText('已读入测试𬱖的证件，长期有效。请取走证件。')
  await expect(field('borrower.idExpiresOn')).toHaveValue('')
  await expect(field('borrower.idExpiresOn')).not.toBeEditable()
  await newIntake()
  await read({ ...CARD, name: '培訓戊', idType: 'HMT_PERMIT', idNumber: '830000198503120014', idIssuedOn: '2025-02-01', idExpiresOn: '2030-02-01' })
  await expect(field('borrower.idType')).toHaveValue('HMT_PERMIT')
  await expect(page.getByTestId('id-told').first()).toContainText('1985-03-12 出生')
  await newIntake()
  await read({ ...CARD, idNumber: otherNumber(CARD.idNumber, 301), idIssuedOn: '2014-06-01', idExpiresOn: '2024-06-01' })
  await expect(told()).toContainText('证件已于 2024-06-01 到期，不能受理')
})

test('a digit or a whole date goes on by itself, and an Enter pressed out of habit does not skip a field', async () => {
  await newIntake()
  await field('borrower.maritalStatus').focus()
  await page.keyboard.press('1')
  await page.keyboard.press('Enter')
  await expect(field('borrower.hukouCityCode')).toBeFocused()
  await field('borrower.residence').focus()
  await page.keyboard.press('4')
  await expect(field('borrower.rentedSince')).toBeFocused()
  await page.keyboard.type('20200101', { delay: 60 })
  await expect(field('borrower.inCitySince')).toBeFocused()
  await expect(field('borrower.rentedSince')).toHaveValue('2020-01-01')
  await page.keyboard.press('Enter')
  await expect(field('borrower.inCitySince')).toBeFocused()
  await page.keyboard.type('20120730', { delay: 60 })
  await field('employment.housingFund').focus()
  await page.keyboard.press('1')
  await expect(field('employment.housingFund')).toBeChecked()
  await expect(field('employment.housingFund')).not.toBeFocused()
})
