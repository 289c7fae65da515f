import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fen } from '../../../core/kernel/fen.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { decisionsOfCase } from '../../../db/repositories/decisions.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { opinionsOfCase } from '../../../db/repositories/opinions.ts'
import { recordsOfCase } from '../../../db/repositories/outbox.ts'
import { surveysOfCase } from '../../../db/repositories/surveys.ts'
import { decideCase } from '../../../electron/usecases/approval/decide-case.ts'
import { reviewCase } from '../../../electron/usecases/approval/review-case.ts'
import { withdrawCase } from '../../../electron/usecases/intake/submit-application.ts'
import type { CaseEntry } from '../../../scripts/demo/case-file.ts'
import { offer } from './offer.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { attempt, entryOf, startWalk, stateOf, versionOf, type Walk, walkBefore, walkTo } from './walk.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

const SMALL = 1_000_000
/** Earns enough for any loan of these tests. */
const RICH = 10_000_000
/** A sole trader's case, small enough that several of one person stay within the manager's authority. */
const trader = (change: (entry: CaseEntry) => CaseEntry = (entry) => entry) =>
  startWalk(
    branch,
    entryOf(branch, 'sole-trader-1', (entry) =>
      change({ ...entry, application: { ...entry.application, loan: { ...entry.application.loan, amountFen: fen(SMALL) } } }),
    ),
  )
const read = <T>(question: (reader: Parameters<Parameters<TestBranch['counter']['database']['read']>[0]>[0]) => Promise<T>) =>
  branch.counter.database.read(question)
const kindsOf = async (walk: Walk) => (await read((reader) => documentsOfCase(reader, walk.caseId))).map((document) => document.kind)
/** Head office hears of every step. */
const TO_REVIEW = ['DOC_CHECK', 'ACCEPTED', 'SURVEY', 'SCORED', 'REVIEW']
const sentOf = async (walk: Walk) => {
  const records = await read((reader) => recordsOfCase(reader, branch.counter.vault, walk.caseId))
  return records.filter((record) => record.type === 'case.sealed').map((record) => record.body.state)
}
const decision = async (walk: Walk, outcome: 'APPROVED' | 'REJECTED' | 'ESCALATED' | 'RETURNED', over: object = {}) => ({
  ...(await versionOf(walk)),
  ...walk.entry.decision,
  ...(await offer(walk)),
  outcome,
  ...over,
})

/** From its end on, no step of the line is taken any more. */
async function nothingMore(walk: Walk): Promise<void> {
  for (const { name, by } of walk.line) await refusedWhole(branch.counter, () => attempt(walk, name, walk.staff[by]))
}

describe('a rejected case', () => {
  it('is rejected at review with its codes, gets its notice, and ends there', async () => {
    const { counter, staff } = branch
    const walk = await trader()
    await walkBefore(walk, 'review')
    const review = async (rejectionCodes: string[], note = '现金流不足') =>
      reviewCase(counter, staff.reviewer, { ...(await versionOf(walk)), outcome: 'REJECT', note, rejectionCodes })
    await refusedWhole(counter, () => review([]), 'REJECTION_CODES_WRONG')
    await refusedWhole(counter, () => review(['R99']), 'REJECTION_CODES_WRONG')
    await refusedWhole(counter, () => review(['R04'], ' '), 'REASON_MISSING')
    await refusedWhole(counter, () => review(['R04'], '不同意👎'), 'PDF_CHARACTER_MISSING')
    expectOk(await review(['R04']))
    expect(await stateOf(walk)).toBe('REJECTED')
    expect(await kindsOf(walk)).toContain('REJECTION_NOTICE')
    expect(await sentOf(walk)).toEqual([...TO_REVIEW, 'REJECTED'])
    await nothingMore(walk)
  })

  it('is rejected by the manager, and head office hears of it', async () => {
    const { counter, staff } = branch
    const walk = await trader()
    await walkBefore(walk, 'decide')
    expectOk(await decideCase(counter, staff.manager, await decision(walk, 'REJECTED', { rejectionCodes: ['R05'], reason: '偿债能力不足' })))
    expect(await stateOf(walk)).toBe('REJECTED')
    expect(await kindsOf(walk)).toEqual(expect.arrayContaining(['REJECTION_NOTICE', 'APPROVAL_SHEET']))
    expect(await sentOf(walk)).toEqual([...TO_REVIEW, 'APPROVAL', 'REJECTED'])
    await nothingMore(walk)
  })
})

describe('a withdrawn case', () => {
  it.each(['submit', 'accept', 'record', 'score', 'review', 'decide', 'disclose', 'drawUp'])('may leave before %s', async (before) => {
    const walk = await trader()
    await walkBefore(walk, before)
    expectOk(await withdrawCase(branch.counter, branch.staff.teller, { ...(await versionOf(walk)), reason: '客户放弃' }))
    expect(await stateOf(walk)).toBe('WITHDRAWN')
    await nothingMore(walk)
  })

  it('needs the manager once the contract is signed, and cannot leave once the money is out', async () => {
    const { counter, staff } = branch
    const walk = await trader()
    await walkTo(walk, 'sign')
    const withdraw = async (session = staff.teller) => withdrawCase(counter, session, { ...(await versionOf(walk)), reason: '客户放弃' })
    await refusedWhole(counter, () => withdraw(), 'ROLE_MISSING')
    await walkTo(walk, 'release')
    await refusedWhole(counter, () => withdraw(staff.manager), 'TRANSITION_NOT_ALLOWED')
  })
})

