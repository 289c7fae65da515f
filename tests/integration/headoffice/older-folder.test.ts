import { cpSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import type { OpenedDown } from '../../../electron/services/receipt-reader.ts'
import { continueDown } from '../../../headoffice/down/continue-down.ts'
import { type HeadOffice, openHeadOffice } from '../../../headoffice/head-office.ts'
import { Counter, caseRecord, NOW, newFolder, newHeadOffice, removeFolders } from '../batch/counter.ts'
import { readReceipts } from '../batch/read-receipts.ts'
import { Device, serve } from './device.ts'

afterAll(removeFolders)

/** One up batch; everything head office says back is taken, as a branch does. */
async function day(office: HeadOffice, counter: Counter): Promise<readonly OpenedDown[]> {
  await counter.seal([caseRecord()])
  const back = newFolder()
  await office.importBatches(counter.outbox, { receiptsTo: back })
  return await take(counter, back)
}
async function take(counter: Counter, folder: string): Promise<readonly OpenedDown[]> {
  const down = { appliedSeq: counter.taken?.seq ?? 0, head: counter.taken?.head ?? NO_PREVIOUS }
  const read = await readReceipts({ folder, keys: counter.keys, enrolment: counter.enrolment, down })
  // Nothing is carried back.
  if (!read.ok && read.error.code === 'BATCH_NOT_FOUND') return []
  const last = read.ok ? read.value.at(-1) : null
  if (last) counter.taken = { seq: last.seq, head: last.hash }
  return expectOk(read)
}
const signed = async (office: HeadOffice): Promise<number[]> =>
  (await office.query<{ seq: number }>(`select seq from batch where dir = 'down' order by seq`)).map(({ seq }) => seq)
const reopened = async (folder: string): Promise<HeadOffice> => expectOk(await openHeadOffice(folder, () => NOW))

/** Two answers before the copy was made, two after; the folder is put back, and the branch holds four. */
async function putBack(): Promise<{ office: HeadOffice; folder: string; counter: Counter }> {
  const made = await newHeadOffice()
  const counter = await Counter.enrol(made.office)
  await day(made.office, counter)
  await day(made.office, counter)
  await made.office.close()
  const folder = path.join(newFolder(), 'head-office')
  cpSync(made.folder, folder, { recursive: true })
  const office = await reopened(made.folder)
  await day(office, counter)
  await day(office, counter)
  await office.close()
  expect(counter.taken?.seq).toBe(4)
  return { office: await reopened(folder), folder, counter }
}

it('put back from an older copy, it signs nothing more to a branch that says it holds what was not signed here, names why, and still does after a restart', async () => {
  const { office, folder, counter } = await putBack()
  const { seq = 0, head = '' } = counter.taken ?? {}
  expect(await signed(office)).toEqual([1, 2])
  // By stick it is heard with the fourth batch: a third answer stands here by then, that nobody takes.
  expect(await day(office, counter)).toEqual([])
  expect(await signed(office)).toEqual([1, 2, 3])
  const trouble = { what: 'answers', lane: 'BR0001', reason: expect.stringContaining('DOWN_STREAM_AHEAD') }
  expect(office.troubles).toMatchObject([trouble])
  expect(await office.query('select seq, head, state from down_ahead order by seq desc limit 1')).toEqual([{ seq, head, state: 'ahead' }])
  // What came up is kept all the same.
  expect(await office.query(`select seq, state from batch where dir = 'up' order by seq`)).toEqual(
    [1, 2, 3, 4, 5].map((one) => ({ seq: one, state: 'applied' })),
  )
  await office.close()
  const again = await reopened(folder)
  expect(again.troubles).toMatchObject([trouble])
  expect(await signed(again)).toEqual([1, 2, 3])
  await again.close()
})

it('goes on after what the branch holds when it is told to: the branch takes it, each batch is answered, nothing is told under a number it has', async () => {
  const { office, folder, counter } = await putBack()
  await day(office, counter)
  expect(await continueDown(office.office, 'BR0001')).toEqual({ seq: 4, from: 2 })
  expect(office.troubles).toEqual([])
  const back = newFolder()
  await office.importBatches(counter.outbox, { receiptsTo: back })
  const taken = await take(counter, back)
  expect(taken[0]?.seq).toBe(5)
  // First which batches it has, then what was lost is answered again.
  expect(taken[0]?.records).toMatchObject([{ type: 'up.standing', body: { epoch: 1, seq: 5, held: [], unfinished: [] } }])
  expect(taken.flatMap(({ receipts }) => receipts.map(({ seq }) => seq))).toEqual([3, 4, 5])
  expect(await continueDown(office.office, 'BR0001')).toBeNull()
  // Its earlier words on what is lost raise nothing any more.
  const later = await day(office, counter)
  expect(later.map(({ receipts }) => receipts[0]?.seq)).toEqual([6])
  expect(office.troubles).toEqual([])
  const { before, after } = await office.rebuild()
  expect(after).toBe(before)
  await office.close()
  const again = await reopened(folder)
  expect(again.troubles).toEqual([])
  expect(await again.verify()).toMatchObject({ damaged: [], projectionMatches: true })
  await again.close()
})

it('hears it in the greeting of a branch on the line, before anything is signed', async () => {
  const { office, counter } = await putBack()
  const { app, url } = await serve(office)
  const held = counter.taken ?? { seq: 0, head: NO_PREVIOUS }
  const device = new Device(url, counter)
  expect(await device.hello({ up: { seq: 4, head: NO_PREVIOUS }, down: held })).toMatchObject({ up: { next: 3 }, down: { seq: 2 } })
  expect(office.troubles).toMatchObject([{ what: 'answers', lane: 'BR0001' }])
  await office.importBatches(counter.outbox, { receiptsTo: newFolder() })
  expect(await signed(office)).toEqual([1, 2])
  expect(await continueDown(office.office, 'BR0001')).toEqual({ seq: 4, from: 2 })
  expect(await signed(office)).toEqual([1, 2, 5, 6, 7])
  await device.hello({ up: { seq: 4, head: NO_PREVIOUS }, down: held })
  expect(office.troubles).toEqual([])
  await app.close()
  await office.close()
})
