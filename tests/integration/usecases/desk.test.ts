import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CaseFilterInput } from '../../../core/bridge/list-calls.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { listVoidedNumbers } from '../../../db/repositories/number-sequences.ts'
import { reviewCase } from '../../../electron/usecases/approval/review-case.ts'
import { judgePaper } from '../../../electron/usecases/completeness/judge-paper.ts'
import { approvalInbox } from '../../../electron/usecases/desk/approval-inbox.ts'
import { draftBox, removeDraft } from '../../../electron/usecases/desk/draft-box.ts'
import { homeToday } from '../../../electron/usecases/desk/home-today.ts'
import { ownPreferences, ownViews, removeView, saveView, setPreferences } from '../../../electron/usecases/desk/own-settings.ts'
import { peekCase } from '../../../electron/usecases/desk/peek-case.ts'
import { saveDraft } from '../../../electron/usecases/intake/save-draft.ts'
import { listPapers } from '../../../electron/usecases/papers/list-papers.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { entryOf, handIn, startWalk, versionOf, type Walk, walkBefore, walkTo } from './walk.ts'

let branch: TestBranch
let walk: Walk
let draft: Walk
beforeAll(async () => {
  branch = await openTestBranch()
  walk = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
  draft = await startWalk(branch, entryOf(branch, 'mortgage-1'))
})
afterAll(() => branch.remove())

const todos = async (session: Session) => (await homeToday(branch.counter, session)).todos.map(({ todo, count }) => [todo, count])
const peek = async (session: Session) => expectOk(await peekCase(branch.counter, session, walk.caseId))

describe('what waits for a person today', () => {
  it('follows a case from desk to desk, and says what it is stuck on', async () => {
    const { teller, firstManager, secondManager, reviewer, manager } = branch.staff
    expect(await todos(teller)).toEqual([['SUBMIT', 2]])
    await handIn(walk, ['INTAKE'])
    await walkTo(walk, 'submit')
    const { papers } = expectOk(await listPapers(branch.counter, walk.caseId))
    const paper = papers[0]
    expectOk(await judgePaper(branch.counter, teller, { paperId: paper?.paperId ?? '', verdict: 'DEFECT', defects: ['E11'], note: '看不清' }))
    expect(await peek(teller)).toMatchObject({
      todo: 'CHECK_PAPERS',
      waitsFor: [],
      stuck: [{ itemId: paper?.itemId, state: 'DEFECT', defects: ['E11'], note: '看不清' }],
    })
    expect((await peek(teller)).events[0]).toMatchObject({ action: 'completeness.judge', staffName: teller.staffName })
    expect(await peek(manager)).toMatchObject({ todo: null, waitsFor: expect.arrayContaining(['ACCOUNT_MANAGER']) })
    expectOk(await judgePaper(branch.counter, teller, { paperId: paper?.paperId ?? '', verdict: 'OK', defects: [], note: '' }))
    expect(await todos(teller)).toEqual([['SUBMIT', 1]])
    expect(await todos(firstManager)).toEqual([['ACCEPT', 1]])
    await walkTo(walk, 'assign')
    expect([await todos(firstManager), await todos(secondManager)]).toEqual([[['RECORD_SURVEY', 1]], []])
    await walkTo(walk, 'record')
    expect([await todos(firstManager), await todos(secondManager)]).toEqual([[], [['CONFIRM_SURVEY', 1]]])
    await walkTo(walk, 'toReview')
    expect([await todos(reviewer), await todos(manager)]).toEqual([[['REVIEW', 1]], []])
    const home = await homeToday(branch.counter, firstManager)
    expect(home.deadlines.map(({ caseId }) => caseId)).toEqual([])
    expect(home.batches).toEqual({ waiting: 12, toSeal: 0, unanswered: 0 })
  })

  it('shows the reviewer his inbox with score and flags, then what he decided, and the manager’s case when it comes', async () => {
    const { reviewer, manager, firstManager } = branch.staff
    const both = await branch.hire('B9001', ['REVIEWER', 'BRANCH_MANAGER'])
    expect((await approvalInbox(branch.counter, reviewer)).rows).toMatchObject([
      { caseId: walk.caseId, grade: expect.any(String), points: expect.any(Number), code: null, managerName: firstManager.staffName },
    ])
    expect((await approvalInbox(branch.counter, manager)).rows).toEqual([])
    const { reason } = { reason: '流水缺三个月' }
    expectOk(await reviewCase(branch.counter, reviewer, { ...(await versionOf(walk)), outcome: 'RETURN', note: reason, rejectionCodes: [] }))
    const returned = (await homeToday(branch.counter, firstManager)).returned
    expect(returned).toMatchObject([{ caseId: walk.caseId, by: reviewer.staffName, reason }])
    expect((await approvalInbox(branch.counter, reviewer)).decidedToday).toMatchObject([{ caseId: walk.caseId, outcome: 'RETURN' }])
    walk.done = walk.line.findIndex(({ name }) => name === 'record')
    await walkBefore(walk, 'decide')
    expect((await homeToday(branch.counter, firstManager)).returned).toEqual([])
    expect((await approvalInbox(branch.counter, manager)).rows).toMatchObject([{ caseId: walk.caseId, code: null, flags: expect.any(Array) }])
    expect((await approvalInbox(branch.counter, both)).rows).toHaveLength(1)
    await walkTo(walk, 'decide')
    expect(await approvalInbox(branch.counter, manager)).toMatchObject({ rows: [], decidedToday: [{ outcome: 'APPROVED' }] })
    expect(await todos(firstManager)).toEqual([['DISCLOSE', 1]])
  })

  it('is nothing for administrator and auditor', async () => {
    expect(await homeToday(branch.counter, branch.administrator)).toMatchObject({ todos: [], deadlines: [], returned: [] })
  })
})

