import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CaseFilterInput } from '../../../core/bridge/list-calls.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { exportCases } from '../../../electron/usecases/cases/export-cases.ts'
import { countCaseRows, listCaseRows, sumOfCases } from '../../../electron/usecases/cases/list-cases.ts'
import { homeToday } from '../../../electron/usecases/desk/home-today.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { entryOf, handIn, startWalk, type Walk, walkTo } from './walk.ts'

let branch: TestBranch
let walk: Walk
beforeAll(async () => {
  branch = await openTestBranch()
  walk = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
  await startWalk(branch, entryOf(branch, 'mortgage-1'))
})
afterAll(() => branch.remove())

const turn = CaseFilterInput.parse({ turn: true })
/** How many cases wait for a person: by today, and by the list. */
async function waiting(session: Session): Promise<[today: number, list: number]> {
  const { todos } = await homeToday(branch.counter, session)
  const [listed = 0] = await countCaseRows(branch.counter, session, [turn])
  return [todos.reduce((sum, { count }) => sum + count, 0), listed]
}

describe('the list', () => {
  it('counts as waiting for a person what today counts, at every desk of the line', async () => {
    const people = () => Object.values(branch.staff) as Session[]
    const counted: number[] = []
    for (const step of ['submit', 'assign', 'record', 'toReview', 'review'] as const) {
      if (step === 'submit') await handIn(walk, ['INTAKE'])
      await walkTo(walk, step)
      for (const session of people()) {
        const [today, list] = await waiting(session)
        expect([step, session.staffName, list]).toEqual([step, session.staffName, today])
        counted.push(list)
      }
    }
    expect(Math.max(...counted)).toBeGreaterThan(0)
    // Four eyes: what the submitter may not accept does not wait for him, though his role could.
    expect(counted).toContain(0)
  })
  it('sums what its cases ask for', async () => {
    const all = CaseFilterInput.parse({})
    const { rows } = await listCaseRows(branch.counter, branch.staff.teller, { ...all, offset: 0, limit: 50, sort: { by: 'NUMBER', descending: false } })
    expect(await sumOfCases(branch.counter, branch.staff.teller, all)).toBe(rows.reduce((sum, row) => sum + row.amountFen, 0))
  })
})

describe('a list that leaves the counter', () => {
  const request = {
    ...CaseFilterInput.parse({}),
    sort: { by: 'NUMBER' as const, descending: false },
    caseIds: null,
    columns: ['no' as const, 'name' as const, 'amount' as const],
    purpose: '月末对账',
    words: { mark: '输出', columns: { no: '业务编号', name: '客户', amount: '金额' }, steps: {}, products: {} },
  }
  it('says who, when and for what, holds no identity number, and stands in the audit log', async () => {
    const { counter, staff, folder } = branch
    const file = path.join(folder, 'list.csv')
    expect(expectOk(await exportCases(counter, staff.teller, request, async () => ok(file)))).toEqual({ file, rows: 2 })
    const lines = (await readFile(file, 'utf8')).split('\r\n')
    expect(lines[0]).toMatch(new RegExp(`^\\uFEFF输出 ${staff.teller.staffNo} ${staff.teller.staffName} \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d,月末对账$`))
    expect(lines[1]).toBe('业务编号,客户,金额')
    expect(lines.slice(2, 4).every((line) => /^SQ\d+,[^,]+,\d+\.\d\d$/.test(line))).toBe(true)
    expect(lines.join()).not.toMatch(/(?<![\dA-Z])\d{17}[\dX]/)
    const logged = await counter.database.read((reader) =>
      reader.all<{ action: string; subject: string }>("SELECT action, subject FROM audit WHERE action = 'cases.export'"),
    )
    expect(logged).toEqual([{ action: 'cases.export', subject: '2' }])
  })
  it('holds masked names for who may not see them, and only the rows marked', async () => {
    const { counter, administrator, folder } = branch
    const file = path.join(folder, 'masked.csv')
    expectOk(await exportCases(counter, administrator, { ...request, caseIds: [walk.caseId] }, async () => ok(file)))
    const lines = (await readFile(file, 'utf8')).trim().split('\r\n')
    expect(lines).toHaveLength(3)
    expect(lines[2]).toContain('*')
  })
  it('leaves nothing behind when the person changes his mind', async () => {
    const before = await readdir(branch.folder)
    expect(expectOk(await exportCases(branch.counter, branch.staff.teller, request, async () => ok(null)))).toEqual({ file: null, rows: 0 })
    expect(await readdir(branch.folder)).toEqual(before)
  })
})
