import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Worker } from 'node:worker_threads'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { loanContract } from '../../../electron/services/papers.ts'
import { createPdfPool, type PoolOptions, threadsFor } from '../../../electron/services/pdf-pool.ts'
import type { PdfPrinter } from '../../../electron/services/pdf-printer.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { contractSet, everySlip } from '../../fixtures/paper/every-paper.ts'
import { bare, CREATED, openPrinter, printOk } from '../../fixtures/paper/printer.ts'
import { mortgageTerms } from '../../fixtures/paper/terms.ts'

/** Every thread Node starts in this process, as it starts. */
const started: Worker[] = []
const told = (message: unknown): void => {
  started.push((message as { readonly worker: Worker }).worker)
}
let pool: PdfPrinter
beforeAll(async () => {
  subscribe('worker_threads', told)
  pool = await openPool({ threads: 2, papersPerThread: 8 })
})
afterAll(async () => {
  unsubscribe('worker_threads', told)
  await pool.close()
})
const openPool = async (options: PoolOptions): Promise<PdfPrinter> => expectOk(await createPdfPool(process.cwd(), options))
/** A pool of its own, and the threads started for it. */
async function withPool(options: PoolOptions, work: (pool: PdfPrinter, threads: () => readonly Worker[]) => Promise<void>): Promise<void> {
  const one = await openPool(options)
  const from = started.length
  await work(one, () => started.slice(from)).finally(() => one.close())
}
const slip = () => everySlip()[0] ?? expect.fail()

describe('the threads that print', () => {
  it('give the bytes that one thread gives, whichever took the paper and however worn it was', async () => {
    const papers = [...contractSet(mortgageTerms()), ...everySlip()]
    const single = await openPrinter()
    const from = started.length
    const together = await Promise.all(papers.map((paper) => printOk(pool, paper)))
    for (const [index, paper] of papers.entries()) expect(together[index]?.sha256, paper.kind).toBe((await printOk(single, paper)).sha256)
    expect(started.length - from, 'a fresh thread after every eight papers').toBeGreaterThanOrEqual(Math.floor(papers.length / 8))
  })

  it('are as many as were asked for, and none before there is a paper', () =>
    withPool({ threads: 2 }, async (two, threads) => {
      expect(threads()).toHaveLength(0)
      await Promise.all([slip(), slip(), slip(), slip()].map((paper) => printOk(two, paper)))
      expect(threads()).toHaveLength(2)
    }))

  it('are started ahead once, and the first paper takes the one that is warm', () =>
    withPool({ threads: 1 }, async (one, threads) => {
      one.warm()
      one.warm()
      expect(threads()).toHaveLength(1)
      await printOk(one, slip())
      one.warm()
      expect(threads()).toHaveLength(1)
    }))

  it('make way for a fresh one after so many papers, and no sooner', () =>
    withPool({ threads: 1, papersPerThread: 3 }, async (one, threads) => {
      const counts: number[] = []
      for (let n = 1; n <= 7; n += 1) {
        await printOk(one, slip())
        counts.push(threads().length)
      }
      expect(counts).toEqual([1, 1, 1, 2, 2, 2, 3])
    }))

  it('are bound in the memory they take', () =>
    withPool({ threads: 1 }, async (one, threads) => {
      one.warm()
      expect(threads()[0]?.resourceLimits).toMatchObject({ maxOldGenerationSizeMb: 1900, maxYoungGenerationSizeMb: 48 })
    }))

  it('print a paper once more where its thread died under it, and give it up the second time', () =>
    withPool({ threads: 1 }, async (one, threads) => {
      const long = contractSet(mortgageTerms())[0] ?? expect.fail()
      const again = printOk(one, long)
      await threads().at(-1)?.terminate()
      expect((await again).pages).toBeGreaterThan(3)
      expect(threads()).toHaveLength(2)
      const lost = one.print(long, CREATED)
      const refused = expect(lost).rejects.toThrow('a printing thread ended')
      await threads().at(-1)?.terminate()
      await expect.poll(threads).toHaveLength(3)
      await threads().at(-1)?.terminate()
      await refused
      expect((await printOk(one, slip())).pages).toBe(1)
    }))

  it('are ended when they hang: the paper goes to another thread, and is refused when that is silent too; the next one is printed', async () => {
    await withPool({ threads: 1, answerMs: 60_000 }, async (one, threads) => {
      await printOk(one, slip())
      const hang = (): void => void Object.assign(threads().at(-1) ?? expect.fail(), { postMessage: () => undefined })
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      try {
        hang()
        const again = one.print(slip(), CREATED)
        vi.advanceTimersByTime(59_999)
        expect(threads()).toHaveLength(1)
        vi.advanceTimersByTime(1)
        expect((await again).ok).toBe(true)
        expect(threads()).toHaveLength(2)
        hang()
        const refused = one.print(slip(), CREATED)
        const unheard = (message: unknown): void => void Object.assign((message as { readonly worker: Worker }).worker, { postMessage: () => undefined })
        subscribe('worker_threads', unheard)
        vi.advanceTimersByTime(60_000)
        unsubscribe('worker_threads', unheard)
        expect(threads()).toHaveLength(3)
        vi.advanceTimersByTime(60_000)
        expect(await refused).toMatchObject({ error: { code: 'PRINTER_SILENT' } })
      } finally {
        vi.useRealTimers()
      }
      expect((await printOk(one, slip())).pages).toBe(1)
    })
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
    const closed = await openPool({ threads: 1 })
    await closed.close()
    closed.warm()
    await expect(printOk(closed, everySlip()[0] ?? expect.fail())).rejects.toThrow('closed')
  })
})
