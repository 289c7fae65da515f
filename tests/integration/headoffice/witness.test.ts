import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { originOf, signCheckpoint, verifyCosignature } from '../../../protocol/checkpoint.ts'
import { consistencyProof, leafHash, merkleRoot } from '../../../protocol/merkle.ts'
import { Counter, caseRecord, newFolder, removeFolders } from '../batch/counter.ts'
import { readReceipts } from '../batch/read-receipts.ts'
import { ENGINES, officeOn, stopPostgres } from './engines.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

const LOG = randomUUID()
const leaves = Array.from({ length: 12 }, () => leafHash(randomBytes(32)))

const proofFrom = (rows: readonly Buffer[], from: number) => ({ from, proof: consistencyProof([...rows], from).map((hash) => hash.toString('hex')) })

/** The seal of a branch's log, as the end of a day makes it; with the proof from the last cosigned one, where that is not the last. */
function sealOf(counter: Counter, rows: readonly Buffer[], from: number, rev: number, id = LOG, cosigned?: number) {
  const root = merkleRoot([...rows]).toString('hex')
  const note = signCheckpoint(counter.keys.sign, { origin: originOf(counter.enrolment.branch), size: rows.length, root })
  const body = { businessDate: '2026-11-23', size: rows.length, root, head: root, note, ...proofFrom(rows, from) }
  if (cosigned === undefined) return caseRecord({ type: 'audit.sealed', id, rev, body })
  return caseRecord({ type: 'audit.sealed', id, rev, schema: 2, body: { ...body, cosigned: proofFrom(rows, cosigned) } })
}

it.each(ENGINES)('head office on %s cosigns a log that goes on, and never one that was rewritten, shortened or signed by another', async (engine) => {
  const { office } = await officeOn(engine)
  const counter = await Counter.enrol(office)
  const stranger = await Counter.enrol(office, 'BR0002')
  const rewritten = leaves.map((leaf, n) => (n === 3 ? leafHash(Buffer.from('forged')) : leaf))
  const days = [
    [sealOf(counter, leaves.slice(0, 5), 0, 1)],
    [sealOf(counter, leaves.slice(0, 8), 5, 2)],
    [sealOf(counter, rewritten.slice(0, 10), 8, 3)],
    [sealOf(counter, leaves.slice(0, 4), 0, 4)],
    [sealOf(stranger, leaves.slice(0, 9), 8, 5)],
    [sealOf(counter, leaves, 8, 6)],
  ]
  for (const day of days) await counter.seal(day)
  const back = newFolder()
  expectOk(await office.importBatches(counter.outbox, { receiptsTo: back }))
  const received = expectOk(await readReceipts({ folder: back, keys: counter.keys, enrolment: counter.enrolment, down: { appliedSeq: 0, head: NO_PREVIOUS } }))
  const witnessed = received.flatMap((down) => down.receipts.map((receipt) => receipt.witnessed ?? []))
  expect(witnessed.map((notes) => notes.map((one) => one.size))).toEqual([[5], [8], [], [], [], [12]])
  for (const { note } of witnessed.flat()) expect(verifyCosignature(office.keys.sign, note)).toBeGreaterThan(1_700_000_000)
  expect(await office.query('select reason from quarantine')).toEqual(Array(3).fill({ reason: 'AUDIT_LOG_REWRITTEN' }))
  expect(await office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
  await office.close()
})

it.each(ENGINES)('head office on %s takes a day sealed under the key of the epoch before, and one that goes on from the last it cosigned', async (engine) => {
  const { office } = await officeOn(engine)
  const before = await Counter.enrol(office)
  await before.seal([sealOf(before, leaves.slice(0, 4), 0, 1)])
  expectOk(await office.importBatches(before.outbox))
  const after = await Counter.enrol(office)
  const [other, stranger] = [randomUUID(), await Counter.enrol(office, 'BR0002')]
  const forged = [leafHash(Buffer.from('forged')), ...leaves.slice(1, 8)]
  await after.seal([
    sealOf(before, leaves.slice(0, 6), 4, 2),
    sealOf(after, leaves.slice(0, 7), 6, 1, other),
    sealOf(stranger, leaves.slice(0, 8), 7, 2, other),
    sealOf(after, forged, 7, 3, other),
    sealOf(after, leaves.slice(0, 9), 8, 4, other),
    sealOf(after, leaves.slice(0, 9), 8, 5, other, 7),
    sealOf(after, leaves.slice(0, 10), 9, 6, other),
  ])
  expectOk(await office.importBatches(after.outbox))
  expect(await office.query('select size, state from merkle_day order by epoch, line_no')).toEqual([
    { size: 4, state: 'witnessed' },
    { size: 6, state: 'witnessed' },
    { size: 7, state: 'witnessed' },
    { size: 8, state: 'forked' },
    { size: 8, state: 'forked' },
    { size: 9, state: 'forked' },
    { size: 9, state: 'witnessed' },
    { size: 10, state: 'witnessed' },
  ])
  expect(await office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
  await office.close()
})
