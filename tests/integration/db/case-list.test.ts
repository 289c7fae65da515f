import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../../core/kernel/calendar.ts'
import { ok } from '../../../core/kernel/result.ts'
import { findByApplicationNo, findDuplicates } from '../../../db/repositories/case-duplicates.ts'
import { type CaseWindow, casesById, listCases } from '../../../db/repositories/case-list.ts'
import type { LoanCaseRecord } from '../../../db/repositories/loan-case-sealed.ts'
import { loanCases } from '../../../db/repositories/loan-cases.ts'
import { application } from '../../fixtures/database/application.ts'
import { type Branch, draftCase, later, makeBranch, TODAY, vault } from './branch-fixture.ts'

let branch: Branch
const records: LoanCaseRecord[] = []
beforeAll(async () => {
  branch = await makeBranch()
  await branch.database.write(async (tx) => {
    for (let n = 0; n < 12; n += 1) {
      const dueOn = n % 3 === 0 ? addDays(TODAY, 12 - n) : null
      const record = draftCase(branch.people.teller, { applicationNo: `SQ${n}`, updatedAt: later(n), dueOn, application: application() })
      await loanCases(tx, vault).insert(record)
      records.push(record)
    }
    const withdrawn = { ...(records[5] as LoanCaseRecord), version: 2, state: 'WITHDRAWN' as const, endedOn: TODAY }
    await loanCases(tx, vault).update(withdrawn, 1)
    return ok(undefined)
  })
})
afterAll(() => branch.remove())

const list = async (over: Partial<CaseWindow>) => {
  const { rows, total } = await branch.database.read((reader) => listCases(reader, vault, { offset: 0, limit: 50, order: 'UPDATED', states: [], ...over }))
  return { numbers: rows.map((row) => row.applicationNo), total }
}

describe('the case list', () => {
  it('opens by window, the newest change first', async () => {
    expect(await list({ limit: 3 })).toEqual({ numbers: ['SQ11', 'SQ10', 'SQ9'], total: 12 })
    expect(await list({ offset: 10, limit: 3 })).toEqual({ numbers: ['SQ1', 'SQ0'], total: 12 })
    expect(await list({ offset: 50 })).toEqual({ numbers: [], total: 12 })
  })

  it('shows one state, or several', async () => {
    expect(await list({ states: ['WITHDRAWN'] })).toEqual({ numbers: ['SQ5'], total: 1 })
    expect((await list({ states: ['WITHDRAWN', 'DRAFT'] })).total).toBe(12)
    expect(await list({ states: ['READY'] })).toEqual({ numbers: [], total: 0 })
  })

  it('shows what is due first', async () => {
    expect(await list({ order: 'DUE' })).toEqual({ numbers: ['SQ9', 'SQ6', 'SQ3', 'SQ0'], total: 4 })
  })

  it('takes what the name index found, in the order of the list and of the wanted states', async () => {
    const ids = [records[2], records[5], records[7]].map((record) => (record as LoanCaseRecord).caseId)
    const numbers = async (states: LoanCaseRecord['state'][]) =>
      (await branch.database.read((reader) => casesById(reader, vault, ids, states))).map((row) => row.applicationNo)
    expect(await numbers([])).toEqual(['SQ7', 'SQ5', 'SQ2'])
    expect(await numbers(['DRAFT'])).toEqual(['SQ7', 'SQ2'])
  })
})

describe('another application of the same people', () => {
  const find = (kind: 'ID' | 'PHONE' | 'USCC', value: string) => branch.database.read((reader) => findDuplicates(reader, vault, kind, value))

  it('is found by ID, phone and credit code, as borrower, spouse or co-owner', async () => {
    expect((await find('ID', '１１０１０１１９９００３０７７９３x')).filter(({ role }) => role === 'B')).toHaveLength(12)
    expect(new Set((await find('ID', '440106198001011239')).map(({ role }) => role))).toEqual(new Set(['SP', 'CO1']))
    expect((await find('PHONE', '139 1234 5678')).length).toBeGreaterThan(0)
    expect(await find('USCC', '91350100M000100Y43')).toEqual([])
    expect(await find('ID', '440106198001011240')).toEqual([])
  })

  it('drops out when the people of the case change', async () => {
    const first = records[0] as LoanCaseRecord
    const { spouse: _spouse, ...rest } = application()
    const alone = { ...first, version: 2, application: { ...rest, spouse: null, house: null } }
    await branch.database.write((tx) => loanCases(tx, vault).update(alone, 1))
    const found = await find('ID', '440106198001011239')
    expect(found.some(({ caseId }) => caseId === first.caseId)).toBe(false)
  })

  it('is found by its number', async () => {
    expect(await branch.database.read((reader) => findByApplicationNo(reader, 'SQ3'))).toBe((records[3] as LoanCaseRecord).caseId)
    expect(await branch.database.read((reader) => findByApplicationNo(reader, 'SQ99'))).toBeNull()
  })
})
