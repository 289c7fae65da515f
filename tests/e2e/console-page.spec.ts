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
