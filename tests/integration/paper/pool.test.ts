import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { loanContract } from '../../../electron/services/papers.ts'
import { createPdfPool, threadsFor } from '../../../electron/services/pdf-pool.ts'
import type { PdfPrinter } from '../../../electron/services/pdf-printer.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { contractSet, everySlip } from '../../fixtures/paper/every-paper.ts'
import { bare, CREATED, openPrinter, printOk } from '../../fixtures/paper/printer.ts'
import { mortgageTerms } from '../../fixtures/paper/terms.ts'

let pool: PdfPrinter
beforeAll(async () => {
  // Threads worn out after two papers: a set of papers passes through several.
  pool = expectOk(await createPdfPool(process.cwd(), { threads: 2, papersPerThread: 2, warm: true }))
})
afterAll(() => pool.close())

describe('the threads that print', () => {
  it('give the bytes that one thread gives, whichever took the paper and however worn it was', async () => {
    const papers = [...contractSet(mortgageTerms()), ...everySlip()]
    const single = await openPrinter()
    const together = await Promise.all(papers.map((paper) => printOk(pool, paper)))
    for (const [index, paper] of papers.entries()) expect(together[index]?.sha256, paper.kind).toBe((await printOk(single, paper)).sha256)
  })

  it('refuse what the printer refuses', async () => {
    const terms = mortgageTerms()
    const named = { ...terms, borrower: { ...terms.borrower, name: '李\uE626' } }
    expect(await pool.print(loanContract(named, CLAUSES), CREATED)).toMatchObject({ ok: false, error: { code: 'PDF_CHARACTER_MISSING' } })
  })

  it('throw where the printer throws, and print the next paper', async () => {
    await expect(pool.print({ definition: { content: [{ qr: 'x' }] }, title: 'trap', marks: [] }, CREATED)).rejects.toThrow(/may not hold/)
    await expect(pool.print({ definition: bare(['x']), title: 'a function', marks: [] }, CREATED)).rejects.toThrow(/could not be cloned/)
    expect((await printOk(pool, everySlip()[0] ?? expect.fail())).pages).toBe(1)
  })

  it('leave a processor to the window, and are four at most', () => expect([1, 2, 4, 16].map(threadsFor)).toEqual([1, 1, 3, 4]))

  it('print nothing once closed', async () => {
    const closed = expectOk(await createPdfPool(process.cwd(), { threads: 1 }))
    await closed.close()
    await expect(printOk(closed, everySlip()[0] ?? expect.fail())).rejects.toThrow('closed')
  })
})
