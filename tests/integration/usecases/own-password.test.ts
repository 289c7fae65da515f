import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calls } from '../../../core/bridge/bridge.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { decisionsOfCase } from '../../../db/repositories/decisions.ts'
import { confirmDecision } from '../../../electron/usecases/approval/confirm-decision.ts'
import { confirmRelease } from '../../../electron/usecases/disbursement/authorise-release.ts'
import { unlockStaff } from '../../../electron/usecases/people/manage-staff.ts'
import { offer } from './offer.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, PASSWORD, type TestBranch } from './test-branch.ts'
import { entryOf, startWalk, stateOf, versionOf, type Walk, walkBefore } from './walk.ts'

const WRONG = 'Wrong-horse-9-battery'
const CASE = '00000000-0000-4000-8000-000000000000'
let branch: TestBranch
let walk: Walk
beforeAll(async () => {
  branch = await openTestBranch()
  walk = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
})
afterAll(() => branch.remove())

const unlocked = async ({ staffId }: Session): Promise<void> => {
  expectOk(await unlockStaff(branch.counter, branch.administrator, staffId))
}
const decide = async (outcome: 'APPROVED' | 'REJECTED' | 'ESCALATED' | 'RETURNED', password: string) =>
  confirmDecision(branch.host, branch.counter, branch.staff.manager, {
    ...(await versionOf(walk)),
    ...walk.entry.decision,
    ...(await offer(walk)),
    outcome,
    password,
  })
const release = async (password: string) =>
  confirmRelease(branch.host, branch.counter, branch.staff.manager, { ...(await versionOf(walk)), voucherNo: walk.entry.voucherNo, password })
const atPassword = { ok: false, error: { code: 'PASSWORD_WRONG', details: { field: 'password' } } }

describe('what the branch manager decides', () => {
  it.each(['APPROVED', 'REJECTED', 'ESCALATED'] as const)('is not %s by a wrong password: the case stands as it stood', async (outcome) => {
    if (outcome === 'APPROVED') await walkBefore(walk, 'decide')
    const before = await stateOf(walk)
    expect(await decide(outcome, WRONG)).toMatchObject(atPassword)
    expect(await stateOf(walk)).toBe(before)
  })

  it('reaches no use case of the bridge without one, but to give the case back', async () => {
    const input = { caseId: CASE, version: 1, amountFen: 1, rate: 1, conditions: [], reason: '', rejectionCodes: [] }
    const parse = (outcome: string, password: object = {}) => calls['approval.decide'].input.safeParse({ ...input, outcome, ...password }).success
    expect(['APPROVED', 'REJECTED', 'ESCALATED'].map((outcome) => parse(outcome))).toEqual([false, false, false])
    expect(parse('APPROVED', { password: '' })).toBe(false)
    expect([parse('RETURNED'), parse('APPROVED', { password: PASSWORD })]).toEqual([true, true])
    expect(calls['disbursement.release'].input.safeParse({ caseId: CASE, version: 1, voucherNo: 'V1' }).success).toBe(false)
  })

  it('waits after five wrong passwords, even for the right one', async () => {
    await unlocked(branch.staff.manager)
    for (let count = 0; count < 5; count += 1) expect(await decide('APPROVED', WRONG)).toMatchObject(atPassword)
    await refusedWhole(branch.counter, () => decide('APPROVED', PASSWORD), 'SIGN_IN_LOCKED')
    await unlocked(branch.staff.manager)
  })

  it('is decided by the right one', async () => {
    expectOk(await decide('APPROVED', PASSWORD))
    expect(await branch.counter.database.read((reader) => decisionsOfCase(reader, branch.counter.vault, walk.caseId))).toMatchObject([
      { outcome: 'APPROVED', decidedBy: branch.staff.manager.staffId },
    ])
  })
})

it('money is not released at the manager’s own seat by a wrong password, and is by the right one', async () => {
  walk = await startWalk(branch, entryOf(branch, 'mortgage-1'))
  await walkBefore(walk, 'release')
  expect(await release(WRONG)).toMatchObject(atPassword)
  expect(await stateOf(walk)).toBe('READY')
  expectOk(await release(PASSWORD))
  expect(await stateOf(walk)).not.toBe('READY')
})
