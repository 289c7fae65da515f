import { randomBytes, randomUUID } from 'node:crypto'
import { instant } from '../../../core/kernel/calendar.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { outbox } from '../../../db/repositories/outbox.ts'
import { body } from '../batch/counter.ts'
import type { TestBranch } from './test-branch.ts'

/** Queues a case record with papers of these sizes in bytes, and keeps the papers. */
export async function queueRecord(
  { counter }: Pick<TestBranch, 'counter'>,
  sizes: readonly number[],
  change: Readonly<Record<string, unknown>> = {},
): Promise<{ id: string; papers: readonly Buffer[] }> {
  const id = randomUUID()
  const papers = sizes.map((size) => randomBytes(size))
  const blobs = []
  for (const [n, paper] of papers.entries()) {
    const { sha256, bytes } = expectOk(await counter.papers.put(paper))
    blobs.push({ sha256, bytes, media: 'application/pdf', role: `D101.${n}` })
  }
  const record = { id, caseId: null, type: 'case.sealed', rev: 1, schema: 1, blobs, madeAt: instant('2026-11-23T01:00:00.000Z'), body: { ...body, ...change } }
  const written = await counter.database.write(async (tx) => {
    await outbox(tx, counter.vault).add(record)
    return ok(null)
  })
  expectOk(written)
  return { id, papers }
}
