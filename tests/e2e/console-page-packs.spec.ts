import { expect, test } from '@playwright/test'
import { findBrowser } from '../../scripts/setup/find-browser.mjs'
import { type Answers, ConsoleAlone, refused, sitting } from './pages/console-alone.ts'

/** What head office's page of reference data makes of an answer. */
const browserPath = findBrowser({ headless: true })
test.use({
  viewport: { width: 1366, height: 768 },
  locale: 'zh-CN',
  ...(browserPath ? { launchOptions: { executablePath: browserPath, args: ['--no-sandbox'] } } : {}),
})

test('a draft of a pack whose session was over is still there after the sign-in, its files as well', async ({ page }) => {
  let saved: { note?: string; files?: object[] } = {}
  const answers: Answers = {
    'GET /session': sitting(['PACK_EDITOR']),
    'GET /packs': { packs: [] },
    'POST /packs': refused('NOT_SIGNED_IN'),
    'POST /sign-in': sitting(['PACK_EDITOR']),
  }
  const office = new ConsoleAlone(page, answers)
  await office.open('packs')
  for (const [field, text] of Object.entries({ title: '长标题', version: '12', from: '2026-12-01' })) await page.getByTestId(`pack-${field}`).fill(text)
  await page.getByTestId('pack-files').setInputFiles({ name: 'a.yaml', mimeType: 'text/yaml', buffer: Buffer.from('x: 1') })
  await page.getByTestId('pack-save').click()
  await expect(page.getByTestId('session-over')).toBeVisible()
  answers['POST /packs'] = (request) => {
    saved = request.postDataJSON()
    return { ok: true }
  }
  await page.getByTestId('password').fill('pw')
  await page.getByTestId('enter').click()
  await expect(page.getByTestId('refusal')).toContainText('没有办理')
  await page.getByTestId('pack-save').click()
  await expect(page.getByTestId('refusal')).toHaveCount(0)
  expect(saved).toMatchObject({ title: '长标题', version: 12, files: [{ name: 'a.yaml', text: 'x: 1' }] })
})

test('a draft under a number at which somebody else’s stands keeps its files and goes under the next', async ({ page }) => {
  const answers: Answers = {
    'GET /session': sitting(['PACK_EDITOR']),
    'GET /packs': { packs: [] },
    'POST /packs': refused('PACK_DRAFT_STANDS', { who: 'lin' }),
  }
  await new ConsoleAlone(page, answers).open('packs')
  for (const [field, text] of Object.entries({ title: '十一月报价', version: '3', from: '2026-12-01' })) await page.getByTestId(`pack-${field}`).fill(text)
  await page.getByTestId('pack-files').setInputFiles({ name: 'a.yaml', mimeType: 'text/yaml', buffer: Buffer.from('x: 1') })
  await page.getByTestId('pack-save').click()
  await expect(page.getByTestId('refusal')).toContainText('该版本已有 lin 保存的草稿')
  let saved: { version?: number; files?: object[] } = {}
  answers['POST /packs'] = (request) => {
    saved = request.postDataJSON()
    return { ok: true }
  }
  await page.getByTestId('pack-version').fill('4')
  await page.getByTestId('pack-save').click()
  await expect(page.getByTestId('refusal')).toHaveCount(0)
  expect(saved).toMatchObject({ version: 4, files: [{ name: 'a.yaml', text: 'x: 1' }] })
})

test('whoever is to publish a pack reads what its editor noted', async ({ page }) => {
  const pack = { kind: 'LPR', version: 2, state: 'draft', effectiveFrom: '2026-12-01', title: 'LPR', preparedBy: 'zhao', publishedBy: null, deliveredTo: 0 }
  const office = new ConsoleAlone(page, {
    'GET /session': sitting(['PACK_EDITOR']),
    'GET /packs': { packs: [pack] },
    'GET /packs/LPR/2': { state: 'draft', note: '按人民银行公告录入', branches: [], preparedBy: 'zhao', files: [], before: null, beforeFiles: [] },
  })
  await office.open('packs')
  await page.getByTestId('open-pack').click()
  await expect(page.getByTestId('pack-note')).toHaveText('说明：按人民银行公告录入')
})