describe('the draft box', () => {
  it('names the field typed last and whose draft it is, and lets a draft go with its number voided', async () => {
    const { teller, firstManager } = branch.staff
    const body = { ...draft.entry.application }
    expectOk(await saveDraft(branch.counter, firstManager, { ...(await versionOf(draft)), body, lastField: 'loan.amountFen' }))
    const mine = async (session: Session) => (await draftBox(branch.counter, session)).drafts
    expect(await mine(teller)).toMatchObject([
      {
        caseId: draft.caseId,
        lastField: 'loan.amountFen',
        savedBy: firstManager.staffName,
        mine: true,
        ageDays: 0,
        name: draft.entry.application.borrower.name,
      },
    ])
    expect((await mine(branch.staff.secondManager))[0]).toMatchObject({ mine: false })
    const at = await versionOf(draft)
    expect(await removeDraft(branch.counter, teller, { ...at, version: at.version - 1 })).toMatchObject({ ok: false, error: { code: 'STALE_VERSION' } })
    expect(await removeDraft(branch.counter, teller, { ...(await versionOf(walk)) })).toMatchObject({ ok: false, error: { code: 'TRANSITION_NOT_ALLOWED' } })
    const number = (await mine(teller))[0]?.applicationNo
    expectOk(await removeDraft(branch.counter, teller, at))
    expect(await mine(teller)).toEqual([])
    expect((await branch.counter.database.read(listVoidedNumbers)).map((voided) => voided.number)).toContain(number)
  })
})

describe('what a person keeps', () => {
  const view = { name: '临近', filter: CaseFilterInput.parse({ search: '测试' }), sort: { by: 'DUE' as const, descending: false }, columns: ['name', 'due'] }

  it('is his own views, sealed, changed in place and brought back', async () => {
    const { teller, manager } = branch.staff
    const { viewId } = expectOk(await saveView(branch.counter, teller, { viewId: null, ...view }))
    expect((await ownViews(branch.counter, teller)).saved).toEqual([{ viewId, ...view }])
    expect((await ownViews(branch.counter, manager)).saved).toEqual([])
    expect(await saveView(branch.counter, manager, { viewId, ...view })).toMatchObject({ ok: false })
    expectOk(await removeView(branch.counter, manager, viewId))
    expectOk(await saveView(branch.counter, teller, { viewId, ...view, name: '临近的' }))
    expect((await ownViews(branch.counter, teller)).saved).toMatchObject([{ viewId, name: '临近的' }])
    expectOk(await removeView(branch.counter, teller, viewId))
    expect((await ownViews(branch.counter, teller)).saved).toEqual([])
    expectOk(await saveView(branch.counter, teller, { viewId, ...view }))
    const stored = await branch.counter.database.read((reader) => reader.get<{ text: string }>('SELECT hex(sealed) AS text FROM list_view'))
    expect(stored?.text).not.toContain(Buffer.from('测试').toString('hex').toUpperCase())
  })

  it('is his own settings, one at a time', async () => {
    const { teller, manager } = branch.staff
    expect(await ownPreferences(branch.counter, teller)).toEqual({ largeText: false, singleKeys: true, language: 'zh-CN' })
    expectOk(await setPreferences(branch.counter, teller, { largeText: true }))
    expect(expectOk(await setPreferences(branch.counter, teller, { language: 'en' }))).toEqual({ largeText: true, singleKeys: true, language: 'en' })
    expect(await ownPreferences(branch.counter, manager)).toMatchObject({ largeText: false })
  })
})
