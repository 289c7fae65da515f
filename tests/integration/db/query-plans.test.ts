import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DUPLICATE_SQL } from '../../../db/repositories/case-duplicates.ts'
import { windowSql } from '../../../db/repositories/case-list.ts'
import type { Param } from '../../../db/sql.ts'
import { type Branch, makeBranch } from './branch-fixture.ts'

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
  it.each([
    ['UPDATED', [], 'ix_loan_case_updated'],
    ['UPDATED', ['DRAFT'], 'ix_loan_case_updated'],
    ['DUE', [], 'ix_loan_case_due'],
    ['DUE', ['DRAFT', 'READY'], 'ix_loan_case_due'],
  ] as const)('cut the list by %s for states %j on a covering index', async (order, states, index) => {
    const plan = await planOf(windowSql({ order, states }), [...(states.length > 0 ? ['[]'] : []), 50, 0])
    expect(plan).toContain(`USING COVERING INDEX ${index}`)
    expect(plan).toContain('SEARCH loan_case USING INTEGER PRIMARY KEY')
    // One sort, of the window's own rows; the index gives the order of the rest.
    expect(plan.match(/TEMP B-TREE/gu) ?? []).toHaveLength(1)
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
    ['a proof number', 'SELECT case_id FROM registration WHERE proof_index = ?', [new Uint8Array(12)]],
  ] as [string, string, Param[]][])('find %s by an index', async (_name, sql, params) => {
    const plan = await planOf(sql, params)
    expect(
      plan.split('\n').every((line) => line.startsWith('SEARCH') || line.includes('USING') || /^SCAN audit$/u.test(line)),
      plan,
    ).toBe(true)
    expect(plan).not.toContain('TEMP B-TREE')
  })
})
