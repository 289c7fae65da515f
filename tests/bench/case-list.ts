import { type NameIndex, openNameIndex } from '../../db/name-index.ts'
import { countCases, EVERY_CASE, listCases } from '../../db/repositories/case-list.ts'
import { type Branch, vault } from '../integration/db/branch-fixture.ts'
import { branchWithCases, COMMON, SOUGHT } from './many-cases.ts'
import { type BenchRow, median, row } from './row.ts'

const FEW = 10_000
const MANY = 100_000
const ROUNDS = 40
const BUILDS = 3
const HITS = 500
const WINDOW = { offset: 0, limit: 100, by: 'UPDATED', descending: true, filter: EVERY_CASE } as const

// A window is cut on an index; only counting the cases grows with them.
const OPEN_TARGET = 1.5
// The same twenty people are found and opened; only the dictionary and the lists of the index are longer.
const SEARCH_TARGET = 3
// Ten times as many people found and opened: not more than proportional.
const COMMON_TARGET = 10
// Per case: filling in steps must not slow down as the index grows.
const BUILD_TARGET = 1.5

interface Bank {
  readonly branch: Branch
  readonly cases: number
  readonly names: NameIndex
}
type Pair = readonly [few: Bank, many: Bank]

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** The same work on both, taking turns: the median of the large against the median of the small. */
async function growth(name: string, unit: string, target: number, rounds: number, pair: Pair, work: (bank: Bank) => Promise<number>): Promise<BenchRow> {
  const times: [number[], number[]] = [[], []]
  for (let round = 0; round < rounds; round++) for (const side of [0, 1] as const) times[side].push(await work(pair[side]))
  return row({ name: `${name}, 100,000 against 10,000`, unit, value: median(times[1]), baseline: median(times[0]), target })
}

const openList = ({ branch }: Bank) =>
  timed(() => branch.database.read(async (reader) => [await listCases(reader, vault, WINDOW), await countCases(reader, EVERY_CASE)]))

/** Finds and opens the rows. @throws when it finds other than `expected`: speed at finding nothing is no speed */
async function find({ branch, names }: Bank, name: string, expected: number): Promise<number> {
  let found = 0
  const ms = await timed(async () => {
    const ids = await names.search(name, HITS)
    found = (await branch.database.read((reader) => listCases(reader, vault, { ...WINDOW, limit: HITS, filter: { ...EVERY_CASE, ids } }))).length
  })
  if (found !== expected) throw new Error(`found ${found} cases, not ${expected}`)
  return ms
}

async function build({ branch, cases }: Bank): Promise<number> {
  const ms = await timed(async () => {
    const names = await openNameIndex(branch.database, vault)
    await names.filled()
    await names.close()
  })
  return (ms * 1000) / cases
}

async function openBank(cases: number): Promise<Bank> {
  const branch = await branchWithCases(cases)
  const names = await openNameIndex(branch.database, vault)
  await names.filled()
  return { branch, cases, names }
}

async function closeBank({ branch, names }: Bank): Promise<void> {
  await names.close()
  await branch.remove()
}

/** How the list and the search grow when a branch has ten times the cases, on real database files with sealed rows. */
export async function benchCaseList(): Promise<BenchRow[]> {
  const few = await openBank(FEW)
  const many = await openBank(MANY)
  const pair = [few, many] as const
  try {
    return [
      await growth('opening the case list', 'ms', OPEN_TARGET, ROUNDS, pair, openList),
      await growth('finding a two-character name', 'ms', SEARCH_TARGET, ROUNDS, pair, (bank) => find(bank, SOUGHT.name, SOUGHT.bearers)),
      await growth('finding it by pinyin', 'ms', SEARCH_TARGET, ROUNDS, pair, (bank) => find(bank, SOUGHT.pinyin, SOUGHT.bearers)),
      await growth('finding a common one, ten times the hits', 'ms', COMMON_TARGET, ROUNDS, pair, (bank) => find(bank, COMMON.name, COMMON.among(bank.cases))),
      await growth('filling the name index, per 1000 cases', 'ms', BUILD_TARGET, BUILDS, pair, build),
    ]
  } finally {
    await closeBank(few)
    await closeBank(many)
  }
}
