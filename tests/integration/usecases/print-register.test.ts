import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk, ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { auditOfCase } from '../../../db/audit.ts'
import { type DocumentRecord, documentsOfCase } from '../../../db/repositories/documents.ts'
import { exportDocument } from '../../../electron/usecases/cases/export-document.ts'
import { printCounterForm } from '../../../electron/usecases/papers/counter-forms.ts'
import { endPrint, listPrints, type PrintAnswer, type PrintOrder, printDocument } from '../../../electron/usecases/papers/print-log.ts'
import { listRegister } from '../../../electron/usecases/papers/print-register.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { entryOf, startWalk, type Walk, walkTo } from './walk.ts'

let branch: TestBranch
let walk: Walk
beforeAll(async () => {
  branch = await openTestBranch()
  walk = await startWalk(branch, entryOf(branch, 'mortgage-1'))
})
afterAll(() => branch.remove())

const current = async (kind: string): Promise<DocumentRecord> =>
  (await branch.counter.database.read((reader) => documentsOfCase(reader, walk.caseId))).find((one) => one.kind === kind && one.supersededAt === null) ??
  expect.fail(kind)
const asked = ({ documentId, pages }: DocumentRecord, reason = '', copies = 2) => ({ documentId, drawn: pages, copies, reason })
const printer = (answer: PrintAnswer) => async (): Promise<Result<PrintAnswer>> => ok(answer)
const printsOf = async ({ documentId }: DocumentRecord) => expectOk(await listPrints(branch.counter, branch.staff.teller, { documentId })).prints
const refusalOf = async (asks: Promise<Result<unknown>>) => {
  const result = await asks
  return result.ok ? 'done' : result.error.code === 'DOCUMENT_SUPERSEDED' && result.error.details
}
const logged = async (action: string) =>
  (await branch.counter.database.read((reader) => auditOfCase(reader, branch.counter.vault, walk.caseId)))
    .filter((row) => row.action === action)
    .map(({ subject, reason, reasonCode }) => ({ subject, reason, reasonCode }))

describe('a paper that goes to the printer', () => {
  let form: DocumentRecord
  beforeAll(async () => {
    expectOk(await printCounterForm(branch.counter, branch.staff.teller, { caseId: walk.caseId, kind: 'SERVICE_ADDRESS', reason: '' }))
    form = await current('SERVICE_ADDRESS')
  })

  it('is on record before the print window opens, and what came out is added to that by whoever printed', async () => {
    const { counter, staff } = branch
    let during: unknown = null
    const printed = await printDocument(counter, staff.teller, asked(form, '', 3), async (order) => {
      during = { order, prints: (await printsOf(form)).map(({ outcome, copies }) => ({ outcome, copies })) }
      return ok('SENT')
    })
    const { printId, sheets } = expectOk(printed)
    expect(during).toEqual({ order: { device: '', duplex: 'SIMPLEX', copies: 3 }, prints: [{ outcome: 'UNKNOWN', copies: 3 }] })
    expect(sheets).toBe(form.pages * 3)
    await refusedWhole(counter, () => endPrint(counter, staff.manager, { printId, outcome: 'NOT_PRINTED' }), 'PRINT_NOT_OPEN')
    expectOk(await endPrint(counter, staff.teller, { printId, outcome: 'PRINTED' }))
    await refusedWhole(counter, () => endPrint(counter, staff.teller, { printId, outcome: 'NOT_PRINTED' }), 'PRINT_NOT_OPEN')
    expect(await printsOf(form)).toMatchObject([{ outcome: 'PRINTED', copies: 3, version: 1, staffName: staff.teller.staffName }])
    const subject = `SERVICE_ADDRESS ${form.number} v1 x3`
    expect(await logged('documents.print')).toEqual([{ subject, reason: null, reasonCode: null }])
    expect(await logged('documents.printed')).toEqual([{ subject, reason: null, reasonCode: 'PRINTED' }])
  })

  it('needs a reason the second time, whatever is said to have come of the first, and made again it is still the second time', async () => {
    const { counter, staff } = branch
    for (const reason of ['', '  '])
      await refusedWhole(counter, () => printDocument(counter, staff.teller, asked(form, reason), printer('SENT')), 'REASON_MISSING')
    expectOk(await printCounterForm(counter, staff.teller, { caseId: walk.caseId, kind: 'SERVICE_ADDRESS', reason: '地址改写' }))
    const further = (await branch.counter.database.read((reader) => documentsOfCase(reader, walk.caseId))).find(
      ({ kind, number, version }) => kind === form.kind && number === form.number && version === 2,
    )
    if (!further) return expect.fail('version 2')
    await refusedWhole(counter, () => printDocument(counter, staff.teller, asked(further), printer('SENT')), 'REASON_MISSING')
    expectOk(await printDocument(counter, staff.teller, asked(further, ' 地址改写 '), printer('SENT')))
    expect((await logged('documents.print')).at(-1)).toEqual({ subject: `SERVICE_ADDRESS ${form.number} v2 x2`, reason: '地址改写', reasonCode: null })
    expect((await printsOf(further)).map(({ version, outcome }) => [version, outcome])).toEqual([
      [1, 'PRINTED'],
      [2, 'UNKNOWN'],
    ])
  })

  it.each(['CANCELLED', 'FAILED'] as const)('is on record as not printed where the print window was %s, and needs a reason from then on', async (answer) => {
    const { counter, staff } = branch
    const kind = answer === 'FAILED' ? 'USE_UNDERTAKING' : 'CREDIT_AUTHORISATION'
    expectOk(await printCounterForm(counter, staff.teller, { caseId: walk.caseId, kind, reason: '' }))
    const paper = await current(kind)
    expect(expectOk(await printDocument(counter, staff.teller, asked(paper), printer(answer))).answer).toBe(answer)
    expect((await printsOf(paper)).map(({ outcome }) => outcome)).toEqual(['NOT_PRINTED'])
    await refusedWhole(counter, () => printDocument(counter, staff.teller, asked(paper), printer('SENT')), 'REASON_MISSING')
  })

  it('stays on record with an unknown outcome where the counter was locked behind the print window', async () => {
    const { counter, staff } = branch
    expectOk(await printCounterForm(counter, staff.teller, { caseId: walk.caseId, kind: 'PERSONAL_INFO_CONSENT', reason: '' }))
    const paper = await current('PERSONAL_INFO_CONSENT')
    const result = await printDocument(counter, staff.teller, asked(paper), async () => refuse('NOT_SIGNED_IN'))
    expect(result).toMatchObject({ ok: false, error: { code: 'NOT_SIGNED_IN' } })
    expect((await printsOf(paper)).map(({ outcome }) => outcome)).toEqual(['UNKNOWN'])
  })

  it('does not go there unless every page of it was drawn', async () => {
    const { counter, staff } = branch
    for (const by of [-1, 1]) {
      let opened = 0
      const send = async (_order: PrintOrder): Promise<Result<PrintAnswer>> => {
        opened += 1
        return ok('SENT')
      }
      const now = await current('SERVICE_ADDRESS')
      const request = { ...asked(now, '又打'), drawn: now.pages + by }
      const details = await refusedWhole(counter, () => printDocument(counter, staff.teller, request, send), 'PRINT_PAGES_DIFFER')
      expect(details).toEqual({ drawn: now.pages + by, pages: now.pages })
      expect(opened).toBe(0)
    }
  })
})

