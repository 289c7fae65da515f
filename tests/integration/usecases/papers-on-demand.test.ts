import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { overdueFrom } from '../../../core/contract/arrears.ts'
import { addDays, type DateOnly, dateOnly } from '../../../core/kernel/calendar.ts'
import { uppercaseAmount } from '../../../core/kernel/chinese-numerals.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { auditOfCase } from '../../../db/audit.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { openCaseFile } from '../../../electron/usecases/cases/case-file.ts'
import { printDunning, printSettlement } from '../../../electron/usecases/papers/after-loan.ts'
import { printCounterForm } from '../../../electron/usecases/papers/counter-forms.ts'
import { closeDay, openDay } from '../../../electron/usecases/people/business-day.ts'
import { textOf } from '../../fixtures/paper/printer.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { entryOf, startWalk, type Walk, walkTo } from './walk.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

const documentsOf = ({ caseId }: Walk) => branch.counter.database.read((reader) => documentsOfCase(reader, caseId))
async function textsOf(walk: Walk, documentIds: readonly string[]): Promise<string[]> {
  const found = (await documentsOf(walk)).filter(({ documentId }) => documentIds.includes(documentId))
  return Promise.all(found.map(async ({ blobRef }) => textOf(expectOk(await branch.counter.papers.get(blobRef)))))
}
const audited = async ({ caseId }: Walk, action: string) =>
  (await branch.counter.database.read((reader) => auditOfCase(reader, branch.counter.vault, caseId)))
    .filter((row) => row.action === action)
    .map((row) => row.subject)

describe('the forms of the counter', () => {
  it('are printed from the draft, a sheet for everybody who signs, and made again they are a further version for a reason', async () => {
    const { counter, staff } = branch
    const walk = await startWalk(branch, entryOf(branch, 'mortgage-1'))
    const { application } = walk.entry
    const kinds = ['CREDIT_AUTHORISATION', 'PERSONAL_INFO_CONSENT', 'USE_UNDERTAKING', 'SERVICE_ADDRESS'] as const
    for (const kind of kinds) {
      const { documentIds } = expectOk(await printCounterForm(counter, staff.teller, { caseId: walk.caseId, kind, reason: '' }))
      const texts = await textsOf(walk, documentIds)
      expect(texts, 'the spouse who owns the house too signs once').toHaveLength(2)
      const names = [application.borrower.name, ...(application.spouse ? [application.spouse.name] : [])]
      for (const name of names) expect(texts.filter((text) => text.includes(name)).length, `${kind} ${name}`).toBeGreaterThan(0)
      expect(await audited(walk, 'papers.counterForm')).toContain(kind)
    }
    const [first] = (await documentsOf(walk)).filter(({ kind }) => kind === 'USE_UNDERTAKING')
    const remake = { caseId: walk.caseId, kind: 'USE_UNDERTAKING' } as const
    for (const reason of ['', ' \n']) await refusedWhole(counter, () => printCounterForm(counter, staff.teller, { ...remake, reason }), 'REASON_MISSING')
    expectOk(await printCounterForm(counter, staff.teller, { ...remake, reason: ' 用途改写 ' }))
    const rows = await counter.database.read((reader) => auditOfCase(reader, counter.vault, walk.caseId))
    const remade = rows.filter(({ action }) => action === 'documents.remade')
    expect(remade.map(({ subject, reason }) => [subject, reason])).toEqual([
      [`USE_UNDERTAKING ${first?.number} v2`, '用途改写'],
      [expect.stringMatching(/^USE_UNDERTAKING \S+ v2$/), '用途改写'],
    ])
    const again = (await documentsOf(walk)).filter(({ kind, number }) => kind === 'USE_UNDERTAKING' && number === first?.number)
    expect(again.map(({ version, supersededAt }) => [version, supersededAt !== null])).toEqual([
      [1, true],
      [2, false],
    ])
  })
})