describe('a returned case', () => {
  it('goes from review back to the survey, is surveyed and scored anew, and keeps its history', async () => {
    const { counter, staff } = branch
    const walk = await trader()
    await walkBefore(walk, 'review')
    const again = async (note: string) => reviewCase(counter, staff.reviewer, { ...(await versionOf(walk)), outcome: 'RETURN', note, rejectionCodes: [] })
    await refusedWhole(counter, () => again(''), 'REASON_MISSING')
    expectOk(await again('请补充上下游核实'))
    expect(await stateOf(walk)).toBe('SURVEY')
    await refusedWhole(counter, () => attempt(walk, 'toReview', staff.firstManager), 'TRANSITION_NOT_ALLOWED', 'STEP_NOT_DONE')
    walk.done = walk.line.findIndex((step) => step.name === 'record')
    await walkBefore(walk, 'confirm')
    await refusedWhole(counter, () => attempt(walk, 'score', staff.firstManager), 'STEP_NOT_DONE')
    await walkTo(walk, 'review')
    expect((await read((reader) => surveysOfCase(reader, counter.vault, walk.caseId))).map((survey) => survey.rev)).toEqual([1, 2])
    expect((await read((reader) => opinionsOfCase(reader, counter.vault, walk.caseId))).map((opinion) => opinion.outcome)).toEqual(['RETURN', 'AGREE'])
    expectOk(await decideCase(counter, staff.manager, await decision(walk, 'RETURNED', { reason: '请复核流水' })))
    expect(await stateOf(walk)).toBe('REVIEW')
    walk.done = walk.line.findIndex((step) => step.name === 'review')
    await walkTo(walk, 'fileVolume')
    expect((await read((reader) => decisionsOfCase(reader, counter.vault, walk.caseId))).map((one) => one.outcome)).toEqual(['RETURNED', 'APPROVED'])
  })
})

describe('a case for head office', () => {
  const borrowing =
    (amountFen: number) =>
    (entry: CaseEntry): CaseEntry => ({
      ...entry,
      application: { ...entry.application, loan: { ...entry.application.loan, amountFen: fen(amountFen) } },
      survey: { ...entry.survey, personal: { ...entry.survey.personal, monthlyNetIncomeFen: fen(RICH) } },
    })
  const secondLoan = (entry: CaseEntry): CaseEntry => ({
    ...entry,
    survey: { ...entry.survey, creditReport: { ...entry.survey.creditReport, loanCount: 2, businessLoanCount: 1 } },
  })

  it.each([
    ["above the manager's authority", borrowing(30_000_000), 'EXPOSURE'],
    ['that is not a first loan', secondLoan, 'EXCEPTION'],
  ] as const)('%s is not approved here; it is sent on and waits', async (_title, change, because) => {
    const { counter, staff } = branch
    const walk = await trader(change)
    await walkBefore(walk, 'decide')
    const refused = await refusedWhole(counter, async () => decideCase(counter, staff.manager, await decision(walk, 'APPROVED')), 'AUTHORITY_EXCEEDED')
    expect(refused.because).toContain(because)
    expectOk(await decideCase(counter, staff.manager, await decision(walk, 'ESCALATED')))
    expect(await stateOf(walk)).toBe('HO_PENDING')
    expect((await sentOf(walk)).filter(Boolean)).toEqual([...TO_REVIEW, 'APPROVAL', 'HO_PENDING'])
    await refusedWhole(counter, () => attempt(walk, 'disclose', staff.firstManager), 'APPROVAL_MISSING')
    await refusedWhole(counter, () => attempt(walk, 'drawUp', staff.firstManager), 'APPROVAL_MISSING', 'DISCLOSURE_DUE')
  })

  it("counts the customer's other loans to the authority, not the single loan", async () => {
    const { counter, staff } = branch
    const walk = await trader(borrowing(19_000_000))
    await walkBefore(walk, 'decide')
    const refused = await refusedWhole(counter, async () => decideCase(counter, staff.manager, await decision(walk, 'APPROVED')), 'AUTHORITY_EXCEEDED')
    expect(refused.because).toEqual(['EXPOSURE'])
  })

  it('approves nothing above limit, price range or without the conditions asked for', async () => {
    const { counter, staff } = branch
    const walk = await startWalk(
      branch,
      entryOf(branch, 'deficient-1', (entry) => ({ ...entry, review: { ...entry.review, outcome: 'CONDITIONAL' } })),
    )
    await walkBefore(walk, 'decide')
    const { amountFen, rate } = await offer(walk)
    const tryWith = (over: object) => async () => decideCase(counter, staff.manager, await decision(walk, 'APPROVED', { conditions: ['投保'], ...over }))
    await refusedWhole(counter, tryWith({ amountFen: fen(amountFen + 1) }), 'AMOUNT_ABOVE_LIMIT', 'AUTHORITY_EXCEEDED')
    await refusedWhole(counter, tryWith({ amountFen: fen(0) }), 'AMOUNT_ABOVE_LIMIT')
    await refusedWhole(counter, tryWith({ rate: rate + 100_000 }), 'RATE_OUT_OF_RANGE')
    await refusedWhole(counter, tryWith({ conditions: [] }), 'CONDITIONS_MISSING')
    expectOk(await tryWith({})())
    await refusedWhole(counter, tryWith({}), 'APPROVAL_STILL_VALID')
  })
})
