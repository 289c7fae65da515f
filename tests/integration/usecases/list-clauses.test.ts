import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { contractClauses } from '../../../electron/services/clause-list.ts'
import { readPages } from '../../../electron/services/pdf-reread.ts'
import { listClauses } from '../../../electron/usecases/contract/list-clauses.ts'
import { openStanding } from '../../../electron/usecases/contract/standing-terms.ts'
import { layoutMark } from '../../../templates/layout/layout-version.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { entryOf, startWalk, type Walk, walkTo } from './walk.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

/** Head and foot of a page are shorter than this. */
const FRAME = 260
/** To its last character on one page, or at the end of one and the beginning of the next. */
const stands = (words: string, pages: readonly string[]): boolean =>
  pages.some((page, at) => {
    const next = (pages[at + 1] ?? '').slice(0, FRAME + words.length)
    const end = page.slice(-FRAME - words.length)
    return (
      page.includes(words) ||
      [...words].some((_, cut) => cut > 0 && end.lastIndexOf(words.slice(0, cut)) >= words.length - cut && next.includes(words.slice(cut)))
    )
  })
const squeezed = (text: string): string => text.replace(/\s/g, '')

describe('the clauses of a contract, before and after it is printed', () => {
  let walk: Walk
  const listed = async () => expectOk(await listClauses(branch.counter, walk.caseId))

  it('are listed from the approval on, the loan contract first and the mortgage after it, with nothing missing', async () => {
    walk = await startWalk(branch, entryOf(branch, 'mortgage-1'))
    await refusedWhole(branch.counter, () => listClauses(branch.counter, walk.caseId), 'TRANSITION_NOT_ALLOWED')
    await walkTo(walk, 'disclose')
    const { drawnUp, papers } = await listed()
    expect([drawnUp, papers.map(({ kind }) => kind), papers.flatMap(({ missing }) => missing)]).toEqual([false, ['LOAN_CONTRACT', 'MORTGAGE_CONTRACT'], []])
  })

  it('say which facts brought them in: the house and the consumer loan, never the farm', async () => {
    const tied = (await listed()).papers.flatMap(({ articles }) => articles.flatMap(({ clauses }) => clauses.flatMap(({ when }) => when)))
    expect(tied).toEqual(expect.arrayContaining(['consumer', 'house']))
    expect(tied).not.toContain('farm')
  })

  it('are the very clauses that stand on paper', async () => {
    await walkTo(walk, 'drawUp')
    const { drawnUp, papers } = await listed()
    expect(drawnUp).toBe(true)
    const documents = await branch.counter.database.read((reader) => documentsOfCase(reader, walk.caseId))
    expect(new Set(documents.map(({ layout }) => layout))).toEqual(new Set([layoutMark()]))
    for (const paper of papers) {
      const printed = documents.find(({ kind, supersededAt }) => kind === paper.kind && supersededAt === null)
      const pages = (await readPages(expectOk(await branch.counter.papers.get(printed?.blobRef ?? '')))).map(squeezed)
      for (const clause of paper.articles.flatMap(({ clauses }) => clauses)) expect(stands(squeezed(clause.text), pages), clause.id).toBe(true)
      const [first = expect.fail()] = paper.articles.flatMap(({ clauses }) => clauses)
      expect(stands(`${squeezed(first.text).slice(0, -1)}，`, pages), 'the last character counts').toBe(false)
    }
  })

  it('are those of the book the contract was printed from, whatever book came after it; a contract not yet drawn up has the new one', async () => {
    const { counter } = branch
    const { packs } = counter
    const book = packs.clauses.get('LOAN_CONTRACT') ?? expect.fail('no book')
    const next = { ...book, version: 'LOAN-CONTRACT@9' }
    const newer = {
      ...packs,
      clauses: new Map(packs.clauses).set('LOAN_CONTRACT', next),
      clauseVersions: new Map(packs.clauseVersions).set(next.version, next),
    }
    const versions = async (at: Walk, its = newer) => {
      const list = await listClauses({ ...counter, packs: its }, at.caseId)
      return list.ok ? list.value.papers.map(({ version }) => version) : list.error
    }
    expect(await versions(walk)).toEqual([book.version, packs.clauses.get('MORTGAGE_CONTRACT')?.version])
    const other = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
    await walkTo(other, 'disclose')
    expect(await versions(other)).toEqual([next.version])
    const gone = { ...newer, clauseVersions: new Map([...newer.clauseVersions].filter(([version]) => version !== book.version)) }
    expect(await versions(walk, gone)).toMatchObject({ code: 'DATA_VERSION_MISSING', details: { version: book.version } })
    const edited = { ...newer, clauseVersions: new Map(newer.clauseVersions).set(book.version, { ...book, articles: book.articles.slice(1) }) }
    expect(await versions(walk, edited)).toMatchObject({ code: 'TEMPLATE_CHANGED', details: { version: book.version } })

    // A document printed before its book was kept: the newest one in use by then.
    await counter.database.write(async (tx) => {
      await tx.run('DROP TRIGGER tr_document_fixed', [])
      await tx.run('UPDATE document SET book = NULL WHERE case_id = ?', [walk.caseId])
      await tx.run("INSERT INTO clause_book_used (version, sha256, first_used_at) VALUES (?, ?, '2999-01-01T00:00:00.000Z')", [next.version, 'a'.repeat(64)])
      return { ok: true, value: null }
    })
    expect(await versions(walk)).toEqual([book.version, packs.clauses.get('MORTGAGE_CONTRACT')?.version])
  })

  it('name what the terms leave out, and show a blank in its place', async () => {
    const { terms } = expectOk(await branch.counter.database.read((reader) => openStanding(branch.counter, reader, walk.caseId)))
    const [loan] = contractClauses({ ...terms, loan: { ...terms.loan, debitAccount: '' } }, branch.counter.packs.clauses)
    expect(loan?.missing).toEqual(['debitAccount'])
    expect(loan?.articles.flatMap(({ clauses }) => clauses).filter(({ text }) => text.includes('＿＿＿＿'))).not.toEqual([])
  })
})
