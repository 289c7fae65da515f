import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { exportToFolder } from '../../../electron/usecases/sync/carry.ts'
import { downStream } from '../../../electron/usecases/sync/take-down.ts'
import { batchPath, findBatches, listedPlace, partFile } from '../../../protocol/hob-layout.ts'
import { Counter, caseRecord } from '../batch/counter.ts'
import { queueRecord } from './queue-record.ts'
import { openWholeBank, type WholeBank } from './test-branch.ts'

let branch: WholeBank
beforeEach(async () => {
  branch = await openWholeBank()
})
afterEach(() => branch.remove())

const still = { planned: () => undefined, moved: () => undefined, cancelled: () => false, signal: new AbortController().signal }
const emptyStick = (): Promise<string> => mkdtemp(path.join(branch.folder, 'stick-'))
const heard = async (): Promise<number> => (await branch.counter.database.read((reader) => downStream(branch.counter, reader))).appliedSeq
const take = async (stick: string) => expectOk(await takeReceipts(branch.counter, branch.staff.manager, stick))

/** So many batches to head office, and every answer on one stick, where another branch's may stand already. */
async function answers(batches: number, back: string): Promise<void> {
  const { counter, headOffice, staff } = branch
  for (let n = 0; n < batches; n += 1) {
    await queueRecord(branch, [])
    const { seq } = expectOk(await proposeBatch(counter, staff.officer))
    expectOk(await sealProposedBatch(counter, staff.manager, seq))
  }
  const stick = await emptyStick()
  expectOk(await exportToFolder(counter, staff.officer, stick, still))
  expectOk(await headOffice.importBatches(stick, { receiptsTo: back }))
}
async function otherBranch(back: string): Promise<void> {
  const other = await Counter.enrol(branch.headOffice, '110188')
  await other.seal([caseRecord()])
  expectOk(await branch.headOffice.importBatches(other.outbox, { receiptsTo: back }))
}
async function ourEntry(stick: string, seq: number) {
  const listed = expectOk(await findBatches(stick)).batches
  return listed.find((entry) => listedPlace(entry).branch === branch.counter.branch.code && listedPlace(entry).seq === seq) ?? expect.fail()
}
async function flip(file: string): Promise<void> {
  const bytes = await readFile(file)
  bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
  await writeFile(file, bytes)
}
async function damagePart(stick: string, seq: number): Promise<void> {
  const entry = await ourEntry(stick, seq)
  const envelope = JSON.parse(await readFile(path.join(batchPath(entry), 'envelope.json'), 'utf8')) as { parts: { sha256: string }[] }
  await flip(partFile(stick, envelope.parts[0]?.sha256 ?? ''))
}

describe('a stick that serves two branches', () => {
  it('gives each its own answers: those of the other are named and left alone', async () => {
    const back = await emptyStick()
    await otherBranch(back)
    await answers(2, back)
    expect(await take(back)).toMatchObject({ batches: 2, stopped: null, waiting: 0, others: ['110188'] })
    expect(await heard()).toBe(2)
  })

  it('that brings answers of another branch alone is no error', async () => {
    const back = await emptyStick()
    await otherBranch(back)
    expect(await take(back)).toMatchObject({ batches: 0, stopped: null, others: ['110188'] })
  })
})

describe('a stick with a damaged answer', () => {
  it.each([
    ['part', damagePart, 'BATCH_PART_DAMAGED'],
    ['envelope', async (stick: string, seq: number) => await flip(path.join(batchPath(await ourEntry(stick, seq)), 'envelope.json')), 'BATCH_SIGNATURE_BAD'],
  ])('gives what came before it, names its %s and the reason, and the rest waits for a whole stick', async (_what, damage, code) => {
    const back = await emptyStick()
    await answers(4, back)
    const bad = await emptyStick()
    await cp(back, bad, { recursive: true })
    await damage(bad, 3)
    expect(await take(bad)).toMatchObject({ batches: 2, stopped: { seq: 3, code }, waiting: 1 })
    expect(await heard()).toBe(2)
    expect(await take(back)).toMatchObject({ batches: 2, stopped: null, waiting: 0 })
    expect(await heard()).toBe(4)
  })

  it('that was taken before is no obstacle to those after it', async () => {
    const back = await emptyStick()
    await answers(1, back)
    await take(back)
    await answers(1, back)
    await damagePart(back, 1)
    expect(await take(back)).toMatchObject({ batches: 1, stopped: null })
  })

  it('does not give those after it even where they alone are whole', async () => {
    const back = await emptyStick()
    await answers(2, back)
    await damagePart(back, 1)
    expect(await take(back)).toMatchObject({ batches: 0, stopped: { seq: 1, code: 'BATCH_PART_DAMAGED' }, waiting: 1 })
    expect(await heard()).toBe(0)
  })
})
