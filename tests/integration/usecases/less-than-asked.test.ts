import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { latestContract } from '../../../db/repositories/contracts.ts'
import { findDisbursement } from '../../../db/repositories/disbursements.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { readPages } from '../../../electron/services/pdf-reread.ts'
import { closeDay, openDay } from '../../../electron/usecases/people/business-day.ts'
import { zhDate } from '../../../templates/layout/words.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { attempt, entryOf, handIn, startWalk, stateOf, walkBefore, walkTo } from './walk.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())
const HALF = fen(30_000_000)

it('a loan approved at half of what was asked is paid to the payee at that half', async () => {
  const walk = await startWalk(
    branch,
    entryOf(branch, 'mortgage-1', (entry) => ({ ...entry, decision: { ...entry.decision, amountFen: HALF } })),
  )
  await walkTo(walk, 'release')
  const { database, vault } = branch.counter
  const contract = await database.read((reader) => latestContract(reader, vault, walk.caseId))
  const paid = await database.read((reader) => findDisbursement(reader, vault, walk.caseId))
  expect([contract?.terms.loan.amountFen, contract?.terms.loan.payee?.amountFen, paid?.amountFen]).toEqual([HALF, HALF, HALF])
  expect(await stateOf(walk)).toBe('ACTIVE')
})

it('a mixed payment is not approved at no more than the payee is to get', async () => {
  const mixed = await startWalk(
    branch,
    entryOf(branch, 'mortgage-1', (entry) => {
      const { loan } = entry.application
      const payee = loan.payee && { ...loan.payee, amountFen: HALF }
      return {
        ...entry,
        application: { ...entry.application, loan: { ...loan, paymentMode: 'MIXED', payee } },
        decision: { ...entry.decision, amountFen: HALF },
      }
    }),
  )
  await walkBefore(mixed, 'decide')
  expect(await attempt(mixed, 'decide', mixed.staff.manager)).toMatchObject({ ok: false, error: { code: 'PAYEE_ABOVE_LOAN', details: { payeeFen: HALF } } })
})

it('the approval sheet gives the ratios of what was decided, and beside each name the day of its own act', async () => {
  // Another branch: the customer's exposure counts.
  const other = await openTestBranch()
  const { counter, staff } = other
  const walk = await startWalk(
    other,
    entryOf(other, 'mortgage-1', (entry) => ({ ...entry, decision: { ...entry.decision, amountFen: HALF } })),
  )
  await walkTo(walk, 'review')
  const reviewedOn = walk.today
  expectOk(await closeDay(counter, staff.manager))
  walk.today = addDays(reviewedOn, 1)
  other.setDate(walk.today)
  expectOk(await openDay(counter, staff.manager, walk.today))
  await handIn(walk, ['INTAKE', 'SURVEY', 'APPROVE'])
  await walkTo(walk, 'decide')
  const sheet = (await counter.database.read((reader) => documentsOfCase(reader, walk.caseId))).find(({ kind }) => kind === 'APPROVAL_SHEET')
  const text = (await readPages(expectOk(await counter.papers.get(sheet?.blobRef ?? '')))).join('').replace(/\s/gu, '')
  const appraised = walk.entry.survey.valuation?.appraisedFen ?? 1
  expect(text).toContain(`${Math.ceil((HALF * 10_000) / appraised) / 100}%`)
  expect(text).toContain(zhDate(reviewedOn).replace(/\s/gu, ''))
  expect(text).toContain(zhDate(walk.today).replace(/\s/gu, ''))
  await other.remove()
})
