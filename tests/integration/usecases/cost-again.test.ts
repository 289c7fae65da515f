import { afterAll, beforeAll, expect, it } from 'vitest'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { discloseCost, drawUpContract } from '../../../electron/usecases/contract/draw-up-contract.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { attempt, entryOf, handIn, startWalk, stateOf, versionOf, walkBefore, walkTo } from './walk.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

it('a contract that would cost more than the table signed is not drawn up; the table may be made and signed anew', async () => {
  const { counter, staff } = branch
  // Six months from 23 November have 181 days, from 1 December 182.
  const walk = await startWalk(
    branch,
    entryOf(branch, 'sole-trader-1', (entry) => ({
      ...entry,
      application: { ...entry.application, loan: { ...entry.application.loan, amountFen: fen(3_000_000), tenorMonths: 6 } },
    })),
  )
  await walkBefore(walk, 'drawUp')
  const later = async () => drawUpContract(counter, staff.firstManager, { ...(await versionOf(walk)), valueDate: dateOnly('2026-12-01') })
  expect(await later()).toMatchObject({ ok: false, error: { code: 'DISCLOSURE_DIFFERS', details: { fields: ['totalFen'] } } })
  const again = { ...(await versionOf(walk)), signedOn: walk.today }
  await refusedWhole(counter, () => discloseCost(counter, staff.firstManager, again), 'REASON_MISSING')
  expectOk(await discloseCost(counter, staff.firstManager, { ...again, reason: '起息日变了' }))
  expect(await stateOf(walk)).toBe('COST_DISCLOSED')
  expect(await attempt(walk, 'drawUp', staff.firstManager)).toMatchObject({ ok: false, error: { code: 'GATE_CLOSED', details: { items: ['D204/B'] } } })
  await handIn(walk, ['SIGN'], ['D705', 'D706'])
  await walkTo(walk, 'sign')
  expect(await stateOf(walk)).toBe('CONTRACTED')
})
