import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calls } from '../../../core/bridge/bridge.ts'
import { addDays, type DateOnly } from '../../../core/kernel/calendar.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { decisionsOfCase } from '../../../db/repositories/decisions.ts'
import { findCase, loanCases } from '../../../db/repositories/loan-cases.ts'
import { reapproveCase } from '../../../electron/usecases/approval/reapprove-case.ts'
import { viewCase } from '../../../electron/usecases/cases/view-case.ts'
import { progressCollateral } from '../../../electron/usecases/collateral/register-collateral.ts'
import { signContract } from '../../../electron/usecases/contract/draw-up-contract.ts'
import { registerOf } from '../../../scripts/demo/signing-register.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { attempt, startSmall, stateOf, versionOf, type Walk, walkTo } from './walk.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

const caseOf = async ({ caseId }: Walk) => branch.counter.database.read((reader) => findCase(reader, branch.counter.vault, caseId))
const reapprove = async (walk: Walk, session = walk.staff.firstManager) => reapproveCase(branch.counter, session, await versionOf(walk))

/** As if the days of the approval had gone by. */
async function runOut(walk: Walk): Promise<void> {
  const { database, vault } = branch.counter
  const record = await caseOf(walk)
  if (!record) throw new Error('no case')
  const approvalValidUntil: DateOnly = addDays(walk.today, -1)
  expectOk(await database.write((tx) => loanCases(tx, vault).update({ ...record, version: record.version + 1, approvalValidUntil }, record.version)))
}

describe('an approval that ran out', () => {
  it.each([
    ['COST_DISCLOSED', 'sole-trader-1', 'disclose'],
    ['COST_DISCLOSED', 'sole-trader-1', 'drawUp'],
    ['CONTRACTED', 'sole-trader-1', 'sign'],
    ['COLLATERAL', 'mortgage-1', 'confirmProof'],
    ['READY', 'sole-trader-1', 'prepareRelease'],
  ])('is given anew from %s (%s after %s), everything after it is done again, and the money goes out', async (state, id, step) => {
    const { counter, staff } = branch
    const walk = await startSmall(branch, id)
    await walkTo(walk, step)
    expect(await stateOf(walk)).toBe(state)
    await refusedWhole(counter, () => reapprove(walk), 'APPROVAL_STILL_VALID')
    const offered = async () => expectOk(await viewCase(counter, staff.firstManager, walk.caseId)).actions.find(({ action }) => action === 'REAPPROVE')
    expect(await offered()).toBeUndefined()
    await runOut(walk)
    expect(await offered()).toMatchObject({ allowed: true })
    await refusedWhole(counter, () => reapprove(walk, staff.teller), 'ROLE_MISSING')
    expectOk(await reapprove(walk))

    expect(await caseOf(walk)).toMatchObject({
      ...{ state: 'APPROVAL', approver: null, approvedOn: null, approvalValidUntil: null, disclosedOn: null },
      ...{ contractNo: null, contractMaker: null, contractSealer: null, signedOn: null, disbursementPreparer: null },
    })
    const view = expectOk(await viewCase(counter, staff.manager, walk.caseId))
    expect(view.decision).toBeNull()
    expect(view.offer).not.toBeNull()
    expect(view.items.filter(({ itemId, state: item }) => ['D204', 'D704', 'D705', 'D706'].includes(itemId) && item === 'OK')).toEqual([])
    await refusedWhole(counter, () => attempt(walk, 'disclose', staff.firstManager), 'GATE_CLOSED')

    const registered = step === 'confirmProof'
    const again = { ...walk, line: walk.line.filter(({ name }) => !registered || !/^registry|^prove|^confirmProof/.test(name)) }
    again.done = again.line.findIndex(({ name }) => name === 'decide')
    await walkTo(again, 'disclose')
    const unsigned = async () =>
      signContract(counter, staff.teller, { ...(await versionOf(walk)), signedOn: walk.today, register: await registerOf(counter, walk.caseId) })
    await refusedWhole(counter, unsigned, 'STEP_NOT_DONE')
    await walkTo(again, 'release')
    expect(await stateOf(walk)).toBe('ACTIVE')
    expect(await counter.database.read((reader) => decisionsOfCase(reader, counter.vault, walk.caseId))).toHaveLength(2)
  })
})

describe('a registration the registry refused', () => {
  it.each(['REJECTED', 'CANCELLED'] as const)('begins again after %s', async (end) => {
    const { counter, staff } = branch
    const walk = await startSmall(branch, 'mortgage-1')
    await walkTo(walk, 'registry PENDING')
    const step = { caseId: walk.caseId, version: 1, on: walk.today, note: '' }
    expect(calls['collateral.progress'].input.safeParse({ ...step, to: 'DRAFT' }).success).toBe(true)
    for (const to of [end, 'DRAFT', 'SUBMITTED', 'PENDING', 'DONE'] as const)
      expectOk(await progressCollateral(counter, staff.firstArchivist, { ...step, ...(await versionOf(walk)), to }))
    walk.done = walk.line.findIndex(({ name }) => name === 'prove')
    await walkTo(walk, 'release')
    expect(await stateOf(walk)).toBe('ACTIVE')
  })
})