describe('after the loan', () => {
  let walk: Walk
  beforeAll(async () => {
    walk = await startWalk(branch, entryOf(branch, 'mortgage-1'))
    await walkTo(walk, 'drawUp')
    await refusedWhole(
      branch.counter,
      () => printSettlement(branch.counter, branch.staff.firstManager, { caseId: walk.caseId, settledOn: walk.today, reference: 'R1', reason: '' }),
      'TRANSITION_NOT_ALLOWED',
    )
    await walkTo(walk, 'release')
  })
  const onDay = async (day: DateOnly): Promise<void> => {
    const { counter, staff } = branch
    expectOk(await closeDay(counter, staff.manager))
    branch.setDate(day)
    expectOk(await openDay(counter, staff.manager, day))
  }

  it('a dunning letter states what the contract makes of two missed instalments, in figures and capitals, and letters are counted', async () => {
    const { counter, staff } = branch
    const file = expectOk(await counter.database.read((reader) => openCaseFile(counter, reader, walk.caseId)))
    const terms = file.contract?.terms ?? expect.fail()
    const day = addDays(dateOnly(terms.schedule[1]?.dueOn ?? ''), 5)
    await onDay(day)
    const overdue = overdueFrom(terms, 1, day, file.pack.parameters.penalty.graceDays) ?? expect.fail()
    const [one, two] = terms.schedule
    expect(overdue.principalFen).toBe((one?.principalFen ?? 0) + (two?.principalFen ?? 0))
    const request = { caseId: walk.caseId, firstUnpaid: 1, payBy: addDays(day, 10) }
    const { documentIds } = expectOk(await printDunning(counter, staff.firstManager, request))
    const [text] = await textsOf(walk, documentIds)
    expect(text).toContain(uppercaseAmount(overdue.totalFen, { prefix: true }))
    expect(text).toContain(`逾期${overdue.days}天`)
    expectOk(await printDunning(counter, staff.firstManager, request))
    const letters = (await documentsOf(walk)).filter(({ kind }) => kind === 'DUNNING_LETTER')
    expect(letters.map(({ number, supersededAt }) => [number.slice(-2), supersededAt])).toEqual([
      ['-1', null],
      ['-2', null],
    ])
    await refusedWhole(counter, () => printDunning(counter, staff.firstManager, { ...request, firstUnpaid: 3 }), 'FIELD_INVALID')
    await refusedWhole(counter, () => printDunning(counter, staff.firstManager, { ...request, payBy: day }), 'FIELD_INVALID')
  })

  it('the settlement certificate and the release of the mortgage bear one date, the proof and the contract’s number', async () => {
    const { counter, staff } = branch
    const { today } = expectOk(await counter.database.read((reader) => openCaseFile(counter, reader, walk.caseId)))
    await refusedWhole(
      counter,
      () => printSettlement(counter, staff.manager, { caseId: walk.caseId, settledOn: addDays(today, 1), reference: 'R1', reason: '' }),
      'FIELD_INVALID',
    )
    const settle = { caseId: walk.caseId, settledOn: today, reference: 'HX-R1' }
    const { documentIds } = expectOk(await printSettlement(counter, staff.manager, { ...settle, reason: '' }))
    const texts = await textsOf(walk, documentIds)
    const [year, month, date] = today.split('-').map(Number)
    expect(texts).toHaveLength(2)
    for (const text of texts) expect(text).toContain(`${year}年${month}月${date}日`)
    expect(texts.filter((text) => text.includes(walk.entry.registration?.proofNo ?? '?'))).toHaveLength(1)
    expect(await audited(walk, 'papers.settle')).toEqual([`${today} HX-R1`])
    await refusedWhole(counter, () => printSettlement(counter, staff.manager, { ...settle, reason: '' }), 'REASON_MISSING')
    expectOk(await printSettlement(counter, staff.manager, { ...settle, reason: '客户遗失' }))
    // A loan that was certified as paid is not dunned.
    const dun = () => printDunning(counter, staff.firstManager, { caseId: walk.caseId, firstUnpaid: 1, payBy: addDays(today, 10) })
    const { number } = (await documentsOf(walk)).find(({ kind }) => kind === 'SETTLEMENT_CERTIFICATE') ?? expect.fail('no certificate')
    expect(await refusedWhole(counter, dun, 'LOAN_SETTLED')).toEqual({ number })
  })
})
