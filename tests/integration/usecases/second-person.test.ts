import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calls } from '../../../core/bridge/bridge.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { authorisationsOfCase } from '../../../db/repositories/second-authorisations.ts'
import { authoriseRelease } from '../../../electron/usecases/disbursement/authorise-release.ts'
import { signIn } from '../../../electron/usecases/people/sign-in.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, PASSWORD, type TestBranch } from './test-branch.ts'
import { entryOf, startWalk, stateOf, versionOf, type Walk, walkBefore } from './walk.ts'

let branch: TestBranch
let walk: Walk
beforeAll(async () => {
  branch = await openTestBranch()
  walk = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
  await walkBefore(walk, 'release')
})
afterAll(() => branch.remove())

const authorise = async (second: { staffNo: string; password: string }, session = branch.staff.officer) =>
  authoriseRelease(branch.host, branch.counter, session, { ...(await versionOf(walk)), voucherNo: walk.entry.voucherNo, second })

describe('the second person at the counter where the money leaves', () => {
  it('is asked for at the officer’s counter only', () => {
    expect(calls['disbursement.authorise'].access).toEqual(['DISBURSEMENT_OFFICER'])
  })

  it('is another person with the right to release, whatever password is given', async () => {
    const { officer, teller } = branch.staff
    const refused = (second: { staffNo: string; password: string }, code: string) => refusedWhole(branch.counter, () => authorise(second), code)
    await refused({ staffNo: officer.staffNo, password: PASSWORD }, 'DIFFERENT_PERSON_NEEDED')
    await refused({ staffNo: teller.staffNo, password: PASSWORD }, 'ROLE_MISSING')
    // One who holds both offices prepares nothing and releases it himself at his own counter.
    const both = await branch.hire('P9009', ['DISBURSEMENT_OFFICER', 'BRANCH_MANAGER'])
    expect(await authorise({ staffNo: both.staffNo, password: PASSWORD }, both)).toMatchObject({ error: { code: 'DIFFERENT_PERSON_NEEDED' } })
  })

  it('is locked out like at signing in after five wrong passwords, even when the sixth is right', async () => {
    const other = await branch.hire('M9009', ['BRANCH_MANAGER'])
    for (let n = 0; n < 5; n += 1)
      expect(await authorise({ staffNo: other.staffNo, password: 'Wrong-horse-9' })).toMatchObject({ error: { code: 'PASSWORD_WRONG' } })
    expect(await authorise({ staffNo: other.staffNo, password: PASSWORD })).toMatchObject({ error: { code: 'SIGN_IN_LOCKED' } })
    expect(await signIn(branch.host, { staffNo: other.staffNo, password: PASSWORD })).toMatchObject({ error: { code: 'SIGN_IN_LOCKED' } })
    expect(await authorise({ staffNo: 'NOBODY', password: PASSWORD })).toMatchObject({ error: { code: 'PASSWORD_WRONG' } })
    expect(await stateOf(walk)).toBe('READY')
  })

  it('pays, with both persons on record: the release is the manager’s, who asked stands beside it', async () => {
    const { officer, manager } = branch.staff
    expectOk(await authorise({ staffNo: manager.staffNo, password: PASSWORD }))
    expect(await stateOf(walk)).toBe('ACTIVE')
    const { database } = branch.counter
    expect(await database.read((reader) => authorisationsOfCase(reader, walk.caseId))).toMatchObject([
      { action: 'disbursement.release', askedBy: officer.staffId, authorisedBy: manager.staffId },
    ])
    const rows = await database.read((reader) =>
      reader.all<{ action: string; staff_id: string; subject: string | null }>(
        "SELECT action, staff_id, subject FROM audit WHERE case_id = ? AND action IN ('disbursement.authorise', 'disbursement.release') ORDER BY n",
        [walk.caseId],
      ),
    )
    expect(rows).toEqual([
      { action: 'disbursement.authorise', staff_id: manager.staffId, subject: officer.staffNo },
      { action: 'disbursement.release', staff_id: manager.staffId, subject: null },
    ])
  })

  it('is never the same person in the database either, and the row stands for good', async () => {
    const { database } = branch.counter
    const insert = (by: string) =>
      database.write(async (tx) => {
        await tx.run("INSERT INTO second_authorisation VALUES ('x', ?, 'disbursement.release', ?, ?, '2026-11-23T01:00:00.000Z')", [
          walk.caseId,
          branch.staff.officer.staffId,
          by,
        ])
        return { ok: true as const, value: null }
      })
    await expect(insert(branch.staff.officer.staffId)).rejects.toThrow('ck_second_authorisation_four_eyes')
    for (const sql of ['DELETE FROM second_authorisation', "UPDATE second_authorisation SET action = 'y'"]) {
      await expect(database.write(async (tx) => ({ ok: true as const, value: await tx.run(sql) }))).rejects.toThrow(/kept|fixed/u)
    }
  })
})
