import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PrintFilter } from '../../../core/bridge/register-calls.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { CSV_START } from '../../../core/loan-case/list-csv.ts'
import { auditLog, EVERY_ROW } from '../../../db/repositories/audit-log.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { printCounterForm } from '../../../electron/usecases/papers/counter-forms.ts'
import { endPrint, listPrints, type PrintOrder, printDocument } from '../../../electron/usecases/papers/print-log.ts'
import { exportRegister, listRegister } from '../../../electron/usecases/papers/print-register.ts'
import { listProfiles, setProfiles } from '../../../electron/usecases/papers/printer-profiles.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { entryOf, startWalk, type Walk } from './walk.ts'

let branch: TestBranch
let walk: Walk
beforeAll(async () => {
  branch = await openTestBranch()
  walk = await startWalk(branch, entryOf(branch, 'mortgage-1'))
})
afterAll(() => branch.remove())

const ALL: PrintFilter = { from: null, to: null, number: null }
type Form = 'SERVICE_ADDRESS' | 'USE_UNDERTAKING' | 'CREDIT_AUTHORISATION'
async function paper(kind: Form) {
  expectOk(await printCounterForm(branch.counter, branch.staff.teller, { caseId: walk.caseId, kind, reason: '' }))
  const documents = await branch.counter.database.read((reader) => documentsOfCase(reader, walk.caseId))
  return documents.find((one) => one.kind === kind && one.supersededAt === null) ?? expect.fail(kind)
}
async function print(kind: Form, reason = ''): Promise<{ number: string; printId: number; order: PrintOrder }> {
  const { documentId, pages, number } = await paper(kind)
  let order: PrintOrder | undefined
  const request = { documentId, drawn: pages, copies: 2, reason }
  const printed = await printDocument(branch.counter, branch.staff.teller, request, async (given) => {
    order = given
    return ok('SENT' as const)
  })
  return { number, printId: expectOk(printed).printId, order: order ?? expect.fail('no order') }
}
const list = (filter: PrintFilter = ALL, window: { before: number | null; limit: number } = { before: null, limit: 100 }) =>
  listRegister(branch.counter, branch.staff.teller, { ...window, filter })

describe('the register of prints', () => {
  it('shows every print of the branch, newest first, with its person, copies, sheets, outcome and why again', async () => {
    const first = await print('SERVICE_ADDRESS')
    expectOk(await endPrint(branch.counter, branch.staff.teller, { printId: first.printId, outcome: 'PRINTED' }))
    branch.setDate('2026-11-25')
    const { documentId, pages } =
      (await branch.counter.database.read((reader) => documentsOfCase(reader, walk.caseId))).find(({ number }) => number === first.number) ??
      expect.fail('the paper')
    expectOk(await printDocument(branch.counter, branch.staff.teller, { documentId, drawn: pages, copies: 1, reason: '客户遗失' }, async () => ok('SENT')))
    const { rows, found } = await list()
    expect(found).toBe(2)
    expect(rows).toMatchObject([
      { kind: 'SERVICE_ADDRESS', number: first.number, copies: 1, sheets: pages, outcome: 'UNKNOWN', reason: '客户遗失' },
      { kind: 'SERVICE_ADDRESS', copies: 2, sheets: pages * 2, outcome: 'PRINTED', reason: '', staffName: branch.staff.teller.staffName, caseId: walk.caseId },
    ])
    expect(rows[0]?.applicationNo).toMatch(/^SQ/)
  })

  it('is searched by day in China and by a part of the number, and read on from any row', async () => {
    const { rows } = await list()
    const [late, early] = rows
    if (!late || !early) return expect.fail('two prints')
    const on = (day: string): PrintFilter => ({ ...ALL, from: dateOnly(day), to: dateOnly(day) })
    expect((await list(on('2026-11-25'))).rows.map(({ n }) => n)).toEqual([late.n])
    expect((await list(on('2026-11-26'))).found).toBe(0)
    expect((await list({ ...ALL, number: early.applicationNo.slice(-6) })).found).toBe(2)
    expect((await list({ ...ALL, number: '%' })).found, 'no pattern, a part').toBe(0)
    expect((await list(ALL, { before: late.n, limit: 1 })).rows.map(({ n }) => n)).toEqual([early.n])
  })

  it('leaves as a file whose purpose stands in the audit log, with nothing in it that a table would run', async () => {
    const { counter, staff } = branch
    const file = path.join(branch.folder, 'register.csv')
    const words = { heads: ['时间', '文书'], kinds: { SERVICE_ADDRESS: '=送达地址确认书' }, outcomes: {} }
    const done = expectOk(await exportRegister(counter, staff.teller, { filter: ALL, purpose: '月末对账', words }, async () => ok(file)))
    expect(done).toEqual({ file, rows: 2 })
    const text = await readFile(file, 'utf8')
    expect(text.startsWith(CSV_START)).toBe(true)
    expect(text).toContain('客户遗失')
    expect(text).not.toMatch(/(^|,)"?=/m)
    const log = await counter.database.read((reader) => auditLog(reader, { before: null, limit: 5 } as never, EVERY_ROW))
    expect(log.find(({ action }) => action === 'prints.export')).toMatchObject({ subject: '2', staffName: staff.teller.staffName })
    expect(await exportRegister(counter, staff.teller, { filter: ALL, purpose: 'x', words }, async () => ok(null))).toEqual(ok({ file: null, rows: 0 }))
  })
})

describe('the auditor', () => {
  it('reads the register without what was typed, on the screen and in a file', async () => {
    const { counter } = branch
    const auditor = await branch.hire('U001', ['AUDITOR'])
    const { rows, found } = await listRegister(counter, auditor, { before: null, limit: 100, filter: ALL })
    expect(found).toBe(2)
    expect(rows.map(({ reason }) => reason)).toEqual(['', ''])
    const file = path.join(branch.folder, 'audited.csv')
    expectOk(await exportRegister(counter, auditor, { filter: ALL, purpose: '检查', words: { heads: [''], kinds: {}, outcomes: {} } }, async () => ok(file)))
    expect(await readFile(file, 'utf8')).not.toContain('客户遗失')
  })
})

describe('printers by kind of paper', () => {
  it('are set for this counter, go with the print, and are left to the system again', async () => {
    const { counter, staff } = branch
    const profile = { device: 'laser', tray: '第二纸盒', duplex: 'LONG_EDGE', copies: 3 } as const
    expectOk(await setProfiles(counter, staff.teller, { kinds: ['USE_UNDERTAKING', 'CREDIT_AUTHORISATION'], profile }))
    expect((await listProfiles(counter, staff.teller)).map(({ kind }) => kind).toSorted()).toEqual(['CREDIT_AUTHORISATION', 'USE_UNDERTAKING'])
    expect(await listProfiles(counter, { terminal: 'another-counter' })).toEqual([])
    expect((await print('USE_UNDERTAKING')).order).toEqual({ device: 'laser', duplex: 'LONG_EDGE', copies: 2 })
    const { documentId } = await paper('CREDIT_AUTHORISATION')
    expect(expectOk(await listPrints(counter, staff.teller, { documentId }))).toMatchObject({ copies: 3, profile })
    expectOk(await setProfiles(counter, staff.teller, { kinds: ['CREDIT_AUTHORISATION'], profile: null }))
    expect(expectOk(await listPrints(counter, staff.teller, { documentId }))).toMatchObject({ copies: 2, profile: { device: '' } })
  })
})
