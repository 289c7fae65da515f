import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { verifyChain } from '../../../db/audit-verify.ts'
import { openBranchDatabase } from '../../../db/open-branch-database.ts'
import { setting, settings } from '../../../db/repositories/settings.ts'
import { AT, MIGRATIONS } from '../db/branch-fixture.ts'
import { mountSmallDisk } from './small-disk.ts'

const disk = await mountSmallDisk(4096)
if ('reason' in disk) console.log(`not run here: ${disk.reason}`)

describe.runIf('path' in disk)('a database on a disk of four megabytes', () => {
  const file = path.join('path' in disk ? disk.path : '', 'branch.db')
  const order = { file, folder: MIGRATIONS, now: AT }
  afterAll(async () => {
    if ('path' in disk) await disk.unmount()
  })

  it('refuses what does not fit, loses nothing it had, and goes on once there is room', async () => {
    const ballast = path.join(path.dirname(file), 'somebody-elses-file')
    await writeFile(ballast, Buffer.alloc(1_500_000))
    const database = expectOk(await openBranchDatabase(order))
    const put = (name: string, length: number) =>
      database.write(async (tx) => ok(await settings(tx).set({ name, value: 'x'.repeat(length), changedAt: AT, changedBy: null })))
    expectOk(await put('kept', 100_000))
    let written = 0
    for (;;) {
      const result = await put(`filler-${written}`, 200_000)
      if (!result.ok) {
        expect(result.error).toEqual({ code: 'DISK_FULL', details: {} })
        break
      }
      written += 1
      expect(written).toBeLessThan(30)
    }
    expect(await database.read((reader) => setting(reader, 'kept'))).toBe('x'.repeat(100_000))
    expect(await database.read((reader) => setting(reader, `filler-${written}`))).toBeNull()
    expect(await database.read((reader) => setting(reader, `filler-${written - 1}`))).toHaveLength(200_000)
    expect((await put('too large', 3_000_000)).ok).toBe(false)
    expect((await database.read(verifyChain)).ok).toBe(true)
    await database.close()

    await rm(ballast)
    const again = expectOk(await openBranchDatabase(order))
    expect(await again.read((reader) => setting(reader, 'kept'))).toBe('x'.repeat(100_000))
    expectOk(await again.write(async (tx) => ok(await tx.run("DELETE FROM setting WHERE name LIKE 'filler-%'"))))
    expectOk(await again.write(async (tx) => ok(await settings(tx).set({ name: 'new', value: 'y', changedAt: AT, changedBy: null }))))
    await again.close()
  })

  it('refuses to begin where there is no room at all', async () => {
    const small = await mountSmallDisk(64)
    if ('reason' in small) throw new Error(small.reason)
    const result = await openBranchDatabase({ ...order, file: path.join(small.path, 'branch.db') })
    await small.unmount()
    expect(result).toEqual({ ok: false, error: { code: 'DISK_FULL', details: {} } })
  })
})
