import { expect, test } from '@playwright/test'
import { findBrowser } from '../../scripts/setup/find-browser.mjs'
import { type ConsoleOffice, startConsole } from './pages/console-office.ts'
import { ConsolePeople, GIVEN, PASSWORD } from './pages/console-people.ts'

const browserPath = findBrowser({ headless: true })
test.use({
  viewport: { width: 1366, height: 768 },
  locale: 'zh-CN',
  ...(browserPath ? { launchOptions: { executablePath: browserPath, args: ['--no-sandbox'] } } : {}),
})

let office: ConsoleOffice
test.beforeAll(async () => {
  office = await startConsole()
})
test.afterAll(() => office.close())

test('what became of a reference pack is said branch by branch, on its page and on the board', async ({ page }) => {
  const people = new ConsolePeople(page)
  await page.goto(`${office.url}/console/`)
  for (const [field, text] of Object.entries({ 'set-up-code': office.setUpCode, 'user-id': 'admin', name: '系统管理', password: PASSWORD }))
    await page.getByTestId(field).fill(text)
  await page.getByTestId('enter').click()
  await page.getByTestId('nav-users').click()
  for (const [field, text] of Object.entries({ 'new-user-id': 'officer1', 'new-name': '参数甲', 'new-password': GIVEN }))
    await page.getByTestId(field).fill(text)
  for (const role of ['PACK_EDITOR', 'OPERATOR']) await page.getByTestId(`role-${role}`).check()
  await page.getByTestId('add-user').click()
  await expect(page.getByTestId('user-row')).toHaveCount(2)
  people.given.add('officer1')
  await office.fill()
  await office.refusedPack('DATA_FILE_INVALID LPR.1/lpr.yaml 1 lpr no LPR published on or before 2026-01-19')

  await people.signIn('officer1')
  await page.getByTestId('nav-branches').click()
  await expect(page.getByTestId('branch-packs')).toHaveText([/LPR 1 已签发，未回报/, /LPR 1 未采用/])
  await people.clean('board-packs')
  await page.getByTestId('nav-packs').click()
  await page.getByTestId('open-pack').click()
  await expect(page.getByTestId('pack-branches').getByRole('row')).toHaveText([
    /网点/,
    /BR0001.*已签发，未回报/,
    /BR0002.*未采用.*第 1 版未采用：文件 lpr\.yaml第 1 行“lpr”，没有 2026-01-19 及以前公布的 LPR/,
  ])
  await people.clean('pack-standing')
})
