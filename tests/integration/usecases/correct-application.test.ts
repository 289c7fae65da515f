import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calls } from '../../../core/bridge/bridge.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { auditOfCase } from '../../../db/audit.ts'
import { correctionsOfCase } from '../../../db/repositories/application-corrections.ts'
import { findCase } from '../../../db/repositories/loan-cases.ts'
import { authorisationsOfCase } from '../../../db/repositories/second-authorisations.ts'
import { openCaseFile } from '../../../electron/usecases/cases/case-file.ts'
import { correctApplication } from '../../../electron/usecases/intake/correct-application.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, PASSWORD, type TestBranch } from './test-branch.ts'
import { entryOf, startWalk, versionOf, type Walk, walkBefore, walkTo } from './walk.ts'

let branch: TestBranch
let walk: Walk
beforeAll(async () => {
  branch = await openTestBranch()
  walk = await startWalk(branch, entryOf(branch, 'mortgage-1'))
  await walkTo(walk, 'submit')
})
afterAll(() => branch.remove())

type Change = { path: string; value: string | number; reason?: string; staffNo?: string; password?: string }
const correct = async ({ path, value, reason = '录入与证件不一致', staffNo = branch.staff.teller.staffNo, password = PASSWORD }: Change, at = walk) =>
  correctApplication(branch.host, branch.counter, branch.staff.firstManager, { ...(await versionOf(at)), path, value, reason, second: { staffNo, password } })
const stored = async () => {
  const record = await branch.counter.database.read((reader) => findCase(reader, branch.counter.vault, walk.caseId))
  if (!record?.application) throw new Error('no application')
  return { record, application: record.application }
}

describe('what was entered wrongly is put right while the papers are checked', () => {
  it('by who works at the counter, with another of them confirming it', async () => {
    expect(calls['intake.correct'].access).toEqual(['TELLER', 'ACCOUNT_MANAGER'])
    const { staff, counter } = branch
    const refused = (change: Partial<Change>, code: string) =>
      refusedWhole(counter, () => correct({ path: 'borrower.address', value: '测试区文三路 295 号', ...change }), code)
    await refused({ staffNo: staff.firstManager.staffNo }, 'DIFFERENT_PERSON_NEEDED')
    await refused({ staffNo: staff.firstArchivist.staffNo }, 'ROLE_MISSING')
    await refused({ reason: ' ' }, 'REASON_MISSING')
    await refused({ path: 'borrower.idNumber', value: '110101199003070000' }, 'FIELD_INVALID')
    await refused({ path: 'loan.amountFen', value: 1 }, 'FIELD_INVALID')
  })

  it('but not to the ID number of the borrower of another case that is still open', async () => {
    const other = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
    await walkTo(other, 'submit')
    const value = String(other.entry.application.borrower.idNumber)
    const details = await refusedWhole(branch.counter, () => correct({ path: 'borrower.idNumber', value }), 'CORRECTION_MEETS_OPEN_CASE')
    expect(details).toMatchObject({ cases: [expect.stringMatching(/^SQ/)] })
  })

  it('and the case goes on with the right name everywhere: form, list, index, both persons and both values on record', async () => {
    const { counter, staff } = branch
    const before = (await stored()).application.borrower.name
    expectOk(await correct({ path: 'borrower.name', value: '测试鿍' }))
    const { record, application } = await stored()
    expect([application.borrower.name, record.applicant.name, record.state]).toEqual(['测试鿍', '测试鿍', 'DOC_CHECK'])
    const { database, vault } = counter
    const [made] = await database.read((reader) => correctionsOfCase(reader, vault, walk.caseId))
    expect(made).toMatchObject({ reason: '录入与证件不一致', corrections: [{ path: 'borrower.name', before, after: '测试鿍' }] })
    expect(await database.read((reader) => authorisationsOfCase(reader, walk.caseId))).toMatchObject([
      { authorisationId: made?.authorisationId, action: 'intake.correct', askedBy: staff.firstManager.staffId, authorisedBy: staff.teller.staffId },
    ])
    const audited = (await database.read((reader) => auditOfCase(reader, vault, walk.caseId))).filter(({ action }) => action === 'intake.correct')
    expect(audited).toMatchObject([{ staffId: staff.firstManager.staffId, fromState: 'DOC_CHECK', toState: 'DOC_CHECK' }])
    expect(audited[0]?.dataHashBefore).not.toBe(audited[0]?.dataHashAfter)
  })

  it('and asks for what the right answer asks for: the divorced show the paper that the single have not', async () => {
    const { counter } = branch
    const single = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
    await walkTo(single, 'submit')
    const file = async () => {
      const { report } = expectOk(await counter.database.read((reader) => openCaseFile(counter, reader, single.caseId)))
      return { items: new Set(report?.lines.filter(({ required }) => required).map(({ itemId }) => itemId)) }
    }
    const before = await file()
    expectOk(await correct({ path: 'borrower.maritalStatus', value: 'DIVORCED' }, single))
    const after = await file()
    expect([...after.items].filter((item) => !before.items.has(item))).toEqual(['D107'])
    expect(after.items.size).toBe(before.items.size + 1)
  })

  it('is kept as it was by the database: nobody changes or removes a correction', async () => {
    const { database } = branch.counter
    const attempt = (sql: string) => database.write(async (tx) => ({ ok: true as const, value: await tx.run(sql, []) }))
    await expect(attempt("UPDATE application_correction SET case_id = case_id || 'x'")).rejects.toThrow(/fixed|FOREIGN/)
    await expect(attempt('DELETE FROM application_correction')).rejects.toThrow('kept')
  })

  it('not any more once the case is accepted', async () => {
    await walkBefore(walk, 'assign')
    await refusedWhole(branch.counter, () => correct({ path: 'borrower.address', value: '测试区文三路 297 号' }), 'TRANSITION_NOT_ALLOWED')
  })
})
