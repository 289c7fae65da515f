import { describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { createPdfPool } from '../../../electron/services/pdf-pool.ts'
import { HARMS, runPiles, together } from './pixel-piles.ts'

/** In `npm test` every hundredth of the piles that `npm run test:full` puts through the scanner. */
const PILES = 500
/** The whole takes minutes; on a busy machine many. */
const HOUR = 3_600_000
const STEP = process.env.TEST_FULL ? 1 : 100
/** Pages that must be laid on the glass again: the codes read at 99 in a hundred and better (pdf.md §6). */
const UNREAD = 0.01

describe('contracts that went to the customer and came back through the scanner', () => {
  it(`are found out where pages are missing, doubled, swapped, of an older printing, of another customer or smeared, and none is taken for another: ${PILES / STEP} piles`, {
    timeout: HOUR,
  }, async () => {
    const printer = expectOk(await createPdfPool(process.cwd(), { threads: 1 }))
    const numbers = Array.from({ length: PILES / STEP }, (_, at) => at * STEP + (at % 5))
    // Two lanes: while one waits for its pictures to be turned, the other reads.
    const lanes = [0, 1].map((lane) => numbers.filter((_, at) => at % 2 === lane))
    const [even, odd] = await Promise.all(lanes.map((lane) => runPiles(printer, lane)))
    const tally = even && odd ? together(even, odd) : expect.fail()
    await printer.close()
    console.log(`scan-back through pixels: ${JSON.stringify(tally)}`)
    expect(tally).toMatchObject({ piles: PILES / STEP, notFound: 0, misfiled: 0, unnamed: 0, falseAlarms: 0 })
    expect(tally.unread / tally.pages).toBeLessThanOrEqual(UNREAD)
    if (STEP === 1) for (const harm of HARMS) expect(tally.harms[harm], harm).toBeGreaterThan(0)
  })
})
