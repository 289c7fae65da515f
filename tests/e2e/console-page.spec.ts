import { expect, test } from '@playwright/test'
import { findBrowser } from '../../scripts/setup/find-browser.mjs'
import { ESCALATED } from '../fixtures/escalated.ts'
import { type Answers, ConsoleAlone, refused, sitting } from './pages/console-alone.ts'

/** What head office's page makes of an answer, whichever way it turns out. */
const browserPath = findBrowser({ headless: true })
test.use({
  viewport: { width: 1366, height: 768 },
  locale: 'zh-CN',
  ...(browserPath ? { launchOptions: { executablePath: browserPath, args: ['--no-sandbox'] } } : {}),
})

const ID = '11111111-1111-4111-8111-111111111111'
const NOW = '2026-11-30T08:00:00Z'
const BRANCH = {
  branch: 'BR0001',
  name: '测试支行',
  epoch: 1,
  appliedSeq: 3,
  ahead: null,
  lastBatchAt: NOW,
  lagHours: 0,
  missing: [],
  full: false,
  quarantined: 0,
  papersPending: 0,
  app: '1',
  skewSeconds: null,
  packsBehind: [],
}
const QUARANTINED = {
  branch: 'BR0001',
  envelope: 'a'.repeat(64),
  line: 1,
  reason: 'BODY_INVALID',
  field: 'amountFen',
  state: 'open',
  settledBy: null,
  note: null,
  hasRecord: true,
  applied: true,
  epoch: 1,
  seq: 2,
  at: NOW,
}
const PROPOSAL = {
  outcome: 'APPROVED',
  amountFen: '25000000',
  annualRate: 43500,
  conditions: ['先办妥抵押登记', '提供保险单'],
  reasonCodes: [],
  reason: '同意',
}
const row = (rev: number, state: string): object => ({
  branch: 'BR0001',
  caseId: ID,
  rev,
  level: 'HEAD_OFFICE_COMMITTEE',
  state,
  applicationNo: 'SQ1',
  product: 'IND-BIZ-CREDIT',
  amountFen: '30000000',
  receivedAt: '2026-11-27T03:00:00Z',
  proposedBy: null,
})
const escalated = (said: object): object => ({
  state: 'open',
  level: 'HEAD_OFFICE_COMMITTEE',
  seen: '1'.repeat(64),
  proposedBy: null,
  proposal: null,
  body: ESCALATED,
  findings: [],
  papers: [],
  ...said,
})

test('nobody is shown as signed out whom the service has not let go', async ({ page }) => {
  const answers: Answers = { 'GET /session': sitting(['CASE_OFFICER']), 'GET /escalations': { cases: [], more: false }, 'POST /sign-out': 'unreachable' }
  const office = new ConsoleAlone(page, answers)
  await office.open('escalations')
  await page.getByTestId('sign-out').click()
  await expect(page.getByTestId('refusal')).toHaveAttribute('data-code', 'OFFLINE')
  await expect(page.getByTestId('who')).toHaveText('lin')
  answers['POST /sign-out'] = { ok: true }
  await page.getByTestId('sign-out').click()
  await expect(page.getByTestId('user-id')).toBeVisible()
})

test('after fifteen minutes without a call the page is gone and says why; the same person finds it as it was, another does not', async ({ page }) => {
  await page.clock.install()
  const office = new ConsoleAlone(page, {
    'GET /session': sitting(['CASE_OFFICER']),
    'GET /escalations': { cases: [row(1, 'open')], more: false },
    [`GET /escalations/BR0001/${ID}/1`]: escalated({}),
    'POST /sign-in': (request) => sitting(['CASE_OFFICER'], request.postDataJSON().userId),
  })
  await office.open('escalations')
  await page.getByTestId('open-escalation').click()
  await page.getByTestId('reason').fill('抵押物已核实')
  await page.clock.fastForward('14:50')
  await expect(page.getByText('测试甲')).toBeVisible()
  await page.clock.fastForward('00:15')
  await expect(page.getByTestId('session-over')).toContainText('登录已过期，请重新登录')
  await expect(page.getByText('测试甲')).toBeHidden()
  await page.getByTestId('password').fill('pw')
  await page.getByTestId('enter').click()
  await expect(page.getByTestId('reason')).toHaveValue('抵押物已核实')
  await page.clock.fastForward('16:00')
  await page.getByTestId('user-id').fill('zhao')
  await page.getByTestId('password').fill('pw')
  await page.getByTestId('enter').click()
  await expect(page.getByTestId('who')).toHaveText('zhao')
  await expect(page.getByTestId('reason')).toHaveCount(0)
})

