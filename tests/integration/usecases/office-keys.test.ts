import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Envelope } from '../../../core/batch/envelope.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { findBatch } from '../../../db/repositories/batches.ts'
import { findEnrolment } from '../../../db/repositories/branch-keys.ts'
import { installEnrolment } from '../../../electron/usecases/batch/enrol-branch.ts'
import { enrolmentOf, knownOffice } from '../../../electron/usecases/batch/enrolment-of.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { outgoing } from '../../../electron/usecases/sync/outgoing.ts'
import { keyFingerprint, writeEnrolment } from '../../../protocol/enrolment-file.ts'
import type { SigningKey } from '../../../protocol/minisign.ts'
import { queueRecord } from './queue-record.ts'
import { refusedWhole } from './tally.ts'
import { openWholeBank, type WholeBank } from './test-branch.ts'

let branch: WholeBank
beforeAll(async () => {
  branch = await openWholeBank()
})
afterAll(() => branch.remove())

/** One batch out by two persons, into head office, and what it says back. @returns the batch's envelope */
async function day(): Promise<Envelope> {
  const { counter, headOffice, staff } = branch
  await queueRecord(branch, [])
  const { seq } = expectOk(await proposeBatch(counter, staff.officer))
  expectOk(await sealProposedBatch(counter, staff.manager, seq))
  const report = expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
  expect(report.batches.at(-1)).toMatchObject({ outcome: { state: 'applied' } })
  expectOk(await takeReceipts(counter, staff.manager))
  const batch = await counter.database.read((reader) => findBatch(reader, counter.branch.epoch, seq))
  return expectOk(await outgoing(counter, batch ?? { epoch: 1, seq, envelopeSha256: null })).envelope
}
const known = async () => expectOk(await branch.counter.database.read((reader) => knownOffice(branch.counter, reader))).keys

it('a branch takes the new keys of head office when their turn comes, seals to them from then on, and says how far it had heard', async () => {
  const { counter, headOffice } = branch
  const first = headOffice.keys
  expect((await day()).ack).toBeUndefined()
  await headOffice.turnKeys('chief')
  // Sealed before the branch hears of it.
  const before = await day()
  expect([before.recipients[0], before.ack?.down.seq]).toEqual([first.receive, 1])
  expect((await known()).map(({ keys, fromSeq }) => [keys.sign.keyId, fromSeq])).toEqual([
    [first.sign.keyId, 1],
    [headOffice.keys.sign.keyId, 3],
  ])
  const after = await day()
  expect([after.recipients[0], after.ack?.down.seq]).toEqual([headOffice.keys.receive, 3])
  expect(expectOk(await headOffice.importBatches(counter.folders.outbound)).batches.every((line) => 'outcome' in line && line.outcome.replay)).toBe(true)
})

it('a key that head office gave up enrols nobody, whatever it calls itself', async () => {
  const { counter, headOffice, staff } = branch
  const { secret } = headOffice.office.keys
  const enrolment = expectOk(await counter.database.read((reader) => enrolmentOf(counter, reader)))
  const signedBy = (sign: SigningKey): Buffer => {
    const keys = { ...enrolment.headOffice.keys, sign: { keyId: sign.keyId, publicKey: sign.publicKey } }
    return Buffer.from(writeEnrolment(sign, { ...enrolment, epoch: 2, headOffice: { ...enrolment.headOffice, keys } }))
  }
  const install = (sign: SigningKey) => installEnrolment(counter, staff.manager, signedBy(sign), keyFingerprint(sign))
  for (const sign of [secret.sign, { ...secret.sign, keyId: '00000000000000aa' }]) await refusedWhole(counter, () => install(sign), 'ENROLMENT_KEY_REPLACED')
  // Its own enrolment once more changes nothing, though the key that signed it is given up.
  const own = await counter.database.read((reader) => findEnrolment(reader, 1))
  expectOk(await installEnrolment(counter, staff.manager, Buffer.from(own?.body ?? ''), own?.signature ?? ''))
  expect(counter.branch.epoch).toBe(1)
})

it('an enrolment whose names no font draws is refused where it is installed, naming character and code point', async () => {
  const { counter, headOffice, staff } = branch
  const enrolment = expectOk(await counter.database.read((reader) => enrolmentOf(counter, reader)))
  const { sign } = headOffice.office.keys.secret
  for (const [change, field] of [
    [{ headOffice: { ...enrolment.headOffice, name: '示例𰻞银行总行' } }, 'headOffice'],
    [{ name: '示例𰻞支行' }, 'branchName'],
  ] as const) {
    const file = Buffer.from(writeEnrolment(sign, { ...enrolment, epoch: 2, ...change }))
    const details = await refusedWhole(counter, () => installEnrolment(counter, staff.manager, file, keyFingerprint(sign)), 'PDF_CHARACTER_MISSING')
    expect(details).toMatchObject({ characters: ['U+30EDE 𰻞'], field })
  }
})

it('what was announced is checked anew at each use: a row somebody changed is not believed', async () => {
  const { counter, staff } = branch
  await counter.database.write(async (tx) => {
    const row = await tx.get<{ body: string }>('SELECT body FROM office_key_turn')
    const body = JSON.parse(row?.body ?? '')
    const changed = { ...body, keys: { ...body.keys, receive: counter.keys.device.receive.recipient } }
    await tx.run('UPDATE office_key_turn SET body = ?', [JSON.stringify(changed)])
    return { ok: true, value: null }
  })
  expect(await takeReceipts(counter, staff.manager)).toMatchObject({ ok: false, error: { code: 'OFFICE_KEYS_NOT_PROVEN' } })
})
