import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { findBrowser } from '../../scripts/setup/find-browser.mjs'
import { type ConsoleOffice, startConsole } from './pages/console-office.ts'
import { ConsolePeople, GIVEN, PASSWORD } from './pages/console-people.ts'

/** Head office's console in a real browser, from the first account to a decision and a pack, by different people. */
test.describe.configure({ mode: 'serial' })

const browserPath = findBrowser({ headless: true })
test.use({
  viewport: { width: 1366, height: 768 },
  locale: 'zh-CN',
  ...(browserPath ? { launchOptions: { executablePath: browserPath, args: ['--no-sandbox'] } } : {}),
})

let office: ConsoleOffice
let page: Page
let people: ConsolePeople
const work = mkdtempSync(path.join(tmpdir(), 'console-'))
test.beforeAll(async ({ browser }) => {
  // Key generation and two databases, on a machine shared with the suites.
  office = await startConsole()
  page = await (await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN' })).newPage()
  people = new ConsolePeople(page)
  page.on('pageerror', (error) => expect(error.message).toBe(''))
})
test.afterAll(async () => {
  await page.context().close()
  await office.close()
  rmSync(work, { recursive: true, force: true })
})

const clean = (name: string): Promise<void> => people.clean(name)
const signIn = (userId: string): Promise<void> => people.signIn(userId)
const go = (name: string): Promise<void> => page.getByTestId(`nav-${name}`).click()

test('the first visit makes the administrator with the code of the terminal, and no other code', async () => {
  await page.goto(`${office.url}/console/`)
  await page.getByTestId('set-up-code').fill('WRONGCODE234')
  await page.getByTestId('user-id').fill('admin')
  await page.getByTestId('name').fill('系统管理')
  await page.getByTestId('password').fill(PASSWORD)
  await page.getByTestId('enter').click()
  await expect(page.getByTestId('refusal')).toHaveAttribute('data-code', 'SET_UP_CODE_WRONG')
  await clean('set-up')
  await page.getByTestId('set-up-code').fill(office.setUpCode)
  await page.getByTestId('password').fill(PASSWORD)
  await page.getByTestId('enter').click()
  await expect(page.getByTestId('who')).toHaveText('系统管理')
})

test('the administrator adds people; nobody holds administration and another role', async () => {
  await go('users')
  const add = async (userId: string, name: string, roles: string[]): Promise<void> => {
    await page.getByTestId('new-user-id').fill(userId)
    await page.getByTestId('new-name').fill(name)
    await page.getByTestId('new-password').fill(GIVEN)
    people.given.add(userId)
    for (const role of roles) await page.getByTestId(`role-${role}`).check()
    await page.getByTestId('add-user').click()
  }
  await add('both', '两岗', ['ADMINISTRATOR', 'OPERATOR'])
  await expect(page.getByTestId('refusal')).toHaveAttribute('data-code', 'ROLES_NOT_ALLOWED')
  for (const role of ['ADMINISTRATOR', 'OPERATOR']) await page.getByTestId(`role-${role}`).uncheck()
  await add('officer1', '审批甲', ['CASE_OFFICER', 'PACK_EDITOR', 'OPERATOR'])
  await expect(page.getByTestId('user-row')).toHaveCount(2)
  await add('officer2', '审批乙', ['CASE_OFFICER', 'PACK_EDITOR', 'OPERATOR'])
  await expect(page.getByTestId('user-row')).toHaveCount(3)
  await add('auditor', '审计', ['AUDITOR'])
  await expect(page.getByTestId('user-row')).toHaveCount(4)
  await clean('users')
  await go('branches')
  await page.getByTestId('enrol-branch').fill('BR0009')
  await page.getByTestId('make-code').click()
  await expect(page.getByTestId('code')).toContainText(/[0-9A-Z]{4}(-[0-9A-Z]{4}){3}/)
  await expect(page.getByTestId('code')).toContainText(/\d{4}-\d{2}-\d{2} \d{2}:\d{2} 前有效/)
  await page.getByTestId('code').scrollIntoViewIfNeeded()
  await clean('enrol-code')
})

test('the administrator changes roles and resets a password, but none of his own', async () => {
  await go('users')
  const officer = page.getByTestId('user-row').filter({ hasText: '审批乙' })
  await page.getByTestId('roles-of-officer2').click()
  await page.getByTestId('change-role-AUDITOR').check()
  await page.getByTestId('user-change-save').click()
  await expect(page.getByTestId('user-change').getByTestId('refusal')).toHaveAttribute('data-code', 'ROLES_NOT_ALLOWED')
  await clean('user-roles')
  await page.getByTestId('change-role-AUDITOR').uncheck()
  await page.getByTestId('change-role-OPERATOR').check()
  await page.getByTestId('user-change-save').click()
  await expect(officer).toContainText('运行岗')
  await expect(page.getByTestId('user-change')).toHaveCount(0)
  await page.getByTestId('password-of-officer2').click()
  await page.getByTestId('reset-password').fill(GIVEN)
  await clean('user-password')
  await page.getByTestId('user-change-save').click()
  await expect(page.getByTestId('user-change')).toHaveCount(0)
  await expect(officer).toContainText('待改密码')
  await expect(page.getByTestId('roles-of-admin')).toHaveCount(0)
  await go('branches')
})

test('the board shows branches, the missing batch, a clock ten years off, and volumes as chart and table', async () => {
  await office.fill()
  await signIn('officer1')
  await expect(page.getByTestId('branch-row')).toHaveCount(2)
  await expect(page.getByTestId('missing')).toHaveText('3')
  await expect(page.getByTestId('skew').filter({ hasText: '天' })).toHaveCount(1)
  await expect(page.getByTestId('volumes').locator('tbody tr')).toHaveCount(1)
  await clean('branches')
})

test('the administrator makes new keys for head office; the page shows which branch goes by them from which number on', async () => {
  await expect(page.getByTestId('office-key')).toHaveCount(1)
  await expect(page.getByTestId('turn-office-keys')).toHaveCount(0)
  await signIn('admin')
  await go('branches')
  await page.getByTestId('turn-office-keys').click()
  await page.getByTestId('turn-office-keys-yes').click()
  await expect(page.getByTestId('office-key')).toHaveCount(2)
  await expect(page.getByTestId('office-key').first()).toContainText('已更换')
  await expect(page.getByTestId('office-key').last()).toContainText('现用')
  await expect(page.getByTestId('office-key').last()).toContainText(/BR\d{4} 1\/\d/)
  await expect(page.getByTestId('keys-turned')).toContainText(/[0-9A-F]{4}(-[0-9A-F]{4}){7}/)
  await page.getByTestId('office-keys').scrollIntoViewIfNeeded()
  await clean('keys')
  await signIn('officer1')
})

test('a quarantined record says what to do and is settled with a note', async () => {
  await go('quarantine')
  await expect(page.getByTestId('quarantine-row')).toContainText('字段不合格 · BODY_INVALID')
  await clean('quarantine')
  await page.getByTestId('open-record').click()
  await expect(page.getByTestId('record-text')).toContainText('"amountFen": "1e9"')
  await expect(page.getByTestId('record-text')).not.toContainText('测试甲')
  await expect(page.getByTestId('quarantined-record')).toContainText('字段 amountFen')
  await clean('quarantine-record')
  await page.getByTestId('unseal').click()
  await expect(page.getByTestId('record-text')).toContainText('测试甲')
  await page.getByTestId('mask').click()
  await expect(page.getByTestId('record-text')).not.toContainText('测试甲')
  await page.getByRole('textbox', { name: '处理说明' }).fill('网点已更正')
  await page.getByTestId('settle').click()
  await expect(page.getByTestId('quarantine-row')).toContainText('officer1 已处理')
})

test('a case is found by number, name and identity number across branches, with its findings and papers', async () => {
  await go('cases')
  for (const [by, text] of [
    ['NUMBER', 'SQ1101'],
    ['NAME', '测试甲'],
    ['ID', '11010519491231002x'],
  ] as const) {
    await page.getByTestId('search-by').selectOption(by)
    await page.getByTestId('search-text').fill(text)
    await page.getByTestId('search').click()
    await expect(page.getByTestId('open-case')).toHaveCount(2)
  }
  await page.getByTestId('open-case').first().click()
  await expect(page.getByTestId('case')).toContainText('11010519491231002X')
  await expect(page.getByTestId('case')).toContainText('居民身份证')
  await people.seesWholeCase()
  await clean('cases')
})

test('an escalated case is proposed by one, cannot be confirmed by the same, is confirmed by another and goes down signed', async () => {
  await go('escalations')
  await page.getByTestId('open-escalation').click()
  await expect(page.getByTestId('escalated-case')).toContainText('敞口超限')
  await page.getByTestId('papers').getByRole('button').click()
  await expect(page.getByTestId('paper')).toBeVisible()
  await clean('escalation')
  await people.decides('99999999', GIVEN)
  await expect(page.getByTestId('refusal')).toHaveAttribute('data-code', 'PASSWORD_WRONG')
  await expect(page.getByTestId('amount')).toHaveValue('99999999')
  await people.decides('99999999', PASSWORD)
  await expect(page.getByTestId('refusal')).toHaveAttribute('data-code', 'AMOUNT_ABOVE_LIMIT')
  await people.decides('250,000.00', PASSWORD, '先办妥抵押登记')
  await expect(page.getByTestId('proposal')).toContainText(/250,000\.00.*先办妥抵押登记/s)
  await expect(page.getByTestId('confirm')).toBeHidden()
  await signIn('officer2')
  await go('escalations')
  await page.getByTestId('open-escalation').click()
  await clean('confirm')
  await people.confirmsUnseen(office.url, 'officer1', '24000000', '240,000.00')
  await people.proves('confirm')
  await expect(page.getByTestId('decided')).toBeVisible()
  await expect
    .poll(() => office.decisions())
    .toEqual([expect.objectContaining({ outcome: 'APPROVED', amountFen: '24000000', caseVersion: 7, decidedBy: ['officer1', 'officer2'] })])
})

test('a pack with a mistake is refused with its place; a good one is seen as a diff and published by a second person', async () => {
  await go('packs')
  const draft = (version: number, text: string): Promise<void> => people.draftLpr(path.join(work, 'lpr.yaml'), version, text)
  await draft(1, 'lpr:\n  - { publishedOn: 2026-11-20, oneYear: 3.05, fiveYear: 35000 }\n')
  await expect(page.getByTestId('refusal')).toContainText('lpr.yaml 不能使用：“lpr.0.oneYear”，填写的内容不合规定。请改正后重新上传。')
  await clean('pack-refused')
  const first = 'lpr:\n  - { publishedOn: "2026-10-20", oneYear: 30000, fiveYear: 35000 }\n'
  await draft(1, first)
  await page.getByTestId('open-pack').click()
  await expect(page.getByTestId('publish')).toBeHidden()
  await signIn('officer1')
  await go('packs')
  await page.getByTestId('open-pack').click()
  await clean('publish')
  await people.publishesUnseen(office.url, 'officer2', '2026 年 11 月 LPR，更正')
  await people.proves('publish')
  await expect(page.getByTestId('pack-state')).toHaveText('已发布')
  await draft(2, `${first}  - { publishedOn: "2026-11-20", oneYear: 29500, fiveYear: 34500 }\n`)
  await expect(page.getByTestId('open-pack')).toHaveCount(2)
  await page.getByTestId('open-pack').first().click()
  await expect(page.getByTestId('pack-view').locator('.diff-added')).toHaveCount(1)
  await clean('packs')
  expect(await office.packsDown()).toEqual({ BR0001: 1, BR0002: 1 })
})

test('an audit log that lost rows is accepted from here by two operators, with what was found out', async () => {
  await office.loseRows()
  await go('branches')
  await expect(page.getByTestId('disputed-log')).toContainText('BR0002')
  await page.getByTestId('log-reason').fill('电脑更换，从备份还原')
  await page.getByTestId('log-propose').click()
  await expect(page.getByTestId('log-proposal')).toHaveText('officer1 提出：电脑更换，从备份还原')
  await expect(page.getByTestId('log-accept')).toHaveCount(0)
  await signIn('officer2')
  await go('branches')
  await page.getByTestId('log-accept').scrollIntoViewIfNeeded()
  await clean('disputed-log')
  await page.getByTestId('log-accept').click()
  await expect(page.getByTestId('accepted-log')).toContainText('接受 2 行的日志，officer1 提出，officer2 确认。电脑更换，从备份还原')
  await expect(page.getByTestId('disputed-log')).toHaveCount(0)
  await page.getByTestId('accepted-log').scrollIntoViewIfNeeded()
  await clean('accepted-log')
})

test('the device of a branch is closed by a second operator, with the reason of the first', async () => {
  await go('branches')
  await page.getByTestId('device-branch').selectOption('BR0002')
  await page.getByTestId('device-reason').fill('电脑被盗')
  await page.getByTestId('device-propose').click()
  await expect(page.getByTestId('closing')).toContainText('officer2 提出停用：电脑被盗')
  await expect(page.getByTestId('device-close')).toHaveCount(0)
  await signIn('officer1')
  await go('branches')
  await page.getByTestId('device-close').scrollIntoViewIfNeeded()
  await clean('device-closing')
  await page.getByTestId('device-close').click()
  await expect(page.getByTestId('closing')).toContainText('BR0002 第 1 期设备已停用，officer2 提出，officer1 确认。电脑被盗')
})

test('the auditor reads what everybody did and can do nothing else', async () => {
  await signIn('auditor')
  await go('audit')
  await expect(page.getByTestId('audit-row').filter({ hasText: '作出决定' })).toHaveCount(1)
  await expect(page.getByTestId('audit-row').filter({ hasText: '查看被隔离的记录' })).toContainText(['（已遮盖）', '（完整内容）', '（已遮盖）'])
  expect(await page.getByTestId('audit').innerText()).not.toMatch(/11010519491231|测试甲/)
  await clean('audit')
  const csrfLess = await page.evaluate(async () => {
    const answer = await fetch('/console/api/sign-out', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
    return [answer.status, (await answer.json()).error.code]
  })
  expect(csrfLess).toEqual([403, 'CSRF_WRONG'])
  const search = await page.evaluate(async () => (await fetch('/console/api/escalations')).status)
  expect(search).toBe(403)
})

test('an administrator who forgot his password gets back in with the code of the terminal', async () => {
  await page.getByTestId('sign-out').click()
  await expect(page.getByTestId('recover')).toHaveCount(0)
  const code = await office.recoveryCode()
  await page.reload()
  await page.getByTestId('recover').click()
  await page.getByTestId('set-up-code').fill('0000-0000-0000-0000')
  await page.getByTestId('user-id').fill('admin')
  await page.getByTestId('name').fill('系统管理')
  await page.getByTestId('password').fill(`${PASSWORD}-2`)
  await page.getByTestId('enter').click()
  await expect(page.getByTestId('refusal')).toHaveAttribute('data-code', 'RECOVERY_CODE_OF_TERMINAL_WRONG')
  await clean('recover')
  await page.getByTestId('set-up-code').fill(code)
  await page.getByTestId('password').fill(`${PASSWORD}-2`)
  await page.getByTestId('enter').click()
  await expect(page.getByTestId('who')).toHaveText('系统管理')
  await go('audit')
  await expect(page.getByTestId('audit-row').filter({ hasText: '用终端代码恢复管理员' })).toHaveCount(1)
})

test('five wrong passwords lock; the page runs no script of another site, and the journal names no customer', async () => {
  expect(await people.guess(office.url, 'auditor', 6)).toEqual([...Array.from({ length: 5 }, () => 'PASSWORD_WRONG'), 'SIGN_IN_LOCKED'])
  const shell = await fetch(`${office.url}/console/`)
  expect(shell.headers.get('content-security-policy')).toContain("script-src 'self'")
  expect(readFileSync(path.join(office.folder, 'spool/journal.ndjson'), 'utf8')).not.toContain('测试甲')
})