test('the days below the chart do not run into each other', async ({ page }) => {
  const day = (index: number): string => new Date(Date.UTC(2026, 10, 1 + index)).toISOString().slice(0, 10)
  const volumes = Array.from({ length: 30 }, (_, index) => ({ day: day(index), batches: index % 3, records: 40 * (index % 3), bytes: 5e6 }))
  const office = new ConsoleAlone(page, { 'GET /session': sitting(['CASE_OFFICER']), 'GET /overview': { branches: [BRANCH], volumes, app: '1', now: NOW } })
  await office.open('branches')
  const labels = page.locator('.chart text')
  await expect(labels.last()).toHaveText('11-30')
  const boxes = await Promise.all((await labels.all()).map((label) => label.boundingBox()))
  expect(boxes.filter((box, index) => box && box.x + box.width + 4 > (boxes[index + 1]?.x ?? 1e9))).toEqual([])
})

test('a search that found more than is shown says to narrow it', async ({ page }) => {
  const found = {
    applicationNo: 'SQ1',
    contractNo: null,
    branch: 'BR0001',
    caseId: ID,
    product: 'P',
    status: 'ACTIVE',
    amountFen: '1',
    businessDate: '2026-11-23',
  }
  const office = new ConsoleAlone(page, { 'GET /session': sitting(['CASE_OFFICER']), 'POST /search': { cases: [found], more: true } })
  await office.open('cases')
  await page.getByTestId('search-text').fill('SQ')
  await page.getByTestId('search').click()
  await expect(page.getByTestId('more')).toHaveText('只显示前 1 条，请缩小查询范围。')
})

test('a quarantined record that could not be marked as settled says why', async ({ page }) => {
  const office = new ConsoleAlone(page, {
    'GET /session': sitting(['OPERATOR']),
    'GET /quarantine': { entries: [QUARANTINED], more: false },
    'POST /quarantine/settle': refused('QUARANTINE_NOT_FOUND'),
  })
  await office.open('quarantine')
  await page.getByRole('textbox', { name: '处理说明' }).fill('网点已更正')
  await page.getByTestId('settle').click()
  await expect(page.getByTestId('refusal')).toHaveAttribute('data-code', 'QUARANTINE_NOT_FOUND')
  expect(office.times('GET /quarantine')).toBe(2)
  await expect(page.getByTestId('refusal')).toBeVisible()
})

test('papers that were not taken are told in words, and only a batch that does not stand has lost its number', async ({ page }) => {
  const whole = { ...QUARANTINED, line: 0, hasRecord: false, field: null, reason: 'payload manifest' }
  const entries = [whole, { ...whole, envelope: 'b'.repeat(64), applied: false }]
  const office = new ConsoleAlone(page, { 'GET /session': sitting(['OPERATOR']), 'GET /quarantine': { entries, more: false } })
  await office.open('quarantine')
  await expect(page.getByTestId('quarantine-row')).toContainText([/内容与清单不符.*补报影像/, /内容与清单不符.*序号已作废/])
  await expect(page.getByTestId('quarantine-row').first()).not.toContainText('作废')
})

/** An answer that takes as long as a double click. */
const slowly = async (answer: object): Promise<object> => {
  await new Promise((resolve) => setTimeout(resolve, 300))
  return answer
}

