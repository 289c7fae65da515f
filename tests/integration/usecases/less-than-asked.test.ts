import { afterAll, beforeAll, expect, it } from 'vitest'
import { fen } from '../../../core/kernel/fen.ts'
import { latestContract } from '../../../db/repositories/contracts.ts'
import { findDisbursement } from '../../../db/repositories/disbursements.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { attempt, entryOf, startWalk, stateOf, walkBefore, walkTo } from './walk.ts'

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
