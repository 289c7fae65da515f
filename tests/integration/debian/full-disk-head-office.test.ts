import { rm, statfs, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { initHeadOffice, openHeadOffice } from '../../../headoffice/head-office.ts'
import { Counter, caseRecord, NOW, removeFolders } from '../batch/counter.ts'
import { layEmptyStore } from '../empty-store.ts'
import { Device, serve } from '../headoffice/device.ts'
import { mountSmallDisk } from './small-disk.ts'

const disk = await mountSmallDisk(200 * 1024)
if ('reason' in disk) console.log(`not run here: ${disk.reason}`)
const PAGE = 4096

describe.runIf('path' in disk)('the disk of head office is full', () => {
  afterAll(async () => {
    removeFolders()
    if ('path' in disk) await disk.unmount()
  })

  it('and whatever was acknowledged is there once it has room and was started again, nothing half, and the rest is taken then', async () => {
    if ('reason' in disk) return
    const folder = path.join(disk.path, 'head-office')
    const filler = path.join(disk.path, 'something-else')
    expectOk(await initHeadOffice(folder, 'Head Office'))
    layEmptyStore(folder)
    let office = expectOk(await openHeadOffice(folder, () => NOW))
    let service = await serve(office)
    const counter = await Counter.enrol(office)
    let device = new Device(service.url, counter)
    const acknowledged: number[] = []
    const refused: Awaited<ReturnType<Counter['seal']>>['batch'][] = []
    const offer = async (batch: (typeof refused)[number]): Promise<boolean> => {
      await device.hello()
      return await device.send(batch).then(
        ({ custody }) => custody.length > 0 && acknowledged.push(batch.envelope.seq) > 0,
        () => false,
      )
    }
    for (let pages = 0; pages <= 12; pages += 3) {
      const { batch } = await counter.seal([caseRecord()])
      if (pages === 0) expect(await offer(batch)).toBe(true)
      // All of the disk but so many pages.
      const { bavail, bsize } = await statfs(disk.path)
      await writeFile(filler, '')
      await truncate(filler, 0)
      await writeFile(filler, new Uint8Array(Math.max(0, bavail * bsize - pages * PAGE))).catch(() => undefined)
      const next = pages === 0 ? (await counter.seal([caseRecord()])).batch : batch
      if (!(await offer(next))) refused.push(next)
      const watched = await fetch(`${service.url}/v1/health`)
      expect([200, 500, 503]).toContain(watched.status)
      await service.app.close()
      await office.close().catch(() => undefined)
      await rm(filler)
      office = expectOk(await openHeadOffice(folder, () => NOW))
      service = await serve(office)
      device = new Device(service.url, counter)
      const there = (await office.query<{ seq: number }>("select seq from batch where dir = 'up' and state = 'applied'")).map(({ seq }) => seq)
      expect(there, `${pages} pages`).toEqual(expect.arrayContaining(acknowledged))
      expect(await office.verify(), `${pages} pages`).toMatchObject({ damaged: [], projectionMatches: true })
      for (const late of refused.splice(0)) expect(await offer(late), `${pages} pages, offered again`).toBe(true)
    }
    expect(acknowledged.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6])
    expect(await office.query('select count(*) as n from record')).toEqual([{ n: 6 }])
    await service.app.close()
    await office.close()
  }, 600_000)
})
