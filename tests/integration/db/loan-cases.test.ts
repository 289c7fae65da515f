import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk, ok, type Result } from '../../../core/kernel/result.ts'
import type { State } from '../../../core/loan-case/states.ts'
import { TRANSITIONS } from '../../../core/loan-case/transitions.ts'
import type { LoanCaseRecord } from '../../../db/repositories/loan-case-sealed.ts'
import { findCase, loanCases } from '../../../db/repositories/loan-cases.ts'
import { AT, type Branch, draftCase, insertCase, later, makeBranch, TODAY, vault } from './branch-fixture.ts'

let branch: Branch
beforeAll(async () => {
  branch = await makeBranch()
})
afterAll(() => branch.remove())

const save = (record: LoanCaseRecord, expected = record.version - 1): Promise<Result<LoanCaseRecord>> =>
  branch.database.write((tx) => loanCases(tx, vault).update(record, expected))
const next = (record: LoanCaseRecord, over: Partial<LoanCaseRecord>): LoanCaseRecord => ({ ...record, version: record.version + 1, ...over })

describe('a case in the database', () => {
  it('comes back as it was stored, with nothing personal readable in the file', async () => {
    const record = await insertCase(branch, {
      applicant: { name: '欧阳测试', idNumber: '11010119900307793X', phone: '13800138000', businessName: null, uscc: null },
    })
    const found = await branch.database.read((reader) => findCase(reader, vault, record.caseId))
    expect(found).toEqual(record)
    const stored = await branch.database.read((reader) => reader.get('SELECT * FROM loan_case WHERE id = ?', [record.caseId]))
    const bytes = Buffer.concat(Object.values(stored ?? {}).map((value) => (value instanceof Uint8Array ? value : Buffer.from(String(value)))))
    for (const personal of ['欧阳测试', '11010119900307793X', '13800138000']) expect(bytes.includes(personal)).toBe(false)
  })

  it('refuses a save over a newer version and says who changed it and when', async () => {
    const record = await insertCase(branch)
    expectOk(await save(next(record, { updatedBy: branch.people.first, updatedAt: later(5) })))
    expect(await save(next(record, { updatedBy: branch.people.second }))).toEqual({
      ok: false,
      error: { code: 'STALE_VERSION', details: { version: 2, changedBy: 'first', changedByNo: 'FIRST', changedAt: later(5) } },
    })
  })

  it('refuses to save a case that is not there', async () => {
    const result = await save({ ...draftCase(branch.people.teller), version: 2 })
    expect(result.ok ? null : result.error.code).toBe('CASE_NOT_FOUND')
  })

  it('starts as a draft of version 1 and nothing else', async () => {
    await expect(insertCase(branch, { state: 'READY' })).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT' })
    await expect(insertCase(branch, { version: 2 })).rejects.toThrow('transition')
  })

  it('is never deleted, and its version rises by one at a time', async () => {
    const record = await insertCase(branch)
    await expect(branch.database.write(async (tx) => ok(await tx.run('DELETE FROM loan_case WHERE id = ?', [record.caseId])))).rejects.toThrow('kept')
    await expect(save({ ...record, version: 3 }, 1)).rejects.toThrow('version')
  })

  it('changes no column without a new version, but for the checklist counts', async () => {
    const { caseId } = await insertCase(branch)
    const columns = await branch.database.read((reader) => reader.all<{ name: string }>("SELECT name FROM pragma_table_info('loan_case')"))
    const touch = (name: string) => branch.database.write(async (tx) => ok(await tx.run(`UPDATE loan_case SET ${name} = ${name} WHERE id = ?`, [caseId])))
    for (const { name } of columns.filter(
      (column) => !['serial', 'papers_ok', 'papers_needed', 'papers_missing', 'papers_rejected', 'papers_open'].includes(column.name),
    ))
      await expect(touch(name), name).rejects.toThrow('version')
    expectOk(await touch('papers_ok'))
  })

  it('takes ten to the twelve fen and not one more', async () => {
    const record = await insertCase(branch, { amountFen: 1_000_000_000_000 as LoanCaseRecord['amountFen'] })
    await expect(save(next(record, { amountFen: 1_000_000_000_001 as LoanCaseRecord['amountFen'] }))).rejects.toThrow('ck_loan_case_amount_fen')
  })
})

describe('the lifecycle in the database', () => {
  it('knows exactly the transitions of core', async () => {
    const rows = await branch.database.read((reader) => reader.all<{ from_state: State; to_state: State }>('SELECT from_state, to_state FROM case_transition'))
    const ours = new Set(TRANSITIONS.filter(({ from, to }) => from !== to).map(({ from, to }) => `${from}>${to}`))
    expect(new Set(rows.map((row) => `${row.from_state}>${row.to_state}`))).toEqual(ours)
  })

  it('refuses to skip a state', async () => {
    const record = await insertCase(branch)
    await expect(save(next(record, { state: 'ACCEPTED' }))).rejects.toThrow('transition')
    expectOk(await save(next(record, { state: 'WITHDRAWN', endedOn: TODAY })))
  })

  it('cannot be widened by writing to its table', async () => {
    const add = branch.database.write(async (tx) => ok(await tx.run("INSERT INTO case_transition VALUES ('DRAFT', 'READY')")))
    await expect(add).rejects.toThrow('fixed')
  })
})

describe('four eyes on a case', () => {
  const pairs: [string, Partial<LoanCaseRecord>][] = []
  beforeAll(() => {
    const { first, second, reviewer, officer } = branch.people
    pairs.push(
      ['who submitted and who accepted', { submittedBy: first, acceptedBy: first }],
      ['two managers', { firstManager: first, secondManager: first }],
      ['reviewer and manager', { firstManager: first, secondManager: second, reviewer: second }],
      ['approver and reviewer', { firstManager: first, secondManager: second, reviewer, approver: reviewer }],
      ['approver and manager', { firstManager: first, secondManager: second, reviewer, approver: first }],
      ['contract maker and seal keeper', { contractMaker: officer, contractSealer: officer }],
      ['preparer and releaser', { disbursementPreparer: officer, releasedBy: officer }],
    )
  })

  it('refuses one person on both sides of any pair', async () => {
    const record = await insertCase(branch)
    for (const [name, over] of pairs) await expect(save(next(record, over)), name).rejects.toThrow('four_eyes')
    const { first, second, reviewer, manager } = branch.people
    expectOk(await save(next(record, { firstManager: first, secondManager: second, reviewer, approver: manager, updatedAt: AT })))
  })
})
