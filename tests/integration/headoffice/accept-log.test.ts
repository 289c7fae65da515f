import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { expectOk } from '../../../core/kernel/result.ts'
import { originOf, signCheckpoint } from '../../../protocol/checkpoint.ts'
import { consistencyProof, leafHash, merkleRoot } from '../../../protocol/merkle.ts'
import type { ConsoleDesk } from '../../../scripts/demo/console-desk.ts'
import { type DemoOffice, serveDemoOffice } from '../../../scripts/demo/office.ts'
import { StepFailed } from '../../../scripts/demo/step.ts'
import { Counter, caseRecord, newFolder, removeFolders } from '../batch/counter.ts'
import { operatorsOf } from './operators.ts'

const Logs = z.object({
  disputed: z.array(z.object({ logId: z.string(), rev: z.int(), root: z.string(), size: z.int(), knownSize: z.int(), proposedBy: z.string().nullable() })),
  accepted: z.array(z.object({ size: z.int(), reason: z.string(), proposedBy: z.string(), acceptedBy: z.string() })),
})
const LOG = randomUUID()
const newRows = (count: number): Buffer[] => Array.from({ length: count }, () => leafHash(randomBytes(32)))

let office: DemoOffice
let branch: Counter
let operators: ConsoleDesk[] = []
beforeAll(async () => {
  office = await serveDemoOffice(newFolder(), '测试')
  operators = await operatorsOf(office, ['op1', 'op2'])
  branch = await Counter.enrol(office.headOffice)
})
afterAll(async () => {
  await office.close()
  removeFolders()
})

/** A day of the branch sealed and brought to head office. @returns what head office makes of it */
async function day(rows: readonly Buffer[], from: number, rev: number): Promise<unknown> {
  const root = merkleRoot([...rows]).toString('hex')
  const note = signCheckpoint(branch.keys.sign, { origin: originOf('BR0001'), size: rows.length, root })
  const proof = consistencyProof([...rows], from).map((hash) => hash.toString('hex'))
  const sealed = { businessDate: '2026-11-23', size: rows.length, root, head: root, note, from, proof }
  await branch.seal([caseRecord({ type: 'audit.sealed', id: LOG, rev, body: sealed })])
  expectOk(await office.headOffice.importBatches(branch.outbox))
  return (await office.headOffice.query<{ state: string }>('select state from merkle_day where rev = $1', [rev]))[0]?.state
}
const logs = async (): Promise<z.output<typeof Logs>> => (operators[0] ?? expect.fail('nobody')).get(Logs, '/logs')
async function settle(by: number, step: string, log: object, reason?: string): Promise<string> {
  const desk = operators[by] ?? expect.fail('nobody')
  return desk.post('/logs/settle', { step, branch: 'BR0001', ...log, ...(reason === undefined ? {} : { reason }) }).then(
    () => 'done',
    (error: unknown) => (error instanceof StepFailed ? error.refusal.code : String(error)),
  )
}

it('the log of a branch that lost rows for good is cosigned again once two operators have accepted it from here, with the reason', async () => {
  const rows = newRows(9)
  expect(await day(rows, 0, 1)).toBe('witnessed')
  const restored = [...rows.slice(0, 6), ...newRows(5)]
  expect(await day(restored.slice(0, 8), 6, 2)).toBe('forked')
  const [first] = (await logs()).disputed
  expect(first).toMatchObject({ rev: 2, size: 8, knownSize: 9, proposedBy: null })
  const of = ({ logId, rev, root }: NonNullable<typeof first>) => ({ logId, rev, root })
  const asked = of(first ?? expect.fail('none'))
  expect(await settle(0, 'accept', asked)).toBe('AUDIT_LOG_CHANGED')
  expect(await settle(0, 'propose', asked, '从备份还原')).toBe('done')
  expect(await settle(1, 'propose', asked, '从备份还原')).toBe('AUDIT_LOG_CHANGED')
  expect(await settle(0, 'accept', asked)).toBe('DIFFERENT_PERSON_NEEDED')

  // A day that came in between is the one to look at.
  expect(await day(restored.slice(0, 10), 8, 3)).toBe('forked')
  expect(await settle(1, 'accept', asked)).toBe('AUDIT_LOG_CHANGED')
  const next = of((await logs()).disputed[0] ?? expect.fail('none'))
  expect(await settle(0, 'propose', next, '从备份还原')).toBe('done')
  expect(await settle(1, 'withdraw', next)).toBe('done')
  expect(await settle(0, 'propose', next, '11 月 24 日从备份还原')).toBe('done')
  expect(await settle(1, 'accept', next)).toBe('done')
  expect(await settle(1, 'accept', next)).toBe('AUDIT_LOG_CHANGED')
  expect(await logs()).toEqual({ disputed: [], accepted: [{ size: 10, reason: '11 月 24 日从备份还原', proposedBy: 'op1', acceptedBy: 'op2' }] })

  expect(await day(restored, 10, 4)).toBe('witnessed')
  expect(await day([...rows, ...newRows(4)], 9, 5)).toBe('forked')
  expect(await office.headOffice.query(`select who, act, note from audit where act = 'log.accept'`)).toEqual([
    { who: 'op2', act: 'log.accept', note: '11 月 24 日从备份还原' },
  ])
  expect(await office.headOffice.verify()).toMatchObject({ damaged: [], projectionMatches: true })
})
