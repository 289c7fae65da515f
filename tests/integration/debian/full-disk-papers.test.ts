import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { makePaperStore } from '../../../electron/services/paper-store.ts'
import { mountSmallDisk } from './small-disk.ts'

const disk = await mountSmallDisk(1024)
if ('reason' in disk) console.log(`not run here: ${disk.reason}`)

describe.runIf('path' in disk)('papers on a disk of one megabyte', () => {
  const path = 'path' in disk ? disk.path : ''
  const papers = makePaperStore({ folder: join(path, 'papers'), key: new Uint8Array(32).fill(1) })
  afterAll(async () => {
    if ('path' in disk) await disk.unmount()
  })

  it('refuses a paper that does not fit, keeps every earlier one and leaves nothing half-written', async () => {
    const before = expectOk(await papers.put(new Uint8Array(randomBytes(300_000))))
    expect(await papers.put(new Uint8Array(randomBytes(900_000)))).toEqual({ ok: false, error: { code: 'DISK_FULL', details: {} } })
    expect(await readdir(join(path, 'papers', 'temp'))).toEqual([])
    expect(await papers.list()).toHaveLength(1)
    expect((await papers.get(before.ref)).ok).toBe(true)
  })

  it('takes papers again once there is room', async () => {
    await writeFile(join(path, 'something-else'), new Uint8Array(600_000))
    const bytes = new Uint8Array(randomBytes(200_000))
    expect((await papers.put(bytes)).ok).toBe(false)
    await rm(join(path, 'something-else'))
    const stored = expectOk(await papers.put(bytes))
    expect(Buffer.from(expectOk(await papers.get(stored.ref))).equals(bytes)).toBe(true)
    expect((await papers.verifyAll()).damaged).toEqual([])
  })

  it('counts while reading, where a file is longer than its size said', async () => {
    // Files of /proc say they are empty.
    expect((await readFile('/proc/self/maps')).length).toBeGreaterThan(1000)
    const small = makePaperStore({ folder: join(path, 'papers'), key: new Uint8Array(32).fill(1), maxBytes: 1000 })
    const result = await small.put('/proc/self/maps')
    expect(result.ok ? null : result.error.code).toBe('SCAN_TOO_LARGE')
    expect(await readdir(join(path, 'papers', 'temp'))).toEqual([])
  })
})
