import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import type { StaffId } from '../../../core/kernel/ids.ts'
import { ok } from '../../../core/kernel/result.ts'
import { findByApplicationNo, findDuplicates } from '../../../db/repositories/case-duplicates.ts'
import { type CaseFilter, type CaseWindow, countCases, EVERY_CASE, listCases } from '../../../db/repositories/case-list.ts'
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
      const record = draftCase(branch.people.teller, {
        applicationNo: `SQ${n}`,
        updatedAt: later(n),
        dueOn,
        application: application(),
        ...(n === 7 ? { amountFen: fen(99_000_000) } : {}),
      })
      await loanCases(tx, vault).insert(record)
      records.push(record)
    }
    const { first, second } = branch.people
    const surveyed = { ...(records[5] as LoanCaseRecord), version: 2, acceptedOn: TODAY, firstManager: first, secondManager: second }
    await loanCases(tx, vault).update(surveyed, 1)
    // The second manager is no longer on it.
    await loanCases(tx, vault).update({ ...surveyed, version: 3, state: 'WITHDRAWN', endedOn: TODAY, secondManager: null }, 2)
    return ok(undefined)
  })
})
afterAll(() => branch.remove())

const list = async ({ filter, ...over }: Partial<Omit<CaseWindow, 'filter'>> & { filter?: Partial<CaseFilter> }) => {
  const whole = { ...EVERY_CASE, ...filter }
  const window = { offset: 0, limit: 50, by: 'UPDATED', descending: true, ...over, filter: whole } as const
  return branch.database.read(async (reader) => ({
    numbers: (await listCases(reader, vault, window)).map((row) => row.applicationNo),
    total: await countCases(reader, whole),
  }))
}

describe('the case list', () => {
  it('opens by window, the newest change first', async () => {
    expect(await list({ limit: 3 })).toEqual({ numbers: ['SQ11', 'SQ10', 'SQ9'], total: 12 })
    expect(await list({ offset: 10, limit: 3 })).toEqual({ numbers: ['SQ1', 'SQ0'], total: 12 })
    expect(await list({ offset: 50 })).toEqual({ numbers: [], total: 12 })
    expect((await list({ descending: false, limit: 2 })).numbers).toEqual(['SQ0', 'SQ1'])
  })

  it('shows one state, or several, one product, or those accepted within some days', async () => {
    expect(await list({ filter: { states: ['WITHDRAWN'] } })).toEqual({ numbers: ['SQ5'], total: 1 })
    expect((await list({ filter: { states: ['WITHDRAWN', 'DRAFT'] } })).total).toBe(12)
    expect(await list({ filter: { states: ['READY'] } })).toEqual({ numbers: [], total: 0 })
    expect((await list({ filter: { products: ['CONSUMER-HOUSE'] } })).total).toBe(12)
    expect((await list({ filter: { products: ['OTHER'] } })).total).toBe(0)
    expect(await list({ filter: { acceptedFrom: TODAY, acceptedTo: addDays(TODAY, 1) } })).toEqual({ numbers: ['SQ5'], total: 1 })
    expect((await list({ filter: { acceptedFrom: addDays(TODAY, 2) } })).total).toBe(0)
  })

  it('shows what is due first, and what has no due date last either way', async () => {
    const { numbers, total } = await list({ by: 'DUE', descending: false })
    expect([numbers.slice(0, 4), total]).toEqual([['SQ9', 'SQ6', 'SQ3', 'SQ0'], 12])
    expect((await list({ by: 'DUE', descending: true })).numbers.slice(0, 4)).toEqual(['SQ0', 'SQ3', 'SQ6', 'SQ9'])
    expect(await list({ by: 'DUE', descending: false, filter: { dueBy: addDays(TODAY, 6) } })).toEqual({ numbers: ['SQ9', 'SQ6'], total: 2 })
  })

  it('sorts by amount and by number both ways', async () => {
    expect((await list({ by: 'AMOUNT', descending: true, limit: 1 })).numbers).toEqual(['SQ7'])
    expect((await list({ by: 'NUMBER', descending: false, limit: 3 })).numbers).toEqual(['SQ0', 'SQ1', 'SQ10'])
    expect((await list({ by: 'NUMBER', descending: true, limit: 1 })).numbers).toEqual(['SQ9'])
  })

  it('shows a person the cases in which he has a duty, as duties come and go', async () => {
    const { teller, first, second } = branch.people
    const mine = async (duty: StaffId) => (await list({ filter: { duty } })).numbers
    expect([(await mine(teller)).length, await mine(first), await mine(second)]).toEqual([12, ['SQ5'], []])
  })

  it('takes what the name index found, in the order of the list and of the wanted states', async () => {
    const ids = [records[2], records[5], records[7]].map((record) => (record as LoanCaseRecord).caseId)
    expect(await list({ filter: { ids } })).toEqual({ numbers: ['SQ7', 'SQ5', 'SQ2'], total: 3 })
    expect((await list({ filter: { ids, states: ['DRAFT'] } })).numbers).toEqual(['SQ7', 'SQ2'])
    expect(await list({ filter: { ids: [] } })).toEqual({ numbers: [], total: 0 })
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
