import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { openCounter } from '../../../electron/open-counter.ts'
import { dropBatch } from '../../../electron/usecases/batch/drop-batch.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { listReady } from '../../../protocol/hob-layout.ts'
import { queueRecord } from './queue-record.ts'
import { appRoot, openTestBranch, type TestBranch } from './test-branch.ts'

let branch: TestBranch
beforeEach(async () => {
  branch = await openTestBranch()
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
/** Every file of the outbox but READY, below HOB. */
async function filesLeft(): Promise<string[]> {
  const root = path.join(branch.counter.folders.outbound, 'HOB')
  const names = await readdir(root, { recursive: true }).catch(() => [])
  const files = await Promise.all(names.map(async (name) => ((await stat(path.join(root, name))).isFile() && name !== 'READY' ? [name] : [])))
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
