import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, type DateOnly } from '../../../core/kernel/calendar.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { verifyChain } from '../../../db/audit-verify.ts'
import { findCase, loanCases } from '../../../db/repositories/loan-cases.ts'
import { judgePaper, waiveItem } from '../../../electron/usecases/completeness/judge-paper.ts'
import { receivePaper } from '../../../electron/usecases/completeness/receive-paper.ts'
import { makeScanTray } from '../../../electron/usecases/completeness/scan-tray.ts'
import { openCase } from '../../../electron/usecases/intake/open-case.ts'
import { closeDay, openDay } from '../../../electron/usecases/people/business-day.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { attempt, entryOf, handIn, startWalk, stateOf, stepOf, type Walk, walkBefore, walkTo } from './walk.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

describe('an approval that ran out', () => {
  it('carries no disclosure, contract, signature or payment', async () => {
    const { counter } = branch
    const entry = entryOf(branch, 'sole-trader-1', (one) => ({
      ...one,
      application: { ...one.application, loan: { ...one.application.loan, amountFen: 10_000_000 as never } },
    }))
    const walk = await startWalk(branch, entry)
    for (const [step, codes] of [
      ['disclose', ['APPROVAL_EXPIRED']],
      ['drawUp', ['APPROVAL_EXPIRED']],
      ['sign', ['APPROVAL_EXPIRED']],
      ['prepareRelease', ['APPROVAL_EXPIRED', 'CONDITIONS_OPEN']],
      ['release', ['APPROVAL_EXPIRED', 'CONDITIONS_OPEN']],
    ] as const) {
      await walkBefore(walk, step)
      const restore = await validUntil(walk, addDays(walk.today, -1))
      await refusedWhole(counter, () => attempt(walk, step, walk.staff[stepOf(walk, step).by]), ...codes)
      await validUntil(walk, restore)
    }
    await walkTo(walk, 'release')
    expect(await stateOf(walk)).toBe('ACTIVE')
  })
})

/** A maker's work that waits for its second person holds the day open (domain 10.4). */
const HOLDS_THE_DAY = ['confirm', 'confirmProof', 'release']

describe('a closed business day', () => {
  let walk: Walk
  it('takes no step of the line, and cannot close on half-done work', async () => {
    const { counter, staff } = branch
    walk = await startWalk(branch, entryOf(branch, 'mortgage-1'))
    let day: DateOnly = walk.today
    for (const { name, by } of walk.line) {
      await walkBefore(walk, name)
      if (HOLDS_THE_DAY.includes(name)) {
        await refusedWhole(counter, () => closeDay(counter, staff.manager), 'DAY_CLOSE_BLOCKED')
        continue
      }
      expectOk(await closeDay(counter, staff.manager))
      await refusedWhole(counter, () => attempt(walk, name, walk.staff[by]), 'DAY_NOT_OPEN')
      day = addDays(day, 1)
      branch.setDate(day)
      expectOk(await openDay(counter, staff.manager, day))
      walk.today = day
      // Papers go stale from one day to the next: what had been handed in is handed in anew.
      for (const { papers } of walk.line.slice(0, walk.line.indexOf(stepOf(walk, name)) + 1)) if (papers) await handIn(walk, papers.stages, papers.but)
    }
    await walkTo(walk, 'fileVolume')
    expect(await stateOf(walk)).toBe('ACTIVE')
    expect((await counter.database.read(verifyChain)).ok).toBe(true)
  })

  it('opens no case, takes no paper and gives no verdict or waiver', async () => {
    const { counter, staff } = branch
    const scan = expectOk(await makeScanTray().offer(counter, branch.scan.bytes))
    const tray = { offer: async () => ok(scan), take: () => ok(scan) }
    const other = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
    const receipt = {
      caseId: other.caseId,
      itemId: 'D101',
      party: 'B',
      scanId: scan.scanId,
      form: 'O',
      issuedOn: walk.today,
      expiresOn: null,
      signedBy: ['B'],
    } as const
    const { paperId } = expectOk(await receivePaper(counter, tray, staff.teller, receipt))
    expectOk(await closeDay(counter, staff.manager))
    const body = { ...other.entry.application }
    await refusedWhole(counter, () => openCase(counter, staff.teller, { productCode: body.productCode, body }), 'DAY_NOT_OPEN')
    await refusedWhole(counter, () => receivePaper(counter, tray, staff.teller, receipt), 'DAY_NOT_OPEN')
    await refusedWhole(counter, () => judgePaper(counter, staff.teller, { paperId, verdict: 'OK', defects: [], note: '' }), 'DAY_NOT_OPEN')
    const waiver = { caseId: other.caseId, itemId: 'D110', party: 'B', askedBy: staff.teller.staffId, reason: 'x', expiresOn: null }
    await refusedWhole(counter, () => waiveItem(counter, staff.manager, waiver), 'DAY_NOT_OPEN')
    const next = addDays(walk.today, 1)
    branch.setDate(next)
    expectOk(await openDay(counter, staff.manager, next))
  })
})

/** Sets the last day of the approval; gives the one that stood. */
async function validUntil(walk: Walk, to: DateOnly): Promise<DateOnly> {
  const { database, vault } = walk.branch.counter
  let stood = to
  await database.write(async (tx) => {
    const record = await findCase(tx, vault, walk.caseId)
    if (!record?.approvalValidUntil) throw new Error('not approved')
    stood = record.approvalValidUntil
    return loanCases(tx, vault).update({ ...record, version: record.version + 1, approvalValidUntil: to }, record.version)
  })
  return stood
}
