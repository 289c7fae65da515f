import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CaseFilterInput, CaseListInput } from '../../../core/bridge/list-calls.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { countCaseRows, listCaseRows } from '../../../electron/usecases/cases/list-cases.ts'
import { judgePaper } from '../../../electron/usecases/completeness/judge-paper.ts'
import { listPapers } from '../../../electron/usecases/papers/list-papers.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { entryOf, handIn, startWalk, type Walk, walkTo } from './walk.ts'

let branch: TestBranch
let early: Walk
let late: Walk
beforeAll(async () => {
  branch = await openTestBranch()
  early = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
  late = await startWalk(branch, entryOf(branch, 'mortgage-1'))
  await walkTo(late, 'assign')
})
afterAll(() => branch.remove())

const list = (session: Session, over: object = {}) => listCaseRows(branch.counter, session, CaseListInput.parse({ offset: 0, limit: 50, ...over }))
const ids = async (session: Session, over: object = {}) => (await list(session, over)).rows.map((row) => row.caseId)

describe('the list of the counter', () => {
  it('names the account manager and says which papers of the next gate are missing or refused', async () => {
    const before = (await list(branch.staff.teller, { search: early.entry.application.borrower.name })).rows[0]
    expect(before).toMatchObject({ caseId: early.caseId, managerName: null, papersMissing: 0, papersRejected: 0 })
    await handIn(early, ['INTAKE'])
    await walkTo(early, 'submit')
    const { papers } = expectOk(await listPapers(branch.counter, early.caseId))
    const whole = (await list(branch.staff.teller, { search: early.entry.application.borrower.name })).rows[0]
    expect(whole).toMatchObject({ papersMissing: 0, papersRejected: 0 })
    expectOk(await judgePaper(branch.counter, branch.staff.teller, { paperId: papers[0]?.paperId ?? '', verdict: 'DEFECT', defects: ['E11'], note: '' }))
    const refused = (await list(branch.staff.teller, { search: early.entry.application.borrower.name })).rows[0]
    expect(refused).toMatchObject({ papersMissing: 0, papersRejected: 1, papersOk: (whole?.papersOk ?? 0) - 1 })
    const assigned = (await list(branch.staff.teller, { steps: ['SURVEY'] })).rows
    expect(assigned).toMatchObject([{ caseId: late.caseId, managerName: branch.staff.firstManager.staffName, acceptedOn: branch.cases.businessDate }])
    // What the survey still has to bring is what the case is stuck on now.
    expect(assigned[0]?.papersMissing).toBeGreaterThan(0)
  })

  it('leaves out what a filter does not mean, and counts what each view would show', async () => {
    const { teller, firstManager, reviewer } = branch.staff
    expect(await ids(firstManager, { mine: true })).toEqual([late.caseId])
    expect(await ids(reviewer, { mine: true })).toEqual([])
    expect((await ids(teller, { mine: true })).length).toBe(2)
    expect(await ids(teller, { states: ['DOC_CHECK'], steps: ['SURVEY'], sort: { by: 'NUMBER', descending: false } })).toEqual([early.caseId, late.caseId])
    expect(await ids(teller, { products: [late.entry.application.productCode] })).toEqual([late.caseId])
    expect(await ids(teller, { acceptedFrom: branch.cases.businessDate, acceptedTo: branch.cases.businessDate })).toEqual([late.caseId])
    const filters = [{}, { mine: true }, { steps: ['SURVEY'] }, { search: early.entry.application.borrower.name }, { states: ['READY'] }]
    const parsed = filters.map((filter) => CaseFilterInput.parse(filter))
    expect(await countCaseRows(branch.counter, firstManager, parsed)).toEqual([2, 1, 1, 1, 0])
  })

  it('opens on what is due first, overdue before today', async () => {
    const rows = (await list(branch.staff.teller, { sort: { by: 'DUE', descending: false } })).rows
    expect(rows.map(({ dueOn }) => dueOn)).toEqual([...rows.map(({ dueOn }) => dueOn ?? '9999')].sort())
    expect((await list(branch.staff.teller, { dueBy: rows[0]?.dueOn })).total).toBe(1)
  })
})
