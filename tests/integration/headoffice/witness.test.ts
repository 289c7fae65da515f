import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, expect, it } from 'vitest'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { readReceipts } from '../../../electron/services/receipt-reader.ts'
import { originOf, signCheckpoint, verifyCosignature } from '../../../protocol/checkpoint.ts'
import { consistencyProof, leafHash, merkleRoot } from '../../../protocol/merkle.ts'
import { Counter, caseRecord, newFolder, removeFolders } from '../batch/counter.ts'
import { ENGINES, officeOn, stopPostgres } from './engines.ts'

afterAll(async () => {
  await stopPostgres()
  removeFolders()
})

const LOG = randomUUID()
const leaves = Array.from({ length: 12 }, () => leafHash(randomBytes(32)))

/** The seal of a branch's log, as the end of a day makes it. */
function sealOf(counter: Counter, rows: readonly Buffer[], from: number, rev: number, id = LOG) {
  const root = merkleRoot([...rows]).toString('hex')
  const note = signCheckpoint(counter.keys.sign, { origin: originOf(counter.enrolment.branch), size: rows.length, root })
  const proof = consistencyProof([...rows], from).map((hash) => hash.toString('hex'))
  return caseRecord({ type: 'audit.sealed', id, rev, body: { businessDate: '2026-11-23', size: rows.length, root, head: root, note, from, proof } })
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
