import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Role, Session } from '../../../core/kernel/people.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { viewCase } from '../../../electron/usecases/cases/view-case.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { attempt, entryOf, startWalk, stateOf, type Walk, walkBefore, walkTo } from './walk.ts'

const EVERY_ROLE: readonly Role[] = ['TELLER', 'ACCOUNT_MANAGER', 'REVIEWER', 'BRANCH_MANAGER', 'DISBURSEMENT_OFFICER', 'ARCHIVIST']
/** Who checks, and who holds the role that checking takes. */
const CHECKS: readonly [step: string, role: Role][] = [
  ['confirm', 'ACCOUNT_MANAGER'],
  ['review', 'REVIEWER'],
  ['decide', 'BRANCH_MANAGER'],
  ['sign', 'DISBURSEMENT_OFFICER'],
  ['confirmProof', 'ARCHIVIST'],
  ['release', 'BRANCH_MANAGER'],
  ['fileVolume', 'ARCHIVIST'],
]

let branch: TestBranch
let walk: Walk
/** First manager, maker of everything; second manager; reviewer: each with every role of the branch. */
let maker: Session
let second: Session
let reviewer: Session
beforeAll(async () => {
  branch = await openTestBranch()
  maker = await branch.hire('M9001', EVERY_ROLE)
  second = await branch.hire('M9002', EVERY_ROLE)
  reviewer = await branch.hire('M9003', EVERY_ROLE)
  const staff = { ...branch.staff, firstManager: maker, secondManager: second, reviewer, firstArchivist: maker }
  walk = await startWalk(branch, entryOf(branch, 'mortgage-1'), staff)
})
afterAll(() => branch.remove())

const refused = (step: string, session: Session, code: string) => refusedWhole(branch.counter, () => attempt(walk, step, session), code)

describe('four eyes on a mortgage case', () => {
  it('who submitted the application does not accept it, though the roles are there; another teller does', async () => {
    await walkBefore(walk, 'submit')
    await walkTo({ ...walk, staff: { ...walk.staff, teller: maker } }, 'submit')
    walk.done = walk.line.findIndex(({ name }) => name === 'accept')
    const role = async (session: Session) => expectOk(await viewCase(branch.counter, session, walk.caseId)).actions.find(({ action }) => action === 'ACCEPT')
    expect(await role(maker)).toMatchObject({ allowed: false, code: 'DIFFERENT_PERSON_NEEDED' })
    await refused('accept', maker, 'DIFFERENT_PERSON_NEEDED')
    await refused('accept', branch.staff.officer, 'ROLE_MISSING')
    expect(await role(branch.staff.teller)).toMatchObject({ allowed: true })
    expectOk(await attempt(walk, 'accept', branch.staff.teller))
    walk.done += 1
  })

  it('no assignment makes one person both account managers', async () => {
    await walkBefore(walk, 'assign')
    const alone = { ...walk, staff: { ...walk.staff, secondManager: maker } }
    await refusedWhole(branch.counter, () => attempt(alone, 'assign', branch.staff.manager), 'DIFFERENT_PERSON_NEEDED')
    const teller = { ...walk, staff: { ...walk.staff, secondManager: branch.staff.teller } }
    await refusedWhole(branch.counter, () => attempt(teller, 'assign', branch.staff.manager), 'ROLE_MISSING')
  })

  it('the survey is recorded by the first manager and confirmed by the second, whatever roles others hold', async () => {
    await walkBefore(walk, 'record')
    for (const other of [second, reviewer, branch.staff.teller]) await refused('record', other, 'DIFFERENT_PERSON_NEEDED')
    await walkBefore(walk, 'confirm')
    for (const other of [maker, reviewer, branch.staff.firstManager]) await refused('confirm', other, 'DIFFERENT_PERSON_NEEDED')
  })

  it('who surveyed does not review, though the roles are there', async () => {
    await walkBefore(walk, 'review')
    for (const surveyor of [maker, second]) await refused('review', surveyor, 'DIFFERENT_PERSON_NEEDED')
  })

  it('who surveyed or reviewed does not decide: not to approve, to reject, to send on nor to send back', async () => {
    await walkBefore(walk, 'decide')
    for (const outcome of ['APPROVED', 'REJECTED', 'ESCALATED', 'RETURNED'] as const) {
      const asked = { ...walk, entry: { ...walk.entry, decision: { ...walk.entry.decision, outcome, reason: 'x', rejectionCodes: ['R04' as const] } } }
      for (const other of [maker, second, reviewer])
        await refusedWhole(branch.counter, () => attempt(asked as Walk, 'decide', other), 'DIFFERENT_PERSON_NEEDED')
    }
  })

  it('who drew the contract up does not seal it', async () => {
    await walkBefore(walk, 'sign')
    await refused('sign', maker, 'DIFFERENT_PERSON_NEEDED')
  })

  it('who entered the proof does not make the registration effective', async () => {
    await walkBefore(walk, 'confirmProof')
    await refused('confirmProof', maker, 'DIFFERENT_PERSON_NEEDED')
    expect(await stateOf(walk)).toBe('COLLATERAL')
  })
})

describe('four eyes on money, volume and batch', () => {
  it('who prepared the payment does not release it', async () => {
    await walkBefore(walk, 'prepareRelease')
    expectOk(await attempt(walk, 'prepareRelease', maker))
    walk.done += 1
    await walkBefore(walk, 'release')
    await refused('release', maker, 'DIFFERENT_PERSON_NEEDED')
  })

  it('who put the volume in order does not check it', async () => {
    await walkBefore(walk, 'fileVolume')
    await refused('fileVolume', maker, 'DIFFERENT_PERSON_NEEDED')
    await walkTo(walk, 'fileVolume')
    expect(await stateOf(walk)).toBe('ACTIVE')
  })

  it('who gathered the batch does not seal it, and a teller never does', async () => {
    const { counter, staff } = branch
    const { seq } = expectOk(await proposeBatch(counter, maker))
    await refusedWhole(counter, () => sealProposedBatch(counter, maker, seq), 'DIFFERENT_PERSON_NEEDED')
    await refusedWhole(counter, () => sealProposedBatch(counter, staff.teller, seq), 'ROLE_MISSING')
    expectOk(await sealProposedBatch(counter, staff.manager, seq))
  })
})

describe('a person without the role', () => {
  it('is refused at every check of the line', async () => {
    // A branch of its own: a second loan of the same customer would exceed the manager's authority.
    const fresh = await openTestBranch()
    const other = await startWalk(fresh, entryOf(fresh, 'mortgage-1'))
    for (const [step, role] of CHECKS) {
      await walkBefore(other, step)
      // Who is named as the witness of a signing does not register it either (FIELD_INVALID).
      for (const person of Object.values(fresh.staff).filter(({ roles }) => !roles.includes(role)))
        await refusedWhole(fresh.counter, () => attempt(other, step, person), 'ROLE_MISSING', 'DIFFERENT_PERSON_NEEDED', step === 'sign' ? 'FIELD_INVALID' : '')
    }
    await fresh.remove()
  })
})
