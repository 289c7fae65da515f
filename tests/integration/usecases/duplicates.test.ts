import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CaseListInput } from '../../../core/bridge/list-calls.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { listCaseRows } from '../../../electron/usecases/cases/list-cases.ts'
import { askDifference, askNoticeRate, askShortfall } from '../../../electron/usecases/completeness/ask-rules.ts'
import { compareDuplicate, judgeDuplicate } from '../../../electron/usecases/intake/compare-duplicate.ts'
import { openCase } from '../../../electron/usecases/intake/open-case.ts'
import { readCard, readNumber } from '../../../electron/usecases/intake/read-identity.ts'
import { checkIntake } from '../../../electron/usecases/intake/submit-application.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { attempt, entryOf, startWalk, stateOf, type Walk, walkBefore, walkTo } from './walk.ts'

let branch: TestBranch
let walk: Walk
beforeAll(async () => {
  branch = await openTestBranch()
  walk = await startWalk(branch, entryOf(branch, 'mortgage-1'))
  await walkTo(walk, 'submit')
})
afterAll(() => branch.remove())

type Body = Readonly<Record<string, unknown>>
const borrower = () => walk.entry.application.borrower
async function duplicatesFor(person: Body) {
  const body: Body = { borrower: { address: '', ...person } }
  const { caseId } = expectOk(await openCase(branch.counter, walk.staff.teller, { productCode: 'IND-BIZ-CREDIT', body }))
  return expectOk(await checkIntake(branch.counter, { caseId, body })).duplicates.filter(({ state }) => state !== 'DRAFT')
}

describe('a person who is at the counter already', () => {
  it('is named with the running case when the ID number is the same, however it is written', async () => {
    const [found] = await duplicatesFor({ name: '另名', idNumber: '１１０１９９１９９００３０７００１７', phone: '' })
    expect(found).toMatchObject({ matchedOn: 'ID', because: ['ID'], openCase: true })
  })
  it('is warned of by name and phone or address, and says which', async () => {
    const { name, phone, address } = borrower()
    expect(await duplicatesFor({ name, phone: '', idNumber: '', address: address.replaceAll(' ', '') })).toMatchObject([
      { matchedOn: 'NAME', because: ['NAME', 'ADDRESS'], openCase: false },
    ])
    expect((await duplicatesFor({ name, phone, idNumber: '' })).map(({ matchedOn }) => matchedOn)).toEqual(['PHONE', 'NAME'])
  })
  it('is nobody else by a name alone', async () => {
    expect(await duplicatesFor({ name: borrower().name, phone: '', idNumber: '' })).toEqual([])
  })
})

describe('two persons side by side', () => {
  const typed = () => ({ borrower: { name: borrower().name, phone: borrower().phone, idNumber: '', address: '别处 1 号' } })
  async function twin() {
    const { counter } = branch
    const { caseId } = expectOk(await openCase(counter, walk.staff.teller, { productCode: 'IND-BIZ-CREDIT', body: typed() }))
    const found = expectOk(await checkIntake(counter, { caseId, body: typed() })).duplicates.find(
      ({ state, because }) => state !== 'DRAFT' && because.includes('NAME'),
    )
    return { caseId, body: typed(), applicationNo: found?.applicationNo ?? '' }
  }
  const notes = (caseId: string) =>
    branch.counter.database.read((reader) =>
      reader.all<{ action: string; subject: string }>("SELECT action, subject FROM audit WHERE case_id = ? AND action <> 'intake.open' ORDER BY n", [caseId]),
    )

  it('show what agrees and what does not, the number and phone on file masked, and that it was looked at is on record', async () => {
    const at = await twin()
    const { rows, applicationNo } = expectOk(await compareDuplicate(branch.counter, walk.staff.teller, at))
    expect(applicationNo).toBe(at.applicationNo)
    expect(rows.map(({ trait, agrees }) => [trait, agrees])).toEqual([
      ['NAME', true],
      ['ID', false],
      ['PHONE', true],
      ['ADDRESS', false],
      ['EMPLOYER', false],
    ])
    expect(JSON.stringify(rows)).not.toContain(borrower().idNumber)
    expect(rows.find(({ trait }) => trait === 'PHONE')?.found).toContain('****')
    expect((await notes(at.caseId)).map(({ action }) => action)).toEqual(['intake.compare'])
  })

  it('are judged one person, or another one for a reason, and the list of duplicates says so', async () => {
    const at = await twin()
    const { teller } = walk.staff
    expect(await judgeDuplicate(branch.counter, teller, { ...at, verdict: 'OTHER', reason: ' ' })).toMatchObject({ error: { code: 'FIELD_INVALID' } })
    expectOk(await judgeDuplicate(branch.counter, teller, { ...at, verdict: 'OTHER', reason: '同名堂兄，共用电话' }))
    const verdict = async () =>
      expectOk(await checkIntake(branch.counter, at)).duplicates.find(({ applicationNo }) => applicationNo === at.applicationNo)?.verdict
    expect(await verdict()).toBe('OTHER')
    expectOk(await judgeDuplicate(branch.counter, teller, { ...at, verdict: 'SAME', reason: '' }))
    expect(await verdict()).toBe('SAME')
    expect((await notes(at.caseId)).map(({ subject }) => subject)).toEqual([`${at.applicationNo}/OTHER`, `${at.applicationNo}/SAME`])
  })

  it('is no way to look at a case that the form does not point to', async () => {
    const at = await twin()
    const other = { ...at, body: { borrower: { name: '毫无关系', phone: '', idNumber: '', address: '' } } }
    expect(await compareDuplicate(branch.counter, walk.staff.teller, other)).toMatchObject({ error: { code: 'CASE_NOT_FOUND' } })
  })
})

