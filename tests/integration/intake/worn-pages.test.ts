import { afterAll, beforeAll, expect, it } from 'vitest'
import { papersOfCase } from '../../../db/repositories/papers.ts'
import { filedPagesOfCase } from '../../../db/repositories/scan-pages.ts'
import { bundledCases } from '../usecases/test-branch.ts'
import { type Intake, openIntake } from './pile.ts'
import { printSheets, type Sheets, type WornPage, withEveryType, wornPile } from './worn-pile.ts'
import { added, fileWorn, NO_PAGES, type WornTally } from './worn-tally.ts'

/** Pages of ours in a sample; a thousand in `npm run test:full`, their figures in `npm run bench`. */
const full = process.env.TEST_FULL === '1'
const [OURS, IN_A_PILE] = full ? [1000, 50] : [24, 12]
const DRAFTS = full ? ['mortgage-1', 'consumer-credit', 'trader-vehicle', 'enterprise-guarantor-company', 'cooperative', 'family-farm'] : ['family-farm']
const WALKED = full ? ['sole-trader-1', 'mortgage-1', 'consumer-guarantee'] : ['sole-trader-1']

let intake: Intake
let sheets: Sheets
let tally: WornTally = NO_PAGES
beforeAll(async () => {
  const file = await withEveryType(await bundledCases())
  intake = await openIntake('mortgage-1', () => file)
  sheets = await printSheets(intake.branch, DRAFTS, WALKED)
  for (let from = 0; from < OURS; from += IN_A_PILE) {
    const pile: WornPage[] = []
    for await (const page of wornPile(sheets, from, Math.min(IN_A_PILE, OURS - from))) pile.push(page)
    tally = added(tally, await fileWorn(intake, pile))
  }
}, 3_600_000)
afterAll(() => intake.close())

it('files worn pages of ours, turned, coarse and noisy, to the item, the person and the case that their codes say: 99 in 100, and none elsewhere', () => {
  expect(tally.ours).toBe(OURS)
  expect(tally.wrong).toBe(0)
  expect(tally.oursFiled / tally.ours).toBeGreaterThanOrEqual(0.99)
  expect(tally.plainFiled / tally.plain).toBeGreaterThanOrEqual(0.99)
})

it('has every page that was filed in a paper of its item', async () => {
  const { counter } = intake.branch
  const cases = new Set([...sheets.separators, ...sheets.printed].map(({ target }) => target.caseId))
  let filed = 0
  for (const caseId of cases) {
    const [pages, papers] = await counter.database.read(async (reader) => [
      await filedPagesOfCase(reader, caseId),
      await papersOfCase(reader, counter.vault, caseId),
    ])
    filed += pages.length
    const scanned = new Set(pages.map(({ paperId }) => paperId))
    expect(scanned.has(null)).toBe(false)
    expect(papers.filter(({ paperId }) => scanned.has(paperId)).reduce((sum, paper) => sum + paper.pages, 0)).toBe(pages.length)
  }
  expect(filed).toBe(tally.plainFiled + tally.oursFiled - Math.ceil(OURS / 2))
})
