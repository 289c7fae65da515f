import { readdir, rename, rm, stat, symlink } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { outbound } from '../../../db/repositories/outbound-batches.ts'
import { openCounter } from '../../../electron/open-counter.ts'
import { dropBatch } from '../../../electron/usecases/batch/drop-batch.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { batchStatus, takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { withdrawSealed } from '../../../electron/usecases/batch/withdraw-batch.ts'
import type { SecondClaim } from '../../../electron/usecases/people/second-person.ts'
import { listReady } from '../../../protocol/ready-file.ts'
import { queueRecord } from './queue-record.ts'
import { refusedWhole } from './tally.ts'
import { appRoot, openWholeBank, PASSWORD, type WholeBank } from './test-branch.ts'

let branch: WholeBank
beforeEach(async () => {
  branch = await openWholeBank()
})
afterEach(() => branch.remove())

const start = async () => {
  expectOk(await openCounter({ ...branch.counter, userData: branch.userData, templates: path.join(appRoot, 'templates') }, branch.counter.dataKey))
}
async function seal(papers: readonly number[]): Promise<number> {
  const { counter, staff } = branch
  if (papers.length > 0) await queueRecord(branch, papers)
  const { seq } = expectOk(await proposeBatch(counter, staff.teller))
  expectOk(await sealProposedBatch(counter, staff.manager, seq))
  return seq
}
async function answer(): Promise<void> {
  const { counter, headOffice, staff } = branch
  expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
  expectOk(await takeReceipts(counter, staff.teller))
}
/** Every file of the outbox but READY and its branch's, below HOB. */
async function filesLeft(): Promise<string[]> {
  const root = path.join(branch.counter.folders.outbound, 'HOB')
  const names = await readdir(root, { recursive: true }).catch(() => [])
  const files = await Promise.all(names.map(async (name) => ((await stat(path.join(root, name))).isFile() && path.basename(name) !== 'READY' ? [name] : [])))
  return files.flat().sort()
}
const offered = async (): Promise<number[]> => {
  const listed = await listReady(branch.counter.folders.outbound)
  return listed.ok ? listed.value.map((entry) => Number((entry.relative.split('/')[1] ?? '').split('-')[1])) : []
}
const audited = () => branch.counter.database.read((reader) => reader.all("SELECT subject, staff_id FROM audit WHERE action = 'batch.dispose'"))

describe('the files of a sealed batch', () => {
  it('stay while head office has not answered, stay a week after it has all of them, and then go by themselves', async () => {
    await seal([3000])
    await start()
    expect(await offered()).toEqual([1])
    const whole = await filesLeft()
    await answer()
    branch.setDate('2026-11-29')
    await start()
    expect(await filesLeft()).toEqual(whole)
    expect(await offered()).toEqual([1])

    const second = await seal([4000])
    branch.setDate('2026-11-30')
    await start()
    expect(await offered()).toEqual([second])
    expect(await filesLeft()).toHaveLength(4)
    expect(await audited()).toEqual([expect.objectContaining({ staff_id: null })])
    // Head office and the next batches are none the wiser.
    await answer()
    expect(await branch.counter.database.read((reader) => reader.all('SELECT seq, state FROM batch ORDER BY seq'))).toEqual([
      { seq: 1, state: 'ACKED' },
      { seq: 2, state: 'ACKED' },
    ])
  })

  it('stay while a paper of theirs is still to come with another batch', async () => {
    // Larger than a batch: the rest of the papers goes with the second.
    await seal(Array<number>(6).fill(12 << 20))
    await answer()
    branch.setDate('2026-12-24')
    await start()
    expect(await offered()).toEqual([1])
    const { counter, staff } = branch
    const { seq } = expectOk(await proposeBatch(counter, staff.teller))
    expectOk(await sealProposedBatch(counter, staff.manager, seq))
    await answer()
    branch.setDate('2027-01-24')
    await start()
    expect(await offered()).toEqual([])
    expect(await filesLeft()).toEqual([])
  })
})

describe('at the start', () => {
  it('what a batch left that was called off while it was written is swept, and what is sealed stays', async () => {
    const { counter, staff } = branch
    await seal([3000])
    const sealed = await filesLeft()
    await queueRecord(branch, [5000])
    const { seq } = expectOk(await proposeBatch(counter, staff.teller))
    const calledOff = { planned: () => undefined, moved: () => undefined, cancelled: () => true, signal: new AbortController().signal }
    expect(await sealProposedBatch(counter, staff.manager, seq, calledOff)).toMatchObject({ ok: false, error: { code: 'SYNC_CANCELLED' } })
    // The disk is given its time for the part that was under way.
    await expect.poll(async () => (await filesLeft()).filter((name) => !sealed.includes(name) && !name.endsWith('.tmp'))).toHaveLength(1)
    await start()
    expect(await filesLeft()).toEqual(sealed)
    expectOk(await sealProposedBatch(counter, staff.manager, seq))
    await answer()
    expect(await counter.database.read((reader) => reader.all('SELECT complete FROM outbox'))).toEqual([{ complete: 1 }, { complete: 1 }])
  })

  it('an envelope that was signed and never came on record is swept', async () => {
    const { counter, staff } = branch
    await queueRecord(branch, [5000])
    const { seq } = expectOk(await proposeBatch(counter, staff.teller))
    const failing = { ...counter, database: { ...counter.database, write: () => Promise.reject(new Error('power')) } }
    await expect(sealProposedBatch(failing, staff.manager, seq)).rejects.toThrow('power')
    expect((await filesLeft()).some((name) => name.endsWith('envelope.json'))).toBe(true)
    await start()
    expect(await filesLeft()).toEqual([])
    expectOk(await dropBatch(counter, staff.manager, seq))
  })
})