test('a double click asks once: a user is added once, older lines of the audit log come once', async ({ page }) => {
  const lines = (before: number): object[] =>
    Array.from({ length: 100 }, (_, index) => ({ n: before - 1 - index, at: NOW, who: 'x', act: 'session.open', subject: '', note: '' }))
  const office = new ConsoleAlone(page, {
    'GET /session': sitting(['ADMINISTRATOR']),
    'GET /users': { users: [] },
    'POST /users': () => slowly({ ok: true }),
    'GET /audit': (request) => slowly({ rows: lines(Number(new URL(request.url()).searchParams.get('before') ?? 1000)), more: true }),
  })
  await office.open('users')
  for (const [field, text] of Object.entries({ 'new-user-id': 'abc', 'new-name': '甲', 'new-password': 'Willow-Bank-55' }))
    await page.getByTestId(field).fill(text)
  await page.getByTestId('add-user').dblclick()
  await expect(page.getByTestId('new-user-id')).toHaveValue('')
  expect(office.times('POST /users')).toBe(1)
  await page.getByTestId('nav-audit').click()
  await expect(page.getByTestId('audit-row')).toHaveCount(100)
  await page.getByTestId('audit-more').dblclick()
  await expect(page.getByTestId('audit-row')).toHaveCount(200)
  expect(office.asked.filter((call) => call.startsWith('GET /audit'))).toEqual(['GET /audit', 'GET /audit?before=900'])
})

test('whoever is to confirm a decision reads every condition of it', async ({ page }) => {
  const office = new ConsoleAlone(page, {
    'GET /session': sitting(['CASE_OFFICER']),
    'GET /escalations': { cases: [row(1, 'proposed')], more: false },
    [`GET /escalations/BR0001/${ID}/1`]: escalated({ state: 'proposed', proposedBy: 'zhao', proposal: PROPOSAL }),
  })
  await office.open('escalations')
  await page.getByTestId('open-escalation').click()
  await expect(page.getByTestId('conditions').getByRole('listitem')).toHaveText(['先办妥抵押登记', '提供保险单'])
})

test('a decided case says what was decided and by whom; the window bears the name of the page in its language', async ({ page }) => {
  const office = new ConsoleAlone(page, {
    'GET /session': sitting(['CASE_OFFICER']),
    'GET /escalations': { cases: [row(1, 'decided')], more: false },
    [`GET /escalations/BR0001/${ID}/1`]: escalated({ state: 'decided', proposedBy: 'lin', decision: PROPOSAL, decidedBy: 'zhao', decidedAt: NOW }),
  })
  await office.open('escalations')
  await page.getByTestId('open-escalation').click()
  await expect(page.getByTestId('decision-made')).toContainText(/lin、zhao 于 2026-11-30 16:00 决定： 同意 250,000.00 4.35 %/)
  await expect(page).toHaveTitle('首贷总行控制台')
  await page.getByTestId('language').selectOption('en')
  await expect(page).toHaveTitle('First-loan head office')
})

test('the form for a decision begins anew with a new version of the case', async ({ page }) => {
  let newer = false
  const [old, next] = [escalated({}), escalated({ seen: '2'.repeat(64), body: { ...ESCALATED, caseVersion: 8, amountFen: '20000000' } })]
  const office = new ConsoleAlone(page, {
    'GET /session': sitting(['CASE_OFFICER']),
    'GET /escalations': () => ({ cases: [row(newer ? 2 : 1, 'open')], more: false }),
    [`GET /escalations/BR0001/${ID}/1`]: old,
    [`GET /escalations/BR0001/${ID}/2`]: next,
    [`POST /escalations/BR0001/${ID}/1/decide`]: () => {
      newer = true
      return refused('ESCALATION_CHANGED')
    },
  })
  await office.open('escalations')
  await page.getByTestId('open-escalation').click()
  await page.getByTestId('reason').fill('同意三十万')
  await page.getByTestId('own-password-again').fill('pw')
  await page.getByTestId('decide').click()
  await expect(page.getByTestId('refusal')).toHaveAttribute('data-code', 'ESCALATION_CHANGED')
  await page.getByTestId('open-escalation').click()
  await expect(page.getByTestId('amount')).toHaveValue('200000')
  await expect(page.getByTestId('reason')).toHaveValue('')
})
