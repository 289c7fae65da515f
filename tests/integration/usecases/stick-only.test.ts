import { mkdtemp } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { knownOffice } from '../../../electron/usecases/batch/enrolment-of.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { exportToFolder } from '../../../electron/usecases/sync/carry.ts'
import { downStream } from '../../../electron/usecases/sync/take-down.ts'
import { recordAct } from '../../../headoffice/acts/record-act.ts'
import { issueToEach } from '../../../headoffice/down/issue-down.ts'
import { keepPackFile } from '../../../headoffice/down/packs.ts'
import { findBatches } from '../../../protocol/hob-layout.ts'
import { queueRecord } from './queue-record.ts'
import { openWholeBank, type WholeBank } from './test-branch.ts'

let branch: WholeBank
beforeEach(async () => {
  branch = await openWholeBank()
})
afterEach(() => branch.remove())

const still = { planned: () => undefined, moved: () => undefined, cancelled: () => false, signal: new AbortController().signal }
const emptyStick = (): Promise<string> => mkdtemp(path.join(branch.folder, 'stick-'))

/** One batch by two persons onto an empty stick, to head office. @returns the folder that comes back */
async function goUp(): Promise<string> {
  const { counter, headOffice, staff } = branch
  await queueRecord(branch, [])
  const { seq } = expectOk(await proposeBatch(counter, staff.officer))
  expectOk(await sealProposedBatch(counter, staff.manager, seq))
  const stick = await emptyStick()
  expectOk(await exportToFolder(counter, staff.officer, stick, still))
  const report = expectOk(await headOffice.importBatches(stick, { receiptsTo: await emptyStick() }))
  expect(report.batches.at(-1)).toMatchObject({ outcome: { seq, state: 'applied' } })
  return report.receipts ?? expect.fail()
}
const takeBack = async (stick: string): Promise<void> => void expectOk(await takeReceipts(branch.counter, branch.staff.manager, stick))
const heard = async (): Promise<number> => (await branch.counter.database.read((reader) => downStream(branch.counter, reader))).appliedSeq
const newestKnown = async (): Promise<string | undefined> =>
  expectOk(await branch.counter.database.read((reader) => knownOffice(branch.counter, reader))).keys.at(-1)?.keys.sign.keyId

/** A pack two persons at head office publish. */
async function publishPack(version: number): Promise<void> {
  const { office } = branch.headOffice
  const pack = { kind: 'PRODUCTS', version } as const
  const files = [await keepPackFile(office, 'note.yaml', '# nothing yet\n')]
  await recordAct(office, 'alice', { type: 'pack.draft', ...pack, effectiveFrom: '2099-01-01', title: 'Products', note: '', files })
  await recordAct(office, 'bob', { type: 'pack.publish', ...pack })
  expect(await issueToEach(office)).toEqual([])
}

describe('a branch that has nothing but a stick', () => {
  it('hears of the new keys of head office with the answer to its next batch', async () => {
    await takeBack(await goUp())
    await branch.headOffice.turnKeys('chief')
    await takeBack(await goUp())
    expect(await heard()).toBe(3)
    expect(await newestKnown()).toBe(branch.headOffice.keys.sign.keyId)
  })

  it('hears of them also when they came before its first batch', async () => {
    await branch.headOffice.turnKeys('chief')
    await takeBack(await goUp())
    expect(await heard()).toBe(2)
    expect(await newestKnown()).toBe(branch.headOffice.keys.sign.keyId)
  })

  it('gets with its first answer what head office had published before it was enrolled and since', async () => {
    await publishPack(1)
    await publishPack(2)
    await takeBack(await goUp())
    expect(await heard()).toBe(3)
  })

  it('gets everything again after a stick that was lost on its way back', async () => {
    await takeBack(await goUp())
    await branch.headOffice.turnKeys('chief')
    await goUp()
    await takeBack(await goUp())
    expect(await heard()).toBe(4)
    expect(await newestKnown()).toBe(branch.headOffice.keys.sign.keyId)
  })

  it('is not given again what it says it has', async () => {
    await takeBack(await goUp())
    const back = await goUp()
    await takeBack(back)
    expect(await heard()).toBe(2)
    expect(expectOk(await findBatches(back)).batches).toHaveLength(1)
  })
})
