import { cp, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { verifyChain } from '../../../db/audit-verify.ts'
import { openHost } from '../../../electron/open-host.ts'
import { noOsKeyStore } from '../../../electron/services/os-key-store.ts'
import { signIn } from '../../../electron/usecases/people/sign-in.ts'
import { refusedWhole } from '../usecases/tally.ts'
import { appRoot, CHEAP, openTestBranch, PASSWORD, type TestBranch } from '../usecases/test-branch.ts'
import { attempt, entryOf, startWalk, type Walk, walkBefore } from '../usecases/walk.ts'
import { mountSmallDisk } from './small-disk.ts'

const disk = await mountSmallDisk(24 * 1024)
if ('reason' in disk) console.log(`not run here: ${disk.reason}`)

describe.runIf('path' in disk)('a branch on a disk that is full', () => {
  const folder = 'path' in disk ? disk.path : ''
  const filler = path.join(folder, 'something-else')
  let branch: TestBranch
  let walk: Walk
  beforeAll(async () => {
    branch = await openTestBranch()
    walk = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
    await walkBefore(walk, 'drawUp')
    await branch.host.close()
    await cp(branch.userData, path.join(folder, 'branch'), { recursive: true })
    const options = { appRoot, userData: path.join(folder, 'branch'), version: '0.1.0', clock: branch.host.clock, osStore: noOsKeyStore, keyCost: CHEAP }
    const host = expectOk(await openHost(options))
    const { counter } = expectOk(await signIn(host, { staffNo: branch.staff.manager.staffNo, password: PASSWORD }))
    branch = { ...branch, host, counter }
    walk = { ...walk, branch }
  })
  afterAll(async () => {
    await branch.host.close()
    await branch.remove()
    if ('path' in disk) await disk.unmount()
  })

  it('refuses a contract it cannot keep, loses nothing, and draws it up once there is room', async () => {
    await writeFile(filler, new Uint8Array(24 * 1024 * 1024)).catch(() => undefined)
    await refusedWhole(branch.counter, () => attempt(walk, 'drawUp', walk.staff.firstManager), 'DISK_FULL')
    await refusedWhole(branch.counter, () => branch.counter.papers.put(branch.scan.bytes.map((byte) => byte ^ 1)), 'DISK_FULL')
    await rm(filler)
    expectOk(await attempt(walk, 'drawUp', walk.staff.firstManager))
    expect((await branch.counter.database.read(verifyChain)).ok).toBe(true)
  })
})
