import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { approvalBrief } from '../../../electron/usecases/approval/approval-brief.ts'
import type { CaseEntry } from '../../../scripts/demo/case-file.ts'
import { withEveryType } from '../intake/worn-pile.ts'
import { bundledCases, openTestBranch, type TestBranch } from './test-branch.ts'
import { attempt, entryOf, startWalk, type Walk, walkBefore } from './walk.ts'

/** An enterprise that needs 1,180,666.67 yuan to work with and has most of it: no more than 180,666.67 may be lent. */
let branch: TestBranch
beforeAll(async () => {
  const file = await withEveryType(await bundledCases())
  branch = await openTestBranch(() => file)
})
afterAll(() => branch.remove())

const enterprise = (change: (business: NonNullable<CaseEntry['survey']['business']>) => NonNullable<CaseEntry['survey']['business']>): Promise<Walk> =>
  startWalk(
    branch,
    entryOf(branch, 'enterprise-guarantor-company', (entry) => {
      const { business } = entry.survey
      // Financial statements have three pages at least: the one-page scan of the tests is too short for them.
      const papers = { ...entry.papers, scans: entry.papers.scans.filter(({ itemId }) => itemId !== 'D406') }
      const decision = { ...entry.decision, amountFen: 18_000_001 as typeof entry.decision.amountFen }
      return business ? { ...entry, papers, decision, survey: { ...entry.survey, business: change(business) } } : entry
    }),
  )

it('cannot be surveyed without what its need for working capital is measured on', async () => {
  const walk = await enterprise((business) => ({ ...business, workingCapital: null }))
  await walkBefore(walk, 'record')
  expect(await attempt(walk, 'record', walk.staff.firstManager)).toMatchObject({
    ok: false,
    error: { code: 'FIELD_INVALID', details: { field: 'survey.business.workingCapital', reason: 'REQUIRED' } },
  })
})

it('is lent no more than that need leaves room for, and the manager sees why', async () => {
  const walk = await enterprise((business) => ({
    ...business,
    previousTurnoverFen: 600_000_000 as typeof business.previousTurnoverFen,
    workingCapital: business.workingCapital && { ...business.workingCapital, ownFundsFen: 90_000_000 as typeof business.previousTurnoverFen },
  }))
  await walkBefore(walk, 'decide')
  const { suggested, applied } = expectOk(await approvalBrief(branch.counter, walk.staff.manager, walk.caseId))
  expect(suggested).toMatchObject({ limitFen: 18_000_000, limitBoundBy: 'WORKING_CAPITAL', workingCapital: { needFen: 118_066_667, newLoanFen: 18_066_667 } })
  expect(applied.amountFen).toBeGreaterThan(18_000_000)
  expect(await attempt(walk, 'decide', walk.staff.manager)).toMatchObject({
    ok: false,
    error: { code: 'AMOUNT_ABOVE_LIMIT', details: { limitFen: 18_000_000 } },
  })
})
