import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fen } from '../../../core/kernel/fen.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { latestContract } from '../../../db/repositories/contracts.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { nextNumber } from '../../../electron/usecases/cases/numbers.ts'
import { discloseCost, drawUpContract } from '../../../electron/usecases/contract/draw-up-contract.ts'
import type { Counter } from '../../../electron/usecases/counter.ts'
import { refusedWhole, tally } from './tally.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { entryOf, startWalk, versionOf, type Walk, walkBefore } from './walk.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

/** The counter with a printer during whose first paper something else happens at the branch. */
function meanwhile(counter: Counter, happens: () => Promise<unknown>): Counter {
  let happened: Promise<unknown> | null = null
  const print: Counter['printer']['print'] = async (paper, meta) => {
    happened ??= happens()
    await happened
    return counter.printer.print(paper, meta)
  }
  return { ...counter, printer: { ...counter.printer, print } }
}
const files = async ({ papers }: Counter): Promise<string[]> => (await papers.list()).map(({ ref }) => ref)
const toDrawUp = async (): Promise<Walk> => {
  // Small loans: those of the tests before stand beside this one in what the branch may grant.
  const small = entryOf(branch, 'sole-trader-1', (entry) => ({
    ...entry,
    application: { ...entry.application, loan: { ...entry.application.loan, amountFen: fen(3_000_000) } },
  }))
  const walk = await startWalk(branch, small)
  await walkBefore(walk, 'drawUp')
  return walk
}
const order = async (walk: Walk) => ({ ...(await versionOf(walk)), valueDate: walk.today })

describe('the papers of a step', () => {
  it('are made while others write, and then filed in one go', async () => {
    const { counter, staff } = branch
    const walk = await toDrawUp()
    let wrote = 0
    const busy = meanwhile(counter, () => counter.database.write(async () => ok(++wrote)))
    const { documentIds } = expectOk(await drawUpContract(busy, staff.firstManager, await order(walk)))
    expect(wrote).toBe(1)
    const filed = (await counter.database.read((reader) => documentsOfCase(reader, walk.caseId))).filter(({ documentId }) => documentIds.includes(documentId))
    expect(filed).toHaveLength(documentIds.length)
    for (const { blobRef, sha256 } of filed) expect(counter.papers.refOf(sha256)).toBe(blobRef)
  })

  it('are not filed when the case changed while they were made, and none of their files is left', async () => {
    const { counter, staff } = branch
    const walk = await toDrawUp()
    const seen = await order(walk)
    let after: Record<string, unknown> = {}
    let kept: string[] = []
    const other = meanwhile(counter, async () => {
      expectOk(await discloseCost(counter, staff.firstManager, { ...seen, signedOn: walk.today, reason: '客户要求重新说明' }))
      after = await tally(counter)
      kept = await files(counter)
    })
    expect(await drawUpContract(other, staff.firstManager, seen)).toMatchObject({ ok: false, error: { code: 'STALE_VERSION' } })
    expect(await tally(counter)).toEqual(after)
    expect(await files(counter)).toEqual(kept)
  })

  it('bear the numbers that are still to be had: one taken meanwhile stands on no second contract', async () => {
    const { counter, staff } = branch
    const walk = await toDrawUp()
    let taken = ''
    const other = meanwhile(counter, async () => {
      taken = expectOk(await counter.database.write((tx) => nextNumber(counter, tx, 'LOAN_CONTRACT', walk.today)))
    })
    expectOk(await drawUpContract(other, staff.firstManager, await order(walk)))
    const contract = await counter.database.read((reader) => latestContract(reader, counter.vault, walk.caseId))
    const numbers = (await counter.database.read((reader) => documentsOfCase(reader, walk.caseId)))
      .filter(({ kind, supersededAt }) => kind === 'LOAN_CONTRACT' && supersededAt === null)
      .map(({ number }) => number)
    expect(numbers).toEqual([contract?.contractNo])
    expect(numbers).not.toContain(taken)
    const named = await counter.database.read((reader) =>
      reader.all<{ blob_ref: string }>('SELECT blob_ref FROM document UNION SELECT blob_ref FROM case_document'),
    )
    expect((await files(counter)).filter((ref) => !named.some(({ blob_ref }) => blob_ref === ref))).toEqual([])
  })

  it('leave no file when the lifecycle refuses the step after they were put', async () => {
    const { counter, staff } = branch
    const walk = await toDrawUp()
    const before = await files(counter)
    expectOk(await drawUpContract(counter, staff.firstManager, await order(walk)))
    const drawn = await files(counter)
    expect(drawn.length).toBeGreaterThan(before.length)
    const broken: Counter = { ...counter, papers: { ...counter.papers, put: async (source) => failing(counter, source) } }
    await refusedWhole(counter, async () => drawUpContract(broken, staff.firstManager, await order(walk)), 'DISK_FULL')
    expect(await files(counter)).toEqual(drawn)
  })
})

let puts = 0
/** The second file finds the disk full. */
async function failing(counter: Counter, source: Uint8Array | string): ReturnType<Counter['papers']['put']> {
  return ++puts > 1 ? { ok: false, error: { code: 'DISK_FULL', details: {} } } : counter.papers.put(source)
}
