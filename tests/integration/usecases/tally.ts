import { expect } from 'vitest'
import { type Refusal, type Result, refuse } from '../../../core/kernel/result.ts'
import type { Counter } from '../../../electron/usecases/counter.ts'

/** What sign-ins write is no part of a case. */
const ASIDE = ['sign_in_attempt']

/** Every row of the branch, counted, with each case's state and version, its drafts and the head of the audit log. */
export async function tally({ database }: Pick<Counter, 'database'>): Promise<Record<string, unknown>> {
  return database.read(async (reader) => {
    const tables = await reader.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    const counting = tables.filter(({ name }) => !ASIDE.includes(name)).map(({ name }) => `SELECT '${name}' AS name, count(*) AS n FROM "${name}"`)
    const counted = await reader.all<{ name: string; n: number }>(counting.join(' UNION ALL '))
    const counts = Object.fromEntries(counted.map(({ name, n }) => [name, n]))
    const cases = await reader.all('SELECT id, state, version, updated_at FROM loan_case ORDER BY id')
    const drafts = await reader.all('SELECT * FROM draft')
    const papers = await reader.all('SELECT id, verdict, superseded_at FROM case_document ORDER BY id')
    const audit = await reader.get('SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1')
    return { counts, cases, drafts, papers, audit }
  })
}

/** The work is refused with one of these codes (any, when none is named), and nothing whatever has changed. Gives the details. */
export async function refusedWhole(
  counter: Pick<Counter, 'database'>,
  work: () => Promise<Result<unknown>>,
  ...codes: readonly string[]
): Promise<Readonly<Record<string, unknown>>> {
  const before = await tally(counter)
  const result = await work()
  const verdict = result.ok ? 'done' : result.error.code
  if (codes.length > 0) expect(codes).toContain(verdict)
  expect(verdict).not.toBe('done')
  expect(await tally(counter)).toEqual(before)
  return result.ok ? {} : result.error.details
}

/** What a stick brings is taken whole: where one of its batches was refused, that is the outcome. */
export async function wholeStick<T extends { readonly stopped: Refusal | null }>(work: Promise<Result<T>>): Promise<Result<T>> {
  const taken = await work
  return taken.ok && taken.value.stopped ? refuse(taken.value.stopped.code, taken.value.stopped.details) : taken
}
