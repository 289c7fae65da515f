import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { HeadOffice } from '../../../headoffice/head-office.ts'
import { blobOf, blobRef, Counter, caseRecord, newHeadOffice, removeFolders } from '../batch/counter.ts'
import { Device, type Service, serve } from './device.ts'

let office: HeadOffice
let folder: string
let service: Service
beforeAll(async () => {
  const made = await newHeadOffice()
  office = made.office
  folder = made.folder
  service = await serve(office)
})
afterAll(async () => {
  await service.app.close()
  await office.close()
  removeFolders()
})

/** One byte of a stored part turns over on the disk; its size stays. */
async function rot(sha256: string): Promise<void> {
  const file = path.join(folder, 'spool', 'objects', sha256.slice(0, 2), sha256)
  const bytes = await readFile(file)
  bytes[100] = (bytes[100] ?? 0) ^ 1
  await writeFile(file, bytes)
}
async function device(branch: string): Promise<Device> {
  const made = new Device(service.url, await Counter.enrol(office, branch))
  await made.hello()
  return made
}

it('a paper that rots in the spool before its batch is whole is asked for again, and the case is complete', async () => {
  const sender = await device('BR0701')
  const papers = [blobOf(randomBytes(5_000_000)), blobOf(randomBytes(5_000_000))]
  const { batch } = await sender.counter.seal([caseRecord({ blobs: papers.map((paper) => blobRef(paper)) })], papers)
  await sender.register(batch)
  for (const n of [0, 1, 2]) await sender.putPart(batch, n)
  await rot(batch.envelope.parts[2]?.sha256 ?? '')
  expect(await sender.commit(batch)).toMatchObject({ standing: 'applied', missing: [2] })
  expect((await sender.register(batch)).missing).toEqual([2])
  expect(await sender.putPart(batch, 2)).toBe(201)
  expect(await sender.commit(batch)).toMatchObject({ standing: 'applied', missing: [] })
  expect(await office.query(`select state from record where branch_id = 'BR0701'`)).toEqual([{ state: 'complete' }])
  expect(await office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
})

it('records that rot in the spool are refused custody, and asked for again', async () => {
  const sender = await device('BR0702')
  const { batch } = await sender.counter.seal([caseRecord()])
  await sender.register(batch)
  await sender.putPart(batch, 0)
  await rot(batch.envelope.parts[0]?.sha256 ?? '')
  await expect(sender.commit(batch)).rejects.toThrow('BATCH_PART_MISSING')
  expect(await sender.send(batch)).toMatchObject({ standing: 'applied', missing: [] })
})
