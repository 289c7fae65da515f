import { fork } from 'node:child_process'
import { once } from 'node:events'
import { browserWallMs } from './engines/browser.ts'
import { blocksOf, contractOf } from './engines/contract.ts'
import { haveOffice, officeCpuMs } from './engines/office.ts'
import { builtPool } from './engines/pool-built.ts'
import { fodt, html } from './engines/sources.ts'
import { typstFolder } from './engines/typst.ts'
import { type Cost, startPeer } from './peer.ts'
import { type BenchRow, median, row } from './row.ts'

/** A process compiles its first papers; a thread of the counter prints 250. Both sides are compared when they are warm, and the first apart. */
const [FIRST, WARM_UP, ROUNDS, BATCH] = [20, 10, 5, 4]
/** Ours against each, by rows of the schedule (issue of the paper, pdf.md): the engines alone, no verification on either side. */
const TARGETS = { 36: { stock: 0.45, floor: 1.3, typst: 1.0 }, 360: { stock: 0.6, floor: 1.5, typst: 1.0 } } as const
const [OFFICE_EACH, OFFICE_BATCH, BROWSER] = [0.1, 0.85, 0.4]

const cpu = (costs: readonly Cost[]): number => median(costs.map(({ cpuMs }) => cpuMs))

/** What a fresh process pays for compiling, beside what the others pay. */
function firstRows(rows: number, [ours = 0, , floor = 0, typst]: readonly number[]): BenchRow[] {
  const against = (other: string, baseline: number | null): BenchRow =>
    row({ name: `contract of ${rows} rows, first ${FIRST} of a process: against ${other}`, unit: 'CPU-ms', value: ours, baseline, target: null })
  return [against('raw pdfkit with kept fonts', floor), against('Typst', typst ?? null)]
}

async function sides(rows: 36 | 360): Promise<{ rows: BenchRow[]; cpuMs: number; wallMs: number }> {
  const typst = typstFolder()
  const started = await Promise.all([
    ...(['ours', 'stock', 'floor'] as const).map((side) => startPeer('engines/side.ts', side, String(rows))),
    ...(typst ? [startPeer('engines/typst-side.ts', typst, String(rows))] : []),
  ])
  try {
    const first: number[] = []
    for (const peer of started) first.push((await peer.work(FIRST)).cpuMs)
    for (const peer of started) await peer.work(WARM_UP)
    const costs: Cost[][] = started.map(() => [])
    for (let round = 0; round < ROUNDS; round++) for (const [index, peer] of started.entries()) costs[index]?.push(await peer.work(BATCH))
    const [ours = [], stock = [], floor = [], typed] = costs
    const named = (name: string, baseline: number | null, target: number): BenchRow =>
      row({ name: `contract of ${rows} rows: ${name}`, unit: 'CPU-ms', value: cpu(ours), baseline, target })
    return {
      cpuMs: cpu(ours),
      wallMs: Math.min(...ours.map(({ wallMs }) => wallMs)),
      rows: [
        named('against stock pdfmake', cpu(stock), TARGETS[rows].stock),
        named('against raw pdfkit with kept fonts', cpu(floor), TARGETS[rows].floor),
        named('against Typst', typed ? cpu(typed) : null, TARGETS[rows].typst),
        ...firstRows(rows, first),
      ],
    }
  } finally {
    for (const peer of started) peer.close()
  }
}

const PAPERS = 48
interface OfPool {
  readonly wallMs: number
  readonly blockedMs: number
  readonly rssMb: number
}
/** How long a set of papers takes with so many threads, and the longest the window would have stood still. */
async function setOf(side: string, threads: number): Promise<OfPool> {
  const child = fork(side, [String(threads), String(PAPERS)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const [answer] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([code]) => Promise.reject(new Error(`the pool stopped with ${code}`))),
  ])
  return answer as OfPool
}

/** Sets of one thread and of two, in turn. By the one in the middle: the best of a few is chance, a tenth apart from one run to the next. */
const SETS = 7
async function poolsInTurn(): Promise<[one: OfPool, two: OfPool]> {
  const side = await builtPool()
  const seen: [OfPool[], OfPool[]] = [[], []]
  for (let turn = 0; turn < SETS; turn++) for (const [at, list] of seen.entries()) list.push(await setOf(side, at + 1))
  const usual = (list: readonly OfPool[]): OfPool => ({
    wallMs: list.map(({ wallMs }) => wallMs).sort((a, b) => a - b)[SETS >> 1] ?? Number.NaN,
    blockedMs: Math.max(...list.map(({ blockedMs }) => blockedMs)),
    rssMb: Math.max(...list.map(({ rssMb }) => rssMb)),
  })
  return [usual(seen[0]), usual(seen[1])]
}

/** One contract with its schedule, side by side with other engines in one run; those that cannot be had are named and have no ratio. */
export async function benchContractEngines(): Promise<BenchRow[]> {
  const short = await sides(36)
  const long = await sides(360)
  const blocks = blocksOf(contractOf(36).definition.content)
  const office = haveOffice()
  const each = office ? officeCpuMs(fodt(blocks), 1, 3) : null
  const batch = office ? officeCpuMs(fodt(blocks), 10, 1) : null
  const browser = await browserWallMs(Array.from({ length: 12 }, (_, turn) => html(blocksOf(contractOf(36, turn).definition.content))))
  const [one, two] = await poolsInTurn()
  return [
    ...short.rows,
    row({ name: 'contract of 36 rows: against LibreOffice, one start each', unit: 'CPU-ms', value: short.cpuMs, baseline: each, target: OFFICE_EACH }),
    row({ name: 'contract of 36 rows: against LibreOffice, ten to a start', unit: 'CPU-ms', value: short.cpuMs, baseline: batch, target: OFFICE_BATCH }),
    row({ name: 'contract of 36 rows: against Chromium print, by the clock', unit: 'ms', value: short.wallMs, baseline: browser, target: BROWSER }),
    ...long.rows,
    row({ name: `${PAPERS} verified contracts: two threads against one, by the clock`, unit: 'ms', value: two.wallMs, baseline: one.wallMs, target: 0.67 }),
    row({
      name: `${PAPERS} verified contracts: window stands still, against 50 ms`,
      unit: 'ms',
      value: Math.max(one.blockedMs, two.blockedMs),
      baseline: 50,
      target: 1,
    }),
    row({ name: `${PAPERS} verified contracts: memory with one thread, against 400 MB`, unit: 'MB', value: one.rssMb, baseline: 400, target: 1 }),
  ]
}
