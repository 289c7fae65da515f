import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { z } from 'zod'
import { ConsoleDesk } from '../../../scripts/demo/console-desk.ts'
import { PHOTOGRAPHS, shoot } from './picture.ts'

/** What an administrator gives, and what people choose. */
export const GIVEN = 'Willow-Bank-55'
export const PASSWORD = 'Bamboo-Grove-77'
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

const Waiting = z.object({ cases: z.array(z.object({ branch: z.string(), caseId: z.string(), rev: z.int() })) })
const Proposed = z.object({ seen: z.string(), proposalHash: z.string(), proposal: z.record(z.string(), z.unknown()) })
const Draft = z.object({ effectiveFrom: z.string(), note: z.string(), files: z.array(z.unknown()) })

/** People who take turns at head office's console, and a look at what it shows them. */
export class ConsolePeople {
  private readonly page: Page
  /** Who still has the password he was given. */
  readonly given = new Set<string>()
  private seenOwn = false
  constructor(page: Page) {
    this.page = page
  }

  /** Nothing for axe to find in either language; a picture where pictures are taken. */
  async clean(name: string): Promise<void> {
    const { page } = this
    for (const code of ['en', 'zh-CN']) {
      await page.getByTestId('language').selectOption(code)
      await expect(page.locator('html')).toHaveAttribute('lang', code)
      const { violations } = await new AxeBuilder({ page }).withTags(TAGS).analyze()
      expect(
        violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)}`)),
        code,
      ).toEqual([])
    }
    if (PHOTOGRAPHS) await shoot(page, `console-${name}`)
  }
  /** What was found elsewhere, scans, an archive volume on its way and the steps of the case that is open. */
  async seesWholeCase(): Promise<void> {
    const { page } = this
    await expect(page.getByTestId('findings')).toContainText('同一申请人')
    await expect(page.getByTestId('papers')).toContainText('D101')
    await expect(page.getByTestId('volumes')).toContainText('2 个文件已到 1 个')
    await page.getByText('业务步骤（2）').click()
    await expect(page.getByTestId('steps')).toContainText('57')
    await page.getByTestId('steps').scrollIntoViewIfNeeded()
  }
  async signIn(userId: string): Promise<void> {
    const { page } = this
    if (await page.getByTestId('sign-out').isVisible()) await page.getByTestId('sign-out').click()
    await page.getByTestId('user-id').fill(userId)
    await page.getByTestId('password').fill(this.given.has(userId) ? GIVEN : PASSWORD)
    await page.getByTestId('enter').click()
    if (this.given.delete(userId)) await this.chooseOwn()
    await expect(page.getByTestId('who')).toBeVisible()
  }
  async decides(amount: string, password: string, condition = ''): Promise<void> {
    const { page } = this
    await page.getByTestId('amount').fill(amount)
    await page.getByRole('textbox', { name: '放款条件' }).fill(condition)
    await page.getByTestId('own-password-again').fill(password)
    await page.getByTestId('decide').click()
  }
  /** Takes a step by the own password. */
  async proves(step: string): Promise<void> {
    const { page } = this
    await page.getByTestId('own-password-again').fill(PASSWORD)
    await page.getByTestId(step).click()
  }
  private async elsewhere(url: string, userId: string): Promise<ConsoleDesk> {
    const desk = new ConsoleDesk(url)
    await desk.begin('/sign-in', { userId, password: PASSWORD })
    return desk
  }
  /** The first proposes other terms, at another PC, while the page of the second is open: nothing is confirmed, and the page shows those. */
  async confirmsUnseen(url: string, first: string, amountFen: string, shown: string): Promise<void> {
    const { page } = this
    const desk = await this.elsewhere(url, first)
    const [one] = (await desk.get(Waiting, '/escalations')).cases
    const at = `/escalations/${one?.branch}/${one?.caseId}/${one?.rev}`
    const { seen, proposalHash, proposal } = await desk.get(Proposed, at)
    await desk.post(`${at}/decide`, { step: 'withdraw', seen, proposalHash })
    await desk.post(`${at}/decide`, { step: 'propose', seen, proposal: { ...proposal, amountFen }, password: PASSWORD })
    await this.proves('confirm')
    await expect(page.getByTestId('refusal')).toHaveAttribute('data-code', 'ESCALATION_CHANGED')
    await expect(page.getByTestId('proposal')).toContainText(shown)
    await this.clean('confirm-changed')
  }
  /** The same of a draft of LPR that is saved again. */
  async publishesUnseen(url: string, first: string, title: string): Promise<void> {
    const { page } = this
    const desk = await this.elsewhere(url, first)
    await desk.post('/packs', { kind: 'LPR', version: 1, title, ...(await desk.get(Draft, '/packs/LPR/1')) })
    await this.proves('publish')
    await expect(page.getByTestId('refusal')).toHaveAttribute('data-code', 'PACK_CHANGED')
    await expect(page.getByTestId('pack-says')).toContainText(title)
    await this.clean('publish-changed')
  }
  /** Fills in a pack of LPR with this file and saves the draft. */
  async draftLpr(file: string, version: number, text: string): Promise<void> {
    const { page } = this
    writeFileSync(file, text)
    await page.getByTestId('pack-kind').selectOption('LPR')
    await page.getByTestId('pack-version').fill(String(version))
    await page.getByTestId('pack-from').fill('2026-12-01')
    await page.getByTestId('pack-title').fill('2026 年 11 月 LPR')
    await page.getByTestId('pack-files').setInputFiles(file)
    await page.getByTestId('pack-save').click()
  }
  /** What guessing a password so many times is answered. */
  async guess(url: string, userId: string, times: number): Promise<string[]> {
    const codes: string[] = []
    for (let time = 0; time < times; time++) {
      const body = JSON.stringify({ userId, password: randomBytes(9).toString('hex') })
      const answer = await fetch(`${url}/console/api/sign-in`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
      codes.push((await answer.json()).error.code)
    }
    return codes
  }
  private async chooseOwn(): Promise<void> {
    const { page } = this
    await expect(page.getByTestId('own-password')).toBeVisible()
    await expect(page.getByTestId('nav-branches')).toHaveCount(0)
    await page.getByTestId('password-current').fill(GIVEN)
    await page.getByTestId('password-next').fill(PASSWORD)
    await page.getByTestId('password-again').fill(`${PASSWORD}x`)
    await page.getByTestId('change-password').click()
    await expect(page.getByTestId('refusal')).toHaveAttribute('data-code', 'NOT_THE_SAME')
    if (!this.seenOwn) await this.clean('own-password')
    this.seenOwn = true
    await page.getByTestId('password-again').fill(PASSWORD)
    await page.getByTestId('change-password').click()
    await expect(page.getByTestId('nav-branches')).toBeVisible()
  }
}