it('a paper that was made anew since goes neither to the printer nor out as a file, and the register says that it is void', async () => {
  const { counter, staff } = branch
  const make = (reason: string) => printCounterForm(counter, staff.teller, { caseId: walk.caseId, kind: 'SERVICE_ADDRESS', reason })
  expectOk(await make('地址又改'))
  const first = await current('SERVICE_ADDRESS')
  expectOk(await printDocument(counter, staff.teller, asked(first, '又打'), printer('SENT')))
  const stale = { number: first.number, version: first.version }
  const file = path.join(tmpdir(), `${randomUUID()}.pdf`)
  let asks = 0
  const where = async () => {
    asks += 1
    return ok(null)
  }
  // Made anew while somebody looks at it: before the print, and while the window asks where to save.
  const meanwhile = async () => {
    expectOk(await make('再改'))
    return ok(file)
  }
  expect(await refusalOf(exportDocument(counter, staff.teller, first.documentId, meanwhile))).toEqual(stale)
  expect(existsSync(file)).toBe(false)
  expect(await refusedWhole(counter, () => exportDocument(counter, staff.teller, first.documentId, where), 'DOCUMENT_SUPERSEDED')).toEqual(stale)
  expect(asks).toBe(0)
  expect(await refusedWhole(counter, () => printDocument(counter, staff.teller, asked(first, '又打'), printer('SENT')), 'DOCUMENT_SUPERSEDED')).toEqual(stale)
  expect(await refusalOf(listPrints(counter, staff.teller, { documentId: first.documentId }))).toEqual(stale)
  const { rows } = await listRegister(counter, staff.teller, { before: null, limit: 50, filter: { from: null, to: null, number: first.number } })
  expect(rows.map(({ version, superseded }) => [version, superseded])).toContainEqual([first.version, true])
  expectOk(await printDocument(counter, staff.teller, asked(await current('SERVICE_ADDRESS'), '又打'), printer('SENT')))
  const after = await listRegister(counter, staff.teller, { before: null, limit: 1, filter: { from: null, to: null, number: first.number } })
  expect(after.rows).toMatchObject([{ version: first.version + 1, superseded: false }])
})

it('a contract is offered in as many copies as its own words promise, other papers in two', async () => {
  const { counter, staff } = branch
  await walkTo(walk, 'drawUp')
  const offered = async (kind: string) => expectOk(await listPrints(counter, staff.teller, { documentId: (await current(kind)).documentId })).copies
  expect(await offered('LOAN_CONTRACT')).toBe(3)
  expect(await offered('MORTGAGE_CONTRACT')).toBe(3)
  expect(await offered('REPAYMENT_SCHEDULE')).toBe(2)
})
