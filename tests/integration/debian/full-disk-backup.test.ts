import { randomBytes } from 'node:crypto'
import { readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { instant } from '../../../core/kernel/calendar.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { makeBackup } from '../../../electron/services/backup.ts'
import { restoreBackup } from '../../../electron/services/restore.ts'
import { inspect, type TestBranch, testBranch } from '../backup/test-branch.ts'
import { mountSmallDisk } from './small-disk.ts'

const disk = await mountSmallDisk(1024)
if ('reason' in disk) console.log(`not run here: ${disk.reason}`)

describe.runIf('path' in disk)('a branch and its backups when a disk of one megabyte is full', () => {
  const path = 'path' in disk ? disk.path : ''
  let branch: TestBranch
  beforeAll(async () => {
    branch = await testBranch()
    await branch.addCase('alpha')
  })
  afterAll(async () => {
    await branch.dispose()
    if ('path' in disk) await disk.unmount()
  })
  const backup = (minute: number) => makeBackup(branch.order(branch.slots, { target: join(path, 'backups'), now: instant(`2026-11-23T12:0${minute}:00.000Z`) }))

  it('refuses the backup that does not fit and keeps the earlier one, which still opens', async () => {
    const made = expectOk(await backup(0))
    await writeFile(join(path, 'something-else'), randomBytes(900_000))
    expect(await backup(1)).toEqual({ ok: false, error: { code: 'DISK_FULL', details: {} } })
    expect(await readdir(join(path, 'backups'))).toEqual([made.name])
    await rm(join(path, 'something-else'))
    expect((await backup(2)).ok).toBe(true)
  })

  it('refuses when the local disk has no room for the working copy of the database', async () => {
    await writeFile(join(path, 'something-else'), new Uint8Array(2_000_000)).catch(() => {})
    const refused = await makeBackup(branch.order(branch.slots, { workFolder: join(path, 'work') }))
    expect(refused).toEqual({ ok: false, error: { code: 'DISK_FULL', details: {} } })
    await rm(join(path, 'something-else'))
  })

  it('refuses a restore that does not fit and leaves the live folder alone', async () => {
    const made = expectOk(await makeBackup(branch.order(branch.slots)))
    await rm(join(path, 'backups'), { recursive: true })
    await writeFile(join(path, 'something-else'), new Uint8Array(1_000_000))
    const order = { folder: made.folder, dataKey: branch.dataKey, liveFolder: join(path, 'branch'), databaseName: 'branch.db', inspect, schemaVersion: 30 }
    const refused = await restoreBackup({ ...order, beforeSwap: async () => {}, now: instant('2026-11-24T01:00:00.000Z') })
    expect(refused).toEqual({ ok: false, error: { code: 'DISK_FULL', details: {} } })
    expect((await readdir(path)).sort()).toEqual(['something-else', 'work'])
  })
})
