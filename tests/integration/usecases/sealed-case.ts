import { expect } from 'vitest'
import type { ApprovedTerms } from '../../../core/contract/approved-terms.ts'
import type { ContractTerms } from '../../../core/contract/terms.ts'
import type { Application } from '../../../core/intake/application.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { type ContractRecord, latestContract } from '../../../db/repositories/contracts.ts'
import { type DecisionRecord, decisions, latestDecision } from '../../../db/repositories/decisions.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { findCase, loanCases } from '../../../db/repositories/loan-cases.ts'
import { sealJson } from '../../../db/sealing.ts'
import { sealOf } from '../../../electron/services/seal-of.ts'
import { refusedWhole } from './tally.ts'
import type { TestBranch } from './test-branch.ts'
import { attempt, entryOf, startWalk, type Walk } from './walk.ts'

/** Some hundred attempts, each compared with every row of the branch. */
export const SEVERAL_MINUTES = 5 * 60_000
const SMALL = 1_000_000
/** A small loan: the same person may have several. */
export const small = async (branch: TestBranch, id: string, today = branch.cases.businessDate): Promise<Walk> => {
  const walk = await startWalk(
    branch,
    entryOf(branch, id, (entry) => {
      const { loan } = entry.application
      return {
        ...entry,
        application: { ...entry.application, loan: { ...loan, amountFen: fen(SMALL), payee: loan.payee && { ...loan.payee, amountFen: fen(SMALL) } } },
      }
    }),
  )
  walk.today = today
  return walk
}

export const read = async ({ branch, caseId }: Walk) => {
  const { database, vault } = branch.counter
  return database.read(async (reader) => ({
    decision: (await latestDecision(reader, vault, caseId)) ?? expect.fail('no decision'),
    contract: await latestContract(reader, vault, caseId),
    record: (await findCase(reader, vault, caseId)) ?? expect.fail('no case'),
    documents: await documentsOfCase(reader, caseId),
  }))
}
const person = (walk: Walk, stage: string) => walk.staff[walk.line.find(({ name }) => name === stage)?.by ?? 'teller']
export const fieldsRefused = async (walk: Walk, stage: string) =>
  (await refusedWhole(walk.branch.counter, () => attempt(walk, stage, person(walk, stage)), 'TERMS_DIFFER')).fields as readonly string[]

/** Every value at the end of a path. */
export const leaves = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
  value !== null && typeof value === 'object' && Object.keys(value).length > 0
    ? Object.entries(value).flatMap(([key, part]) => (part === undefined ? [] : leaves(part, [...path, key])))
    : [path]
export function changed<T>(value: T, [key, ...rest]: readonly string[]): T {
  if (key === undefined)
    return (typeof value === 'number' ? value + 1 : typeof value === 'boolean' ? !value : typeof value === 'string' ? `${value}改` : '改') as T
  const next = changed((value as Record<string, unknown> | undefined)?.[key], rest)
  return (Array.isArray(value) ? value.map((one, at) => (String(at) === key ? next : one)) : { ...value, [key]: next }) as T
}

/** As if this had been decided: a further decision behind the given one, in place of any that stands there. */
export async function decideInstead({ branch }: Walk, decision: DecisionRecord, change: Partial<DecisionRecord>): Promise<void> {
  const { database, vault } = branch.counter
  await database.write(async (tx) => {
    await tx.run('DELETE FROM decision WHERE case_id = ? AND rev > ?', [decision.caseId, decision.rev])
    await decisions(tx, vault).insert({ ...decision, ...change, rev: decision.rev + 1, decisionNo: null })
    return { ok: true, value: null }
  })
}
export const approveInstead = (walk: Walk, decision: DecisionRecord, terms: ApprovedTerms) =>
  decideInstead(walk, decision, { terms, termsSha256: sealOf(terms) })

/** As if somebody wrote past the program: the row of a contract, whether signed or not. */
export async function overwrite({ branch }: Walk, { caseId, rev }: ContractRecord, terms: ContractTerms, termsSha256: string): Promise<void> {
  const { database, vault } = branch.counter
  await database.write(async (tx) => {
    await tx.run('DROP TRIGGER IF EXISTS tr_contract_signed', [])
    const sealed = sealJson(vault, { table: 'contract', column: 'sealed_terms', row: `${caseId}.${rev}` }, terms)
    await tx.run('UPDATE contract SET sealed_terms = ?, terms_sha256 = ? WHERE case_id = ? AND rev = ?', [sealed, termsSha256, caseId, rev])
    return { ok: true, value: null }
  })
}
export async function declare(walk: Walk, change: (application: Application) => Application): Promise<Application> {
  const { database, vault } = walk.branch.counter
  const { record } = await read(walk)
  const before = record.application ?? expect.fail('no application')
  expectOk(await database.write((tx) => loanCases(tx, vault).update({ ...record, application: change(before), version: record.version + 1 }, record.version)))
  return before
}
