import { listCases } from '../../db/repositories/case-list.ts'
import { type Branch, vault } from '../integration/db/branch-fixture.ts'
import { branchWithCases } from './many-cases.ts'
import { type BenchRow, median, row } from './row.ts'

const ROUNDS = 30
const WINDOW = { offset: 0, limit: 100, order: 'UPDATED', states: [] } as const

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** Medians of the same work on both branches, taking turns. */
async function growth(name: string, target: number, [many, few]: readonly [Branch, Branch], work: (branch: Branch) => Promise<unknown>): Promise<BenchRow> {
  const large: number[] = []
  const small: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    small.push(await timed(() => work(few)))
    large.push(await timed(() => work(many)))
  }
  return row({ name, unit: 'ms', value: median(large), baseline: median(small), target })
}

const open = (branch: Branch): Promise<unknown> => branch.database.read((reader) => listCases(reader, vault, WINDOW))

export async function benchCaseList(): Promise<BenchRow[]> {
  const few = await branchWithCases(10_000)
  const many = await branchWithCases(100_000)
  try {
    return [await growth('opening the case list among 100,000 cases, against 10,000', 1.5, [many, few], open)]
  } finally {
    await few.remove()
    await many.remove()
  }
}
