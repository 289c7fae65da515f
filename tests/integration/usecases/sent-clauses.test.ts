import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { listClauses } from '../../../electron/usecases/contract/list-clauses.ts'
import { sendPack } from './publish.ts'
import { appRoot, openWholeBank, type WholeBank } from './test-branch.ts'
import { startSmall, type Walk, walkTo } from './walk.ts'

let branch: WholeBank
beforeAll(async () => {
  branch = await openWholeBank()
})
afterAll(() => branch.remove())

const small = (): Promise<Walk> => startSmall(branch)
const NEW_TITLE = '借款的种类、币种与金额'
const book = async (change: (text: string) => string) => [
  { name: 'loan-contract.yaml', text: change(await readFile(path.join(appRoot, 'templates/clauses/loan-contract.v4.yaml'), 'utf8')) },
]
const bookOf = async ({ caseId }: Walk) =>
  (await branch.counter.database.read((reader) => documentsOfCase(reader, caseId))).find(({ kind }) => kind === 'LOAN_CONTRACT')?.book
const titleOf = async ({ caseId }: Walk) => expectOk(await listClauses(branch.counter, caseId)).papers[0]?.articles[0]?.title

it('a clause book of head office is the book of the next contract; one on paper keeps its own', async () => {
  const before = await small()
  await walkTo(before, 'drawUp')
  const files = await book((text) => text.replace('version: LOAN-CONTRACT@4', 'version: LOAN-CONTRACT@5').replace('借款种类、币种与金额', NEW_TITLE))
  expect(await sendPack(branch, 'CLAUSES', 1, branch.cases.businessDate, files)).toMatchObject({ state: 'IN_FORCE', reason: null })
  const after = await small()
  await walkTo(after, 'drawUp')
  expect([await bookOf(before), await bookOf(after)]).toEqual(['LOAN-CONTRACT@4', 'LOAN-CONTRACT@5'])
  expect([await titleOf(before), await titleOf(after)]).toEqual(['借款种类、币种与金额', NEW_TITLE])
})

it('other words under a version that stands already are refused with file and line, and the book in force stays', async () => {
  const files = await book((text) => text.replace('借款种类、币种与金额', NEW_TITLE))
  const refused = await sendPack(branch, 'CLAUSES', 2, branch.cases.businessDate, files)
  expect(refused).toMatchObject({ state: 'REFUSED', reason: expect.stringMatching(/CLAUSES\.2\/loan-contract\.yaml 2 version LOAN-CONTRACT@4 stands in/) })
  expect(branch.counter.packs.clauses.get('LOAN_CONTRACT')?.version).toBe('LOAN-CONTRACT@5')
})

it('a book that head office took back is the book of no further contract; one on paper keeps it', async () => {
  const walk = await small()
  await walkTo(walk, 'drawUp')
  const other = await readFile(path.join(appRoot, 'templates/clauses/pledge.v2.yaml'), 'utf8')
  const files = [{ name: 'pledge.yaml', text: other.replaceAll('PLEDGE@2', 'PLEDGE@3') }]
  expect(await sendPack(branch, 'CLAUSES', 3, branch.cases.businessDate, files)).toMatchObject({ state: 'IN_FORCE' })
  const { clauses, clauseVersions } = branch.counter.packs
  expect(clauses.get('LOAN_CONTRACT')?.version).toBe('LOAN-CONTRACT@4')
  expect(clauses.get('PLEDGE_CONTRACT')?.version).toBe('PLEDGE@3')
  expect([await bookOf(walk), await titleOf(walk)]).toEqual(['LOAN-CONTRACT@5', NEW_TITLE])
  expect(clauseVersions.has('LOAN-CONTRACT@5')).toBe(true)
  const after = await small()
  await walkTo(after, 'drawUp')
  expect(await bookOf(after)).toBe('LOAN-CONTRACT@4')
})
