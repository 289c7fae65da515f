// The pool of the product in a process of its own: how long a set takes, how long its window would have stood still, how large it grew.
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { expectOk } from '../../../core/kernel/result.ts'
import { createPdfPool } from '../../../electron/services/pdf-pool.ts'
import type { Printable } from '../../../electron/services/pdf-printer.ts'
import { CREATED } from '../../fixtures/paper/printer.ts'
import { contractOf } from './contract.ts'

const [threads, papers] = process.argv.slice(2).map(Number)
const pool = expectOk(await createPdfPool(process.cwd(), { threads: threads ?? 1 }))
const set = Array.from({ length: papers ?? 1 }, (_, turn) => contractOf(36, turn))
/** As the counter does: a paper is filed when it comes, and nobody keeps the whole set. */
async function printAll(papers: readonly Printable[]): Promise<void> {
  await Promise.all(papers.map(async (paper) => void expectOk(await pool.print(paper, CREATED))))
}
/** Each thread is warm before the clock runs: compiling is paid once in 250 papers, not by each set. */
await printAll(Array.from({ length: 30 * (threads ?? 1) }, (_, turn) => contractOf(36, turn)))
const delay = monitorEventLoopDelay({ resolution: 5 })
delay.enable()
const start = performance.now()
await printAll(set)
const wallMs = performance.now() - start
delay.disable()
process.send?.({ wallMs, blockedMs: delay.max / 1e6, rssMb: process.memoryUsage().rss / 1e6 })
await pool.close()
process.disconnect?.()