describe('an application', () => {
  const twinsOf = async ({ caseId, entry }: Walk) => expectOk(await checkIntake(branch.counter, { caseId, body: entry.application })).duplicates
  it('is not submitted before somebody has judged the other open cases of the person, each of them named', async () => {
    const { teller } = walk.staff
    const one = await startWalk(branch, walk.entry)
    await walkBefore(one, 'submit')
    const late = await startWalk(branch, walk.entry)
    const awaited = (await twinsOf(one)).filter((found) => found.awaited)
    expect(awaited).toMatchObject([{ matchedOn: 'ID', state: 'DRAFT', verdict: null }])
    const [applicationNo = ''] = awaited.map((found) => found.applicationNo)
    const refused = { ok: false, error: { code: 'DUPLICATE_UNJUDGED', details: { cases: [applicationNo] } } }
    expect([await attempt(one, 'submit', teller), await stateOf(one)]).toMatchObject([refused, 'DRAFT'])
    const at = { caseId: one.caseId, body: one.entry.application, applicationNo }
    const another = await judgeDuplicate(branch.counter, teller, { ...at, verdict: 'OTHER', reason: '同名' })
    expect(another).toMatchObject({ error: { code: 'DUPLICATE_SAME_NUMBER', details: { case: applicationNo } } })
    expect(await attempt(one, 'submit', teller)).toMatchObject(refused)
    expectOk(await judgeDuplicate(branch.counter, teller, { ...at, verdict: 'SAME', reason: '' }))
    expectOk(await attempt(one, 'submit', teller))
    expect(await stateOf(late)).toBe('DRAFT')
  })
})

describe('the counter tells', () => {
  it('a case by pinyin and initials of its name', async () => {
    await branch.counter.names.filled()
    const find = (search: string) =>
      listCaseRows(branch.counter, walk.staff.teller, CaseListInput.parse({ offset: 0, limit: 50, search })).then(({ rows }) =>
        rows.some(({ caseId }) => caseId === walk.caseId),
      )
    expect([await find('ceshi'), await find('cs'), await find('zhangsan')]).toEqual([true, true, false])
  })
  it('what an ID number says; without a reader the card is typed', async () => {
    const told = expectOk(await readNumber(branch.counter, walk.staff.teller, { idType: 'RESIDENT', idNumber: '11010519491231002X' }))
    expect(told).toMatchObject({ issue: null, birth: '1949-12-31', sex: 'F', region: { county: '朝阳区' } })
    expect(expectOk(await readNumber(branch.counter, walk.staff.teller, { idType: 'RESIDENT', idNumber: '1' }))).toMatchObject({
      issue: 'ID_FORMAT',
      birth: null,
    })
    expect(await readCard(branch.counter)).toMatchObject({ ok: false, error: { code: 'ID_READER_MISSING' } })
  })
  it('what is still short, what a changed form would ask, and the one-notice rate', async () => {
    const { caseId } = walk
    expect(expectOk(await askShortfall(branch.counter, walk.staff.teller, { caseId })).papers).toEqual([])
    const body = { ...walk.entry.application, borrower: { ...borrower(), maritalStatus: 'DIVORCED' }, spouse: null }
    const { appears, vanishes } = expectOk(await askDifference(branch.counter, walk.staff.teller, { caseId, body }))
    expect(appears.map(({ itemId, because }) => [itemId, because])).toContainEqual(['D107', ['PERSON', 'DIVORCED']])
    expect(vanishes.map(({ itemId }) => itemId)).toEqual(expect.arrayContaining(['D103', 'D106']))
    const days = { from: branch.cases.businessDate, to: branch.cases.businessDate }
    expect(expectOk(await askNoticeRate(branch.counter, walk.staff.teller, days))).toEqual({ cases: 0, once: 0, basisPoints: null })
  })
})
