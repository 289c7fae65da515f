import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { approvedTerms, sealCode } from '../../../core/contract/approved-terms.ts'
import { addDays, type DateOnly } from '../../../core/kernel/calendar.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { viewApprovalSeal } from '../../../electron/usecases/contract/view-approval-seal.ts'
import { printDunning, printSettlement } from '../../../electron/usecases/papers/after-loan.ts'
import { closeDay, openDay } from '../../../electron/usecases/people/business-day.ts'
import { textOf } from '../../fixtures/paper/printer.ts'
import { decideInstead, declare, fieldsRefused, overwrite, read, SEVERAL_MINUTES, small } from './sealed-case.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { versionOf, type Walk, walkBefore, walkTo } from './walk.ts'

let branch: TestBranch
/** The business day, which a test may move on. */
let today: DateOnly
beforeAll(async () => {
  branch = await openTestBranch()
  today = branch.cases.businessDate
})
afterAll(() => branch.remove())

/** The code each page prints, by paper. */
async function codesPrinted(walk: Walk) {
  const { documents } = await read(walk)
  const printed = documents.map(async ({ kind, blobRef }) => {
    const text = await textOf(expectOk(await branch.counter.papers.get(blobRef)))
    return [kind, new Set([...text.matchAll(/校验码\s*([0-9A-F]{8})/g)].map(([, code]) => code))] as const
  })
  return Promise.all(printed)
}
const BEFORE_APPROVAL: readonly string[] = ['ACCEPTANCE_RECEIPT', 'SURVEY_REPORT', 'SCORE_SHEET', 'DEFICIENCY_NOTICE']

/** Opens the next business day. */
async function nextDay(walk: Walk): Promise<void> {
  const { counter, staff } = branch
  expectOk(await closeDay(counter, staff.manager))
  today = addDays(walk.today, 1)
  walk.today = today
  branch.setDate(walk.today)
  expectOk(await openDay(counter, staff.manager, walk.today))
}
async function settle(walk: Walk): Promise<void> {
  const { counter, staff } = branch
  const { caseId } = await versionOf(walk)
  expectOk(await printSettlement(counter, staff.manager, { caseId, settledOn: walk.today, reference: 'JQ1', reason: '' }))
}

describe('the code on the papers', { timeout: SEVERAL_MINUTES }, () => {
  it('is one on every paper from the approval to the settlement, though the money leaves a day later', async () => {
    const walk = await small(branch, 'mortgage-1', today)
    await walkTo(walk, 'ready')
    await nextDay(walk)
    await walkTo(walk, 'release')
    await settle(walk)
    expect((await printDunning(branch.counter, branch.staff.teller, { caseId: walk.caseId, firstUnpaid: 1, payBy: addDays(walk.today, 9) })).ok).toBe(false)
    const code = sealCode((await read(walk)).decision.termsSha256 ?? '')
    const printed = (await codesPrinted(walk)).filter(([kind]) => !BEFORE_APPROVAL.includes(kind))
    expect(printed.map(([kind]) => kind)).toEqual(
      expect.arrayContaining(
        [
          'APPROVAL_SHEET',
          'COST_DISCLOSURE',
          'LOAN_CONTRACT',
          'MORTGAGE_CONTRACT',
          'IOU',
          'REPAYMENT_SCHEDULE',
          'CUSTOMER_CARD',
          'DISBURSEMENT_CHECKLIST',
        ].concat('SETTLEMENT_CERTIFICATE', 'RELEASE_APPLICATION'),
      ),
    )
    for (const [kind, codes] of printed) expect([...codes], kind).toEqual([code])
  })

  it('is the contract’s own where the approval was given before there was a seal; that loan goes on to its money, and holds to its contract', async () => {
    const walk = await small(branch, 'sole-trader-1', today)
    await walkTo(walk, 'decide')
    const { decision } = await read(walk)
    await decideInstead(walk, decision, { terms: null, termsSha256: null })
    await walkTo(walk, 'disclose')
    const before = await codesPrinted(walk)
    await walkBefore(walk, 'sign')
    expect(expectOk(await viewApprovalSeal(branch.counter, walk.caseId))).toEqual({ code: null, differences: [] })
    const application = await declare(walk, (one) => ({ ...one, loan: { ...one.loan, purposeText: '别的用途' } }))
    expect(await fieldsRefused(walk, 'sign')).toEqual(['loan.purposeText'])
    await declare(walk, () => application)
    await decideInstead(walk, decision, { terms: null, termsSha256: null, tenorMonths: 1 })
    expect(await fieldsRefused(walk, 'sign')).toEqual(['loan.tenorMonths'])
    await decideInstead(walk, decision, { terms: null, termsSha256: null })
    await walkTo(walk, 'release')
    await settle(walk)
    const { contract } = await read(walk)
    const code = sealCode(contract?.termsSha256 ?? '')
    for (const [kind, codes] of (await codesPrinted(walk)).slice(before.length)) expect([...codes], kind).toEqual([code])
    expect(approvedTerms(contract?.terms ?? expect.fail('no contract')).loan.amountFen).toBe(decision.amountFen)
  })

  it('stands on nothing made from terms that were changed after they were sealed', async () => {
    const walk = await small(branch, 'sole-trader-1', today)
    await walkTo(walk, 'release')
    const contract = (await read(walk)).contract ?? expect.fail('no contract')
    await overwrite(walk, contract, { ...contract.terms, specialTerms: '事后加上的一句' }, contract.termsSha256)
    const { caseId } = await versionOf(walk)
    const asked = () => printSettlement(branch.counter, branch.staff.teller, { caseId, settledOn: walk.today, reference: 'JQ2', reason: '' })
    expect((await refusedWhole(branch.counter, asked, 'TERMS_DIFFER')).fields).toEqual(['seal'])
  })
})
