import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, addMonths, type DateOnly } from '../../../core/kernel/calendar.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { findDisbursement } from '../../../db/repositories/disbursements.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { instalmentsOf } from '../../../db/repositories/instalments.ts'
import { findCase } from '../../../db/repositories/loan-cases.ts'
import { readPages } from '../../../electron/services/pdf-reread.ts'
import { drawUpContract, signContract } from '../../../electron/usecases/contract/draw-up-contract.ts'
import { prepareRelease } from '../../../electron/usecases/disbursement/release-funds.ts'
import { closeDay, openDay } from '../../../electron/usecases/people/business-day.ts'
import { registerOf } from '../../../scripts/demo/signing-register.ts'
import { zhDate } from '../../../templates/layout/words.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { entryOf, handIn, startWalk, stateOf, versionOf, type Walk, walkBefore, walkTo } from './walk.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

/** Opens a later business day and hands in again what has gone stale. */
async function later(walk: Walk, days: number): Promise<DateOnly> {
  const { counter, staff } = branch
  expectOk(await closeDay(counter, staff.manager))
  walk.today = addDays(walk.today, days)
  branch.setDate(walk.today)
  expectOk(await openDay(counter, staff.manager, walk.today))
  return walk.today
}
const textOf = async (pdf: Uint8Array): Promise<string> => (await readPages(pdf)).join('').replaceAll(/\s/g, '')
const refusalOf = (result: { ok: boolean }) => result

describe('the day the money leaves', () => {
  it('sets value date, maturity and schedule, whatever day the contract counted from; an old credit report is asked for again', async () => {
    const { counter, staff } = branch
    const { database, vault } = counter
    const walk = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
    await walkBefore(walk, 'drawUp')
    const drawUp = async (valueDate: DateOnly) => drawUpContract(counter, staff.firstManager, { ...(await versionOf(walk)), valueDate })
    expect(refusalOf(await drawUp(addDays(walk.today, 91)))).toMatchObject({
      ok: false,
      error: { details: { field: 'valueDate', reason: 'DATE_AFTER_APPROVAL' } },
    })
    await walkBefore(walk, 'sign')
    const sign = async (signedOn: DateOnly) =>
      signContract(counter, staff.officer, { ...(await versionOf(walk)), signedOn, register: await registerOf(counter, walk.caseId) })
    expect(refusalOf(await sign(addDays(walk.today, -1)))).toMatchObject({
      ok: false,
      error: { details: { field: 'signedOn', reason: 'DATE_BEFORE_CONTRACT' } },
    })
    await walkTo(walk, 'ready')

    const day = await later(walk, 40)
    await handIn(walk, ['INTAKE', 'SURVEY', 'APPROVE', 'SIGN', 'DISBURSE'], ['D710'])
    const prepare = async (creditReport: object | null) =>
      prepareRelease(counter, staff.officer, { ...(await versionOf(walk)), registryCheckedOn: day, creditReport: creditReport as never })
    expect(refusalOf(await prepare(null))).toMatchObject({ ok: false, error: { code: 'CONDITIONS_OPEN' } })
    const fresh = { obtained: true, reportNo: 'ZX202701020001', enquiredOn: day, loanCount: 0, businessLoanCount: 0, discountCount: 0, cardRecord: false }
    expect(refusalOf(await prepare({ ...fresh, loanCount: 1, businessLoanCount: 1 }))).toMatchObject({ ok: false, error: { code: 'FIRST_LOAN_CHANGED' } })
    expectOk(await prepare(fresh))
    walk.done = walk.line.findIndex(({ name }) => name === 'release')
    await walkTo(walk, 'release')

    const schedule = await database.read((reader) => instalmentsOf(reader, walk.caseId, 1))
    const paid = await database.read((reader) => findDisbursement(reader, vault, walk.caseId))
    const record = await database.read((reader) => findCase(reader, vault, walk.caseId))
    expect([paid?.valueDate, schedule.at(0)?.dueOn, schedule.at(-1)?.dueOn]).toEqual([day, addMonths(day, 1), addMonths(day, 12)])
    expect(paid?.firstLoanAgain).toMatchObject({ report: { reportNo: 'ZX202701020001' }, found: { result: true } })
    expect([record?.firstLoanFrozen, record?.firstLoanBasis, await stateOf(walk)]).toEqual([true, 'NO_RECORD', 'ACTIVE'])
    const papers = await database.read((reader) => documentsOfCase(reader, walk.caseId))
    for (const paper of ['REPAYMENT_SCHEDULE', 'CUSTOMER_CARD'] as const)
      expect(papers.filter(({ kind, supersededAt }) => kind === paper && supersededAt === null)).toMatchObject([{ version: 2 }])
    // What the customer takes home says the day of his first payment, as the contract's schedule does now.
    const card = papers.find(({ kind, version }) => kind === 'CUSTOMER_CARD' && version === 2)?.blobRef ?? ''
    expect(await textOf(expectOk(await counter.papers.get(card)))).toContain(zhDate(addMonths(day, 1)))
  })
})
