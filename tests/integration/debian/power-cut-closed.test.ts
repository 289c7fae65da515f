import { existsSync, statSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { initHeadOffice, openHeadOffice } from '../../../headoffice/head-office.ts'
import { writeDurably } from '../../../protocol/durable-file.ts'
import { Counter, caseRecord, NOW, removeFolders } from '../batch/counter.ts'
import { layEmptyStore } from '../empty-store.ts'
import { mountLoopDisk } from './loop-disk.ts'

const disk = await mountLoopDisk(256)
if ('reason' in disk) console.log(`not run here: ${disk.reason}`)

describe.runIf('path' in disk)('the power goes the moment after head office was closed', () => {
  afterAll(async () => {
    removeFolders()
    if ('path' in disk) await disk.unmount()
  })

  it('and the database that is said to be whole is whole: the next start believes it', async () => {
    if ('reason' in disk) return
    const folder = path.join(disk.path, 'head-office')
    expectOk(await initHeadOffice(folder, 'Head Office'))
    layEmptyStore(folder)
    const office = expectOk(await openHeadOffice(folder, () => NOW))
    const counter = await Counter.enrol(office)
    for (let n = 0; n < 3; n++) await counter.seal([caseRecord(), caseRecord()])
    expectOk(await office.importBatches(counter.outbox))
    const before = await office.projectionHash()
    await office.close()
    // Anything else on the disk that is made durable carries the names with it, and of the database no bytes.
    await writeDurably(path.join(disk.path, 'something-else'), 'durable')
    const cut = await disk.cut()
    const place = path.join(cut.path, 'head-office')
    expect(existsSync(path.join(place, 'store.dirty'))).toBe(false)
    await writeFile(path.join(place, 'lock'), `${process.pid} an-earlier-boot\n`)
    const inode = statSync(path.join(place, 'store')).ino
    const again = expectOk(await openHeadOffice(place, () => NOW))
    expect(await again.projectionHash()).toBe(before)
    // It was not made again.
    expect(statSync(path.join(place, 'store')).ino).toBe(inode)
    expect(await again.verify()).toMatchObject({ damaged: [], projectionMatches: true })
    await again.close()
    await cut.unmount()
  })
})
