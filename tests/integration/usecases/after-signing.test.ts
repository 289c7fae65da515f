import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calls } from '../../../core/bridge/bridge.ts'
import { addDays } from '../../../core/kernel/calendar.ts'
import { hasRole, type Session } from '../../../core/kernel/people.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { viewCase } from '../../../electron/usecases/cases/view-case.ts'
import { withdrawCase } from '../../../electron/usecases/intake/submit-application.ts'
import { closeDay, dayStatus, openDay } from '../../../electron/usecases/people/business-day.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { entryOf, startWalk, stateOf, versionOf, type Walk, walkTo } from './walk.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

const offered = async (walk: Walk, session: Session) =>
  expectOk(await viewCase(branch.counter, session, walk.caseId)).actions.find(({ action }) => action === 'WITHDRAW')
const withdraw = async (walk: Walk, session: Session) => withdrawCase(branch.counter, session, { ...(await versionOf(walk)), reason: '客户放弃' })

describe('a customer who walks away after signing', () => {
  it.each([
    ['CONTRACTED', 'sole-trader-1', 'sign'],
    ['COLLATERAL', 'mortgage-1', 'prove'],
    ['READY', 'sole-trader-1', 'prepareRelease'],
  ])('is let go by the branch manager alone at %s, and the day can close', async (state, id, step) => {
    const { counter, staff } = branch
    const walk = await startWalk(branch, entryOf(branch, id))
    await walkTo(walk, step)
    expect(await stateOf(walk)).toBe(state)
    const { access } = calls['case.withdraw']
    expect(hasRole(staff.manager, ...access)).toBe(true)
    for (const session of [staff.teller, staff.firstManager]) {
      expect(await offered(walk, session)).toMatchObject({ allowed: false, code: 'ROLE_MISSING' })
      await refusedWhole(counter, () => withdraw(walk, session), 'ROLE_MISSING')
    }
    expect(await offered(walk, staff.manager)).toMatchObject({ allowed: true, code: null })
    expectOk(await withdraw(walk, staff.manager))
    expect(await stateOf(walk)).toBe('WITHDRAWN')
    expect((await dayStatus(counter)).blockers.filter(({ blocking }) => blocking)).toEqual([])
    expectOk(await closeDay(counter, staff.manager))
    branch.cases.businessDate = addDays(branch.cases.businessDate, 1)
    branch.setDate(branch.cases.businessDate)
    expectOk(await openDay(counter, staff.manager, branch.cases.businessDate))
  })

  it('is let go by the counter before signing, not by the manager', async () => {
    const { counter, staff } = branch
    const walk = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
    await walkTo(walk, 'submit')
    expect(await offered(walk, staff.manager)).toMatchObject({ allowed: false, code: 'ROLE_MISSING' })
    await refusedWhole(counter, () => withdraw(walk, staff.manager), 'ROLE_MISSING')
    expect(await offered(walk, staff.teller)).toMatchObject({ allowed: true })
    expectOk(await withdraw(walk, staff.teller))
  })
})
