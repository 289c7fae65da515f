import { cp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { verifyChain } from '../../../db/audit-verify.ts'
import { openHost } from '../../../electron/open-host.ts'
import { noOsKeyStore } from '../../../electron/services/os-key-store.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { batchStatus, takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { signIn } from '../../../electron/usecases/people/sign-in.ts'
import { exportToFolder } from '../../../electron/usecases/sync/carry.ts'
import { queueRecord } from '../usecases/queue-record.ts'
import { refusedWhole, wholeStick } from '../usecases/tally.ts'
import { appRoot, CHEAP, openWholeBank, PASSWORD, type WholeBank } from '../usecases/test-branch.ts'
import { mountSmallDisk } from './small-disk.ts'

const MIB = 1024 * 1024
const disk = await mountSmallDisk(24 * 1024)
const stick = await mountSmallDisk(1024)
if ('reason' in disk) console.log(`not run here: ${disk.reason}`)
const still = { planned: () => undefined, moved: () => undefined, cancelled: () => false, signal: new AbortController().signal }

describe.runIf('path' in disk && 'path' in stick)('a disk that is full on the way of a batch', () => {
  const folder = 'path' in disk ? disk.path : ''
  const stickAt = 'path' in stick ? stick.path : ''
  const filler = path.join(folder, 'something-else')
  const fill = (): Promise<void> => writeFile(filler, new Uint8Array(24 * MIB)).catch(() => undefined)
  let branch: WholeBank
  beforeAll(async () => {
    branch = await openWholeBank()
    await queueRecord(branch, [MIB, MIB])
    await branch.host.close()
    await cp(branch.userData, path.join(folder, 'branch'), { recursive: true })
    const options = { appRoot, userData: path.join(folder, 'branch'), version: '0.1.0', clock: branch.host.clock, osStore: noOsKeyStore, keyCost: CHEAP }
    const host = expectOk(await openHost(options))
    const { counter } = expectOk(await signIn(host, { staffNo: branch.staff.manager.staffNo, password: PASSWORD }))
    branch = { ...branch, host, counter }
  })
  afterAll(async () => {
    await branch.host.close()
    await branch.remove()
    for (const one of [disk, stick]) if ('path' in one) await one.unmount()
  })
  const states = async () => (await batchStatus(branch.counter)).batches.map((batch) => batch.state)

  it('lets nothing half be sealed; once there is room the same number is sealed', async () => {
    const { counter, staff } = branch
    const { seq } = expectOk(await proposeBatch(counter, staff.teller))
    await fill()
    const refused = await sealProposedBatch(counter, staff.manager, seq).then(
      (result) => (result.ok ? 'sealed' : result.error.code),
      (error: unknown) => (error instanceof Error && 'code' in error ? String(error.code) : String(error)),
    )
    expect(['DISK_FULL', 'ENOSPC']).toContain(refused)
    await rm(filler)
    expect(await states()).toEqual(['DRAFT'])
    expectOk(await sealProposedBatch(counter, staff.manager, seq))
    expect(await states()).toEqual(['SEALED'])
  })

  it('on the stick is told, offers nothing half, and a larger stick is written whole', async () => {
    const { counter, staff, headOffice } = branch
    expect(await exportToFolder(counter, staff.manager, stickAt, still)).toEqual({ ok: false, error: { code: 'DISK_FULL', details: {} } })
    expect(await headOffice.importBatches(stickAt)).toMatchObject({ ok: false, error: { code: 'BATCH_NOT_READY' } })
    const larger = path.join(branch.folder, 'stick')
    expect(expectOk(await exportToFolder(counter, staff.manager, larger, still)).batches).toBe(1)
    const report = expectOk(await headOffice.importBatches(larger, { receiptsTo: path.join(branch.folder, 'back') }))
    expect(report.batches[0]).toMatchObject({ outcome: { state: 'applied' } })
  })

  it('takes none of an answer it cannot keep, and the whole of it once there is room', async () => {
    const { counter, staff } = branch
    const back = path.join(branch.folder, 'back')
    await fill()
    await refusedWhole(counter, () => wholeStick(takeReceipts(counter, staff.manager, back)), 'DISK_FULL')
    await rm(filler)
    expect(await states()).toEqual(['SEALED'])
    expectOk(await takeReceipts(counter, staff.manager, back))
    expect(await states()).toEqual(['ACKED'])
    expect((await counter.database.read(verifyChain)).ok).toBe(true)
  })
})
