import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CasePapersInput } from '../../../core/batch/case-papers.ts'
import { addDays } from '../../../core/kernel/calendar.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { recordsOfCase } from '../../../db/repositories/outbox.ts'
import { reviewCase } from '../../../electron/usecases/approval/review-case.ts'
import { describePaper } from '../../../electron/usecases/scans/describe-paper.ts'
import { askOffice, type Desk, edit, newDesk } from './decision-desk.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { versionOf } from './walk.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

/** Each list of its scans that went to the outbox for the case. */
async function lists({ walk }: Desk): Promise<CasePapersInput['papers'][]> {
  const { counter } = branch
  const records = await counter.database.read((reader) => recordsOfCase(reader, counter.vault, walk.caseId))
  return records.flatMap(({ type, body }) => (type === 'case.papers' ? [body.papers as CasePapersInput['papers']] : []))
}

it('head office hears the date and form of a scan that were corrected after it was told of it, and of nothing twice', async () => {
  const desk = await newDesk(branch)
  const { counter, staff } = branch
  await edit(desk, 'PAPER')
  expectOk(await reviewCase(counter, staff.reviewer, { ...(await versionOf(desk.walk)), outcome: 'AGREE', note: '', rejectionCodes: [] }))
  const told = await lists(desk)
  const issuedOn = addDays(desk.walk.today, -9)
  const corrected = { paperId: String(desk.added[0]), form: 'C' as const, issuedOn, expiresOn: null, signedBy: [] }
  expectOk(await describePaper(counter, staff.teller, corrected))
  await askOffice(desk)
  const after = await lists(desk)
  expect(after.length).toBe(told.length + 1)
  expect(new Set(after.map((list) => JSON.stringify(list))).size).toBe(after.length)
  expect(told.at(-1)?.filter(({ form, issuedOn: on }) => form === 'C' && on === issuedOn)).toEqual([])
  expect(after.at(-1)?.filter(({ itemId, form, issuedOn: on }) => itemId === 'D101' && form === 'C' && on === issuedOn)).toHaveLength(1)
})
