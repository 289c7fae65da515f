import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ClauseBook } from '../../../core/contract/clause-book.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { bookOf } from '../../../electron/services/clause-books.ts'
import { drawUpContract } from '../../../electron/usecases/contract/draw-up-contract.ts'
import type { Counter } from '../../../electron/usecases/counter.ts'
import { refusedWhole } from '../usecases/tally.ts'
import { openTestBranch, type TestBranch } from '../usecases/test-branch.ts'
import { entryOf, startWalk, versionOf, walkBefore, walkTo } from '../usecases/walk.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

/** The branch with another word in its loan contract, under the version given. */
function edited(counter: Counter, version: string): Counter {
  const book = bookOf(counter.packs.clauses, 'LOAN_CONTRACT')
  const [first, ...articles] = book.articles
  const other: ClauseBook = { ...book, version, articles: [{ ...(first ?? expect.fail()), title: '改过的标题' }, ...articles] }
  return { ...counter, packs: { ...counter.packs, clauses: new Map([...counter.packs.clauses, ['LOAN_CONTRACT', other]]) } }
}

describe('a clause file that was edited after a contract was printed from it', () => {
  it('prints no further contract under its old version, and nothing is half-done; as the next version it does', async () => {
    const { counter, staff } = branch
    const first = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
    await walkTo(first, 'drawUp')
    const second = await startWalk(branch, entryOf(branch, 'deficient-1'))
    await walkBefore(second, 'drawUp')
    const { version } = bookOf(counter.packs.clauses, 'LOAN_CONTRACT')
    const order = { ...(await versionOf(second)), valueDate: second.today }
    const details = await refusedWhole(counter, () => drawUpContract(edited(counter, version), staff.firstManager, order), 'TEMPLATE_CHANGED')
    expect(details).toMatchObject({ version })
    expectOk(await drawUpContract(edited(counter, 'LOAN-CONTRACT@9'), staff.firstManager, order))
  })
})
