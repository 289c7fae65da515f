import { randomBytes } from 'node:crypto'
import { firstOfPage, listEntry, pagesOfList, readCrossList, writeCrossList } from '../../core/batch/cross-list.ts'
import { listedPerson } from '../../core/batch/cross-spelling.ts'
import { dateOnly, instant } from '../../core/kernel/calendar.ts'
import { expectOk, ok } from '../../core/kernel/result.ts'
import { bulkInsert } from '../../db/bulk-insert.ts'
import { crossLists } from '../../db/repositories/cross-lists.ts'
import { lookUp } from '../../electron/usecases/intake/cases-elsewhere.ts'
import { newListKey } from '../../protocol/list-key.ts'
import { AT, type Branch, makeBranch, vault } from '../integration/db/branch-fixture.ts'
import { type BenchRow, median, row } from './row.ts'

const [KEYS, ROWS_A_CALL, ROUNDS] = [1_000_000, 5000, 200]
const PERSON = '11010519491231002X'
/** Two rows and an unsealed page of 36 kB against one row of a plain table. */
const TARGET = 40

async function branchWithList(): Promise<Branch> {
  const branch = await makeBranch()
  const key = newListKey()
  const hashes = [key.hash(listedPerson(PERSON)), ...Array.from({ length: KEYS - 1 }, () => randomBytes(8))]
  const madeOn = dateOnly('2026-11-26')
  const entries = hashes.map((hash) => listEntry(hash, { kind: 'APPLICANT', caseClass: 'LENT' }))
  const list = readCrossList(writeCrossList({ madeOn, keyId: key.keyId }, entries))
  if (!list) throw new Error('no list')
  const pages = pagesOfList(list)
  const kept = { madeOn, entries: list.count, epoch: 1, seq: 1, arrivedAt: instant(AT) }
  expectOk(await branch.database.write(async (tx) => ok(await crossLists(tx, vault).replace(kept, { key: key.secret, firsts: pages.map(firstOfPage) }, pages))))
  expectOk(await branch.database.write(async (tx) => ok(await tx.run('CREATE TABLE bench_key (hash TEXT PRIMARY KEY) WITHOUT ROWID'))))
  for (let start = 0; start < KEYS; start += ROWS_A_CALL) {
    const rows = hashes.slice(start, start + ROWS_A_CALL).map((hash) => [Buffer.from(hash).toString('hex')])
    expectOk(await branch.database.write(async (tx) => ok(await bulkInsert(tx, 'bench_key', ['hash'], rows))))
  }
  return branch
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

/** One number looked up in a sealed list of a million of other branches' keys, against the same hash by primary key in a plain table of as many. */
export async function benchCasesElsewhere(): Promise<BenchRow[]> {
  const branch = await branchWithList()
  try {
    const asked = [{ path: 'borrower.idNumber', identity: { ...listedPerson(PERSON), kind: 'APPLICANT' as const } }]
    const hash = Buffer.from(randomBytes(8)).toString('hex')
    const times: [number[], number[]] = [[], []]
    for (let round = 0; round < ROUNDS; round++) {
      times[0].push(await timed(() => branch.database.read((reader) => lookUp({ vault }, reader, asked))))
      times[1].push(await timed(() => branch.database.read((reader) => reader.get('SELECT hash FROM bench_key WHERE hash = ?', [hash]))))
    }
    const [value, baseline] = [median(times[0]), median(times[1])]
    return [
      row({
        name: 'a number in a list of a million of other branches, sealed, against one by key in a plain table',
        unit: 'ms',
        value,
        baseline,
        target: TARGET,
      }),
    ]
  } finally {
    await branch.remove()
  }
}
