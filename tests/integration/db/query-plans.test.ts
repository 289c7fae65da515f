import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asId, type StaffId } from '../../../core/kernel/ids.ts'
import { DUPLICATE_SQL } from '../../../db/repositories/case-duplicates.ts'
import { type CaseFilter, type CaseSortBy, EVERY_CASE, whereOf, windowSql } from '../../../db/repositories/case-list.ts'
import { DECIDED_SQL, OPINIONS_SQL } from '../../../db/repositories/decided-today.ts'
import { OPEN_CASES_SQL } from '../../../db/repositories/open-cases.ts'
import type { Param } from '../../../db/sql.ts'
import { type Branch, makeBranch, TODAY } from './branch-fixture.ts'

let branch: Branch
beforeAll(async () => {
  branch = await makeBranch()
})
afterAll(() => branch.remove())

const planOf = async (sql: string, params: readonly Param[]): Promise<string> => {
  const rows = await branch.database.read((reader) => reader.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params))
  return rows.map(({ detail }) => detail).join('\n')
}

describe('the hot queries', () => {
  const filters: Record<string, CaseFilter> = {
    none: EVERY_CASE,
    states: { ...EVERY_CASE, states: ['DRAFT', 'READY'] },
    all: {
      states: ['DRAFT'],
      products: ['A'],
      dueBy: TODAY,
      acceptedFrom: TODAY,
      acceptedTo: TODAY,
      duty: asId<StaffId>('6b3b1f6e-0a4e-4d0a-8f5a-3f2f6f0a1b2c'),
      ids: null,
      serials: null,
    },
  }
  const cuts = Object.entries({ UPDATED: 'updated', DUE: 'due', AMOUNT: 'amount', NUMBER: 'number' } as const).flatMap(([by, index]) =>
    Object.keys(filters).map((filter) => [by as CaseSortBy, filter, `ix_loan_case_${index}`] as const),
  )
  it.each(cuts)('cut the list by %s with filter "%s" on the covering index %s, without a look at the sealed rows', async (by, name, index) => {
    for (const descending of [false, true]) {
      const filter = filters[name] as CaseFilter
      const plan = await planOf(windowSql({ by, descending, filter }), [...whereOf(filter).params, 50, 0])
      expect(plan).toContain(`USING COVERING INDEX ${index}`)
      expect(plan).toContain('SEARCH loan_case USING INTEGER PRIMARY KEY')
      // One sort, of the window's own rows; the index gives the order of the rest. Undated cases last, latest due first: two.
      expect(plan.match(/TEMP B-TREE/gu) ?? []).toHaveLength(by === 'DUE' && descending ? 2 : 1)
      if (name === 'all') expect(plan).toContain('SEARCH case_duty USING PRIMARY KEY')
    }
  })

  it.each(Object.entries(DUPLICATE_SQL))('look for a %s by blind index', async (_kind, sql) => {
    expect(await planOf(sql, [new Uint8Array(12)])).not.toContain('SCAN')
  })

  it.each([
    ['a case by its number', 'SELECT id FROM loan_case WHERE application_no = ?', ['x']],
    ['the papers of a case', 'SELECT id FROM case_document WHERE case_id = ? AND superseded_at IS NULL', ['x']],
    ['the documents of a case', 'SELECT id FROM document WHERE case_id = ?', ['x']],
    ['the events of a case', 'SELECT n FROM audit WHERE case_id = ? ORDER BY n', ['x']],
    ['the last audit row', 'SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1', []],
    ['the next step of the name index', 'SELECT serial FROM loan_case WHERE serial > ? AND serial <= ? ORDER BY serial LIMIT 500', [0, 1]],
    ['the failures of a staff number', "SELECT at FROM sign_in_attempt WHERE staff_no = ? AND outcome = 'FAILURE' ORDER BY serial", ['x']],
    ['the records waiting', 'SELECT serial FROM outbox WHERE batch_seq IS NULL ORDER BY serial', []],
    ['the records of a batch', 'SELECT serial FROM outbox WHERE batch_epoch = ? AND batch_seq = ? ORDER BY serial', [1, 1]],
    ['the batch of a paper', 'SELECT epoch, seq FROM batch_blob WHERE sha256 = ?', ['x']],
    ['what head office has not in full', 'SELECT serial FROM outbox WHERE batch_seq IS NOT NULL AND complete = 0 ORDER BY serial', []],
    ['the cases under way, the earliest due first', OPEN_CASES_SQL, []],
    ['what a person decided today', DECIDED_SQL, ['2026-11-23', 'x']],
    ['the opinions a person gave today', OPINIONS_SQL, ['2026-11-23', 'x']],
    ['a person’s own views', 'SELECT id FROM list_view WHERE staff_id = ?', ['x']],
    ['a proof number', 'SELECT case_id FROM registration WHERE proof_index = ?', [new Uint8Array(12)]],
  ] as [string, string, Param[]][])('find %s by an index', async (_name, sql, params) => {
    const plan = await planOf(sql, params)
    expect(
      plan.split('\n').every((line) => /^SEARCH|^CORRELATED SCALAR/u.test(line) || line.includes('USING') || /^SCAN audit$/u.test(line)),
      plan,
    ).toBe(true)
    expect(plan).not.toContain('TEMP B-TREE')
  })
})
