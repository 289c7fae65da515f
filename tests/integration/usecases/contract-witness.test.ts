import { afterAll, beforeAll, expect, it } from 'vitest'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { latestSeal } from '../../../db/repositories/audit-seals.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { checkAudit, outsideHead } from '../../../electron/services/audit-check.ts'
import { loanContract } from '../../../electron/services/papers.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { closeDay, openDay } from '../../../electron/usecases/people/business-day.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { openPrinter, printOk, textOf } from '../../fixtures/paper/printer.ts'
import { mortgageTerms } from '../../fixtures/paper/terms.ts'
import { openWholeBank, type WholeBank } from './test-branch.ts'
import { entryOf, startWalk, walkTo } from './walk.ts'

const HEAD = /总行会签审计日志(\d+)行([0-9a-f]{64})/g
const NEXT_DAY = dateOnly('2026-11-24')
let branch: WholeBank
beforeAll(async () => {
  branch = await openWholeBank()
})
afterAll(() => branch.remove())

it('contracts drawn up after head office has cosigned carry the head of the audit log, and the log is held to that paper', async () => {
  const { counter, staff, headOffice } = branch
  const walk = await startWalk(branch, entryOf(branch, 'mortgage-1'))
  await walkTo(walk, 'disclose')
  expectOk(await closeDay(counter, staff.manager))
  expectOk(await sealProposedBatch(counter, staff.manager, expectOk(await proposeBatch(counter, staff.teller)).seq))
  expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
  expectOk(await takeReceipts(counter, staff.manager))
  branch.setDate(NEXT_DAY)
  expectOk(await openDay(counter, staff.manager, NEXT_DAY))
  walk.today = NEXT_DAY
  await walkTo(walk, 'drawUp')
  const printed = await counter.database.read(async (reader) => ({
    seal: await latestSeal(reader, 'COSIGNED'),
    papers: (await documentsOfCase(reader, walk.caseId)).filter(({ kind }) => kind.endsWith('_CONTRACT')),
  }))
  expect(printed.papers.map(({ kind }) => kind).sort()).toEqual(['LOAN_CONTRACT', 'MORTGAGE_CONTRACT'])
  for (const { blobRef } of printed.papers) {
    const heads = [...(await textOf(expectOk(await counter.papers.get(blobRef)))).matchAll(HEAD)]
    expect(heads.length).toBeGreaterThan(1)
    for (const [, size, root] of heads) {
      expect({ size: Number(size), root }).toEqual({ size: printed.seal?.size, root: printed.seal?.root })
      const head = outsideHead(`${size} ${root}`) ?? expect.fail('no head')
      expect(await counter.database.read((reader) => checkAudit(reader, [], [head]))).toMatchObject({ ok: true })
      expect(await counter.database.read((reader) => checkAudit(reader, [], [{ ...head, root: '0'.repeat(64) }]))).toMatchObject({ ok: false, by: 'OUTSIDE' })
    }
  }
})

it('a contract drawn up before anything was cosigned says nothing of it, and is the same in every other word and on as many pages', async () => {
  const printer = await openPrinter()
  const [before, after] = [loanContract(mortgageTerms(), CLAUSES), loanContract(mortgageTerms(), CLAUSES, { size: 12_345, root: 'ab12cd34'.repeat(8) })]
  const [plain, witnessed] = [await printOk(printer, before), await printOk(printer, after)]
  expect(witnessed.pages).toBe(plain.pages)
  expect(after.seal).toBe(before.seal)
  expect((await textOf(witnessed.bytes)).replace(HEAD, '')).toBe(await textOf(plain.bytes))
})