describe('where the outbox cannot be looked through', () => {
  const shelves = (): string => path.join(branch.counter.folders.outbound, 'HOB')

  // Windows lets only administrators make a link.
  it.skipIf(process.platform === 'win32')('no part is swept: not where a folder cannot be listed, and not where a sealed batch is not found', async () => {
    await seal([3000])
    const whole = await filesLeft()
    const folder = path.join(shelves(), branch.counter.branch.code)
    await rename(folder, `${folder} away`)
    await symlink(folder, folder)
    await start()
    await rm(folder)
    await start()
    await rename(`${folder} away`, folder)
    expect(await filesLeft()).toEqual(whole)
    await answer()
  })
})

describe('a batch of which a record was returned', () => {
  const withdraw = (second: Partial<SecondClaim> = {}, request: { seq?: number; reason?: string } = {}) => {
    const { host, counter, staff } = branch
    const manager = { staffNo: staff.manager.staffNo, password: PASSWORD }
    return withdrawSealed(host, counter, staff.teller, { seq: 1, reason: 'records corrected', ...request, second: { ...manager, ...second } })
  }
  const filesOfFirst = async () => (await batchStatus(branch.counter)).batches.find((batch) => batch.seq === 1)?.files

  it('never goes by itself: the branch manager confirms it with a reason at the counter of another, once nothing of it is open', async () => {
    const { counter, staff } = branch
    await queueRecord(branch, [2000])
    await queueRecord(branch, [3000], { tenorMonths: 0 })
    await seal([])
    await refusedWhole(counter, () => withdraw(), 'BATCH_NOT_COMPLETE')
    await answer()
    expect(await counter.database.read((reader) => reader.all('SELECT result, complete FROM outbox ORDER BY serial'))).toEqual([
      { result: 'applied', complete: 1 },
      { result: 'rejected', complete: 0 },
    ])
    branch.setDate('2027-02-01')
    await start()
    expect([await offered(), await filesOfFirst()]).toEqual([[1], 'WITHDRAWABLE'])

    await refusedWhole(counter, () => withdraw({}, { reason: '  ' }), 'REASON_MISSING')
    await refusedWhole(counter, () => withdraw({ staffNo: staff.teller.staffNo }), 'DIFFERENT_PERSON_NEEDED')
    await refusedWhole(counter, () => withdraw({ staffNo: staff.firstManager.staffNo }), 'ROLE_MISSING')
    await refusedWhole(counter, () => withdraw({}, { seq: 2 }), 'BATCH_NOT_FOUND')
    expectOk(await withdraw())
    expect([await filesLeft(), await offered(), await filesOfFirst()]).toEqual([[], [], 'GONE'])
    const [on] = await counter.database.read((reader) => reader.all('SELECT asked_by, authorised_by FROM batch_withdrawal'))
    expect(on).toEqual({ asked_by: staff.teller.staffId, authorised_by: staff.manager.staffId })
    const log = await counter.database.read((reader) =>
      reader.all("SELECT staff_id AS staffId, subject, sealed_reason IS NULL AS bare FROM audit WHERE action = 'batch.withdraw'"),
    )
    expect(log).toEqual([{ staffId: staff.teller.staffId, subject: expect.stringMatching(new RegExp(` ${staff.manager.staffNo}$`)), bare: 0 }])
    await refusedWhole(counter, () => withdraw(), 'BATCH_NOT_FOUND')
    // What it was made from stays.
    expect(await counter.database.read((reader) => reader.all('SELECT count(*) AS n FROM outbox'))).toEqual([{ n: 2 }])
  })

  it('is kept by the database for two persons', async () => {
    const { counter, staff } = branch
    await seal([100])
    const { staffId } = staff.teller
    const alone = counter.database.write(async (tx) =>
      ok(await outbound(tx).withdrawn({ epoch: 1, seq: 1, askedBy: staffId, authorisedBy: staffId, at: counter.clock.now() })),
    )
    await expect(alone).rejects.toThrow('ck_batch_withdrawal_four_eyes')
  })
})
