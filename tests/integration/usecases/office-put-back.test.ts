import { copyFileSync, cpSync } from 'node:fs'
import { mkdtemp, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { officeLine } from '../../../electron/services/office-line.ts'
import { disposeComplete } from '../../../electron/usecases/batch/dispose-batches.ts'
import { installEnrolment, keyRequest } from '../../../electron/usecases/batch/enrol-branch.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { batchStatus, takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { exportToFolder } from '../../../electron/usecases/sync/carry.ts'
import { exchange } from '../../../electron/usecases/sync/send.ts'
import { viewOutbox } from '../../../electron/usecases/sync/view-sync.ts'
import { continueDown } from '../../../headoffice/down/continue-down.ts'
import { type HeadOffice, openHeadOffice } from '../../../headoffice/head-office.ts'
import { type Call, type CallAnswer, type CallRequest, LineCut, OfficeClient } from '../../../protocol/office-client.ts'
import { serve } from '../headoffice/device.ts'
import { queueRecord } from './queue-record.ts'
import { openWholeBank, type WholeBank } from './test-branch.ts'

let branch: WholeBank
let office: HeadOffice
const live = (): string => path.join(branch.folder, 'head-office')
const copy = (): string => path.join(branch.folder, 'copy')
beforeEach(async () => {
  branch = await openWholeBank()
  office = branch.headOffice
})
afterEach(async () => {
  await office.close()
  await branch.host.close()
  await rm(branch.folder, { recursive: true, force: true })
})

/** The folder of head office as it stands, kept for later. */
async function copyFolder(): Promise<void> {
  await office.close()
  cpSync(live(), copy(), { recursive: true })
  office = expectOk(await openHeadOffice(live()))
}
async function putBack(): Promise<void> {
  await office.close()
  await rename(live(), `${live()} lost`)
  cpSync(copy(), live(), { recursive: true })
  office = expectOk(await openHeadOffice(live()))
}
async function sealed(sizes: readonly number[] = [3000]): Promise<void> {
  const { counter, staff } = branch
  if (sizes.length > 0) await queueRecord(branch, sizes)
  const { seq } = expectOk(await proposeBatch(counter, staff.teller))
  expectOk(await sealProposedBatch(counter, staff.manager, seq))
}
/** One exchange over the line; `meddle` changes what comes back, `cut` keeps a request from going. */
async function talk(
  meddle: (path: string, answer: CallAnswer) => CallAnswer = (_path, answer) => answer,
  cut: (request: CallRequest) => boolean = () => false,
) {
  const { app, url } = await serve(office)
  const line = officeLine(new URL(url))
  const call: Call = async (request) => {
    if (cut(request)) throw new LineCut('cut')
    return meddle(request.path, await line(request))
  }
  try {
    return await exchange(branch.counter, null, new OfficeClient(call, { tries: 1, sleep: async () => undefined, random: () => 0 }), {})
  } finally {
    await app.close()
  }
}
const still = { planned: () => undefined, moved: () => undefined, cancelled: () => false, signal: new AbortController().signal }
/** What is not confirmed goes up on an empty stick. @returns the folder that comes back */
async function carry(): Promise<string> {
  const stick = await mkdtemp(path.join(branch.folder, 'stick-'))
  expectOk(await exportToFolder(branch.counter, branch.staff.teller, stick, still))
  const back = await mkdtemp(path.join(branch.folder, 'back-'))
  expectOk(await office.importBatches(stick, { receiptsTo: back }))
  return back
}
const standings = async () =>
  (await batchStatus(branch.counter)).batches
    .map(({ epoch, seq, state, askedAgain, files }) => `${epoch}-${seq} ${state} ${files}${askedAgain ? ' asked' : ''}`)
    .reverse()
const audited = () =>
  branch.counter.database.read((reader) =>
    reader.all<{ action: string; who: string | null }>(
      `SELECT action, staff_id AS who FROM audit WHERE action IN ('batch.askedAgain', 'branch.enrolAnew') ORDER BY n`,
    ),
  )
const outbox = () => branch.counter.database.read((reader) => reader.all('SELECT DISTINCT result, complete FROM outbox'))
const upAtOffice = async () =>
  (await office.query<{ seq: number; state: string }>(`select seq, state from batch where dir = 'up' order by epoch, seq`)).map(
    ({ seq, state }) => `${seq} ${state}`,
  )
const recordsAtOffice = () => office.query('select state, count(*) as n from record group by state')
const ALL = [{ result: 'applied', complete: 1 }]

/** Two batches before the copy, two after, all answered and complete. */
async function fourDays(): Promise<void> {
  for (let n = 1; n <= 4; n++) {
    await sealed()
    expectOk(await talk())
    if (n === 2) await copyFolder()
  }
  expect(await outbox()).toEqual(ALL)
  expect(await upAtOffice()).toEqual(['1 applied', '2 applied', '3 applied', '4 applied'])
}

it('over the line what head office lost is asked for again, sent under its number, and kept until it is called complete once more', async () => {
  await fourDays()
  await putBack()
  branch.setDate('2026-11-24')
  expect(expectOk(await talk()).sent).toBe(2)
  expect(await upAtOffice()).toEqual(['1 applied', '2 applied', '3 applied', '4 applied'])
  expect(await recordsAtOffice()).toEqual([{ state: 'complete', n: 4 }])
  expect(await audited()).toEqual([
    { action: 'batch.askedAgain', who: null },
    { action: 'batch.askedAgain', who: null },
  ])
  // Head office says nothing yet: the two wait for their receipts, and are not asked for a second time.
  expect(await standings()).toEqual(['1-1 ACKED KEPT', '1-2 ACKED KEPT', '1-3 SENT KEPT', '1-4 SENT KEPT'])
  expect(expectOk(await talk()).sent).toBe(0)
  branch.setDate('2026-12-10')
  expect(await disposeComplete(branch.counter, null)).toBe(2)
  expect(await standings()).toEqual(['1-1 ACKED GONE', '1-2 ACKED GONE', '1-3 SENT KEPT', '1-4 SENT KEPT'])

  expect(await continueDown(office.office, branch.counter.branch.code)).not.toBeNull()
  expectOk(await talk())
  expect(await outbox()).toEqual(ALL)
  expect((await standings()).slice(2)).toEqual(['1-3 ACKED KEPT', '1-4 ACKED KEPT'])
  expect(await audited()).toHaveLength(2)
  branch.setDate('2026-12-16')
  expect(await disposeComplete(branch.counter, null)).toBe(0)
  branch.setDate('2026-12-17')
  expect(await disposeComplete(branch.counter, null)).toBe(2)
  await sealed()
  expect(expectOk(await talk()).sent).toBe(1)
  expect(await outbox()).toEqual(ALL)
  expect(await office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
})

it('over the line also where head office went over to new keys after the copy, as long as its key file is the newest', async () => {
  await sealed()
  expectOk(await talk())
  await copyFolder()
  await sealed()
  expectOk(await talk())
  // Sealed before the branch heard of the new keys, sent after.
  await sealed()
  expectOk(await office.turnKeys('chief'))
  expectOk(await talk())
  await putBack()
  await office.close()
  copyFileSync(path.join(`${live()} lost`, 'keys.json'), path.join(live(), 'keys.json'))
  office = expectOk(await openHeadOffice(live()))
  expect(expectOk(await talk()).sent).toBe(2)
  const { code } = branch.counter.branch
  expect(await continueDown(office.office, code)).toBe('NEEDS_A_BATCH')
  await sealed()
  expect(expectOk(await talk()).sent).toBe(1)
  expect(await continueDown(office.office, code)).toMatchObject({ seq: 7, from: 2 })
  expectOk(await talk())
  expect(await outbox()).toEqual(ALL)
  expect(office.troubles).toEqual([])
})

const cutOff = (at: string, answer: CallAnswer): CallAnswer =>
  at.startsWith('/v1/up/') ? { status: 503, body: Buffer.alloc(0), retryAfterSeconds: null } : answer

it('while it waits to go again, batch and records say why', async () => {
  await fourDays()
  await putBack()
  expect(await talk(cutOff)).toMatchObject({ ok: false })
  expect(await standings()).toEqual(['1-1 ACKED KEPT', '1-2 ACKED KEPT', '1-3 SEALED KEPT asked', '1-4 SEALED KEPT asked'])
  const { rows } = await viewOutbox(branch.counter, { caseId: null, state: null, before: null })
  expect(rows.map(({ state, asked, complete }) => [state, asked, complete])).toEqual([
    ['PACKED', true, false],
    ['PACKED', true, false],
    ['RECEIVED', false, true],
    ['RECEIVED', false, true],
  ])
})

it('by stick the standing comes down with the answers: what head office lost goes up with the next stick', async () => {
  for (let n = 1; n <= 4; n++) {
    await sealed()
    expectOk(await takeReceipts(branch.counter, branch.staff.teller, await carry()))
    if (n === 2) await copyFolder()
  }
  await putBack()
  await sealed()
  await carry()
  expect(await upAtOffice()).toEqual(['1 applied', '2 applied', '5 waiting'])
  expect(await continueDown(office.office, branch.counter.branch.code)).not.toBeNull()
  expectOk(await takeReceipts(branch.counter, branch.staff.teller, await carry()))
  expect(await standings()).toEqual(['1-1 ACKED KEPT', '1-2 ACKED KEPT', '1-3 SEALED KEPT asked', '1-4 SEALED KEPT asked', '1-5 SEALED KEPT'])
  const back = await carry()
  expect(await upAtOffice()).toEqual([1, 2, 3, 4, 5].map((seq) => `${seq} applied`))
  expectOk(await takeReceipts(branch.counter, branch.staff.teller, back))
  expect(await standings()).toEqual([1, 2, 3, 4, 5].map((seq) => `1-${seq} ACKED KEPT`))
  expect(await outbox()).toEqual(ALL)
  expect(await office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
})

it('a greeting that is not head office’s word, and a word that was said before, take nothing back', async () => {
  await fourDays()
  const before = await standings()
  /** Somebody between the two says that head office has nothing of this branch. */
  const lying = (at: string, answer: CallAnswer): CallAnswer => {
    if (!at.endsWith('/hello')) return answer
    const said = JSON.parse(answer.body.toString('utf8'))
    return { ...answer, body: Buffer.from(JSON.stringify({ ...said, up: { next: 1, head: '0'.repeat(64) } })) }
  }
  expect(await talk(lying)).toMatchObject({ ok: true, value: { sent: 0 } })
  await putBack()
  let word: Buffer | null = null
  const heard = (at: string, answer: CallAnswer): CallAnswer => {
    if (at.startsWith('/v1/standing')) word = answer.body
    return answer
  }
  expectOk(await talk(heard))
  await continueDown(office.office, branch.counter.branch.code)
  expectOk(await talk())
  expect(await standings()).toEqual(before)
  const replayed = (at: string, answer: CallAnswer): CallAnswer => (at.startsWith('/v1/standing') && word ? { ...answer, body: word } : lying(at, answer))
  expect(await talk(replayed)).toMatchObject({ ok: false, error: { code: 'STANDING_INVALID' } })
  expect(await standings()).toEqual(before)
  expect(await audited()).toHaveLength(2)
})

it('a record head office still has is not complete while the papers it lost have not come again', async () => {
  // More than one batch holds: the last paper goes with the second.
  await sealed(Array<number>(6).fill(12 << 20))
  expectOk(await talk())
  await copyFolder()
  await sealed([])
  expectOk(await talk())
  expect(await outbox()).toEqual(ALL)
  await putBack()
  expect(await talk(cutOff)).toMatchObject({ ok: false })
  expect(await outbox()).toEqual([{ result: 'applied', complete: 0 }])
  branch.setDate('2026-12-24')
  expect(await disposeComplete(branch.counter, null)).toBe(0)
  expectOk(await talk())
  await continueDown(office.office, branch.counter.branch.code)
  expectOk(await talk())
  expect(await outbox()).toEqual(ALL)
  expect(await recordsAtOffice()).toEqual([{ state: 'complete', n: 1 }])
})

it('papers that came after the copy, of a batch whose records came before, go again, though no number is lacking', async () => {
  await sealed([300_000])
  await expect(talk(undefined, ({ bytes }) => (bytes?.length ?? 0) > 200_000)).rejects.toThrow(LineCut)
  await copyFolder()
  // The papers go, and the line is cut before head office calls them complete.
  let gone = false
  const after = ({ path: at, bytes }: CallRequest): boolean => {
    gone ||= (bytes?.length ?? 0) > 200_000
    return gone && at.startsWith('/v1/down')
  }
  await expect(talk(undefined, after)).rejects.toThrow(LineCut)
  expect(await outbox()).toEqual([{ result: 'applied', complete: 0 }])
  await putBack()
  expectOk(await talk())
  expect(expectOk(await talk()).sent).toBe(0)
  expect(await outbox()).toEqual(ALL)
  expect(await recordsAtOffice()).toEqual([{ state: 'complete', n: 1 }])
})

it('where files of a lost batch are gone, a new enrolment closes the epoch where head office stands and all that came after goes again', async () => {
  await fourDays()
  branch.setDate('2026-11-30')
  expect(await disposeComplete(branch.counter, null)).toBe(4)
  await sealed()
  expectOk(await talk())
  await putBack()
  expect(await talk()).toMatchObject({ ok: false, error: { code: 'BRANCH_RESTORED_NEEDS_ENROLMENT' } })
  expect(await standings()).toEqual(['1-1 ACKED GONE', '1-2 ACKED GONE', '1-3 SEALED GONE asked', '1-4 SEALED GONE asked', '1-5 SEALED KEPT asked'])
  expect((await audited()).map(({ action }) => action)).toEqual(['batch.askedAgain', 'batch.askedAgain', 'batch.askedAgain', 'branch.enrolAnew'])
  const { counter, staff, administrator } = branch
  expect(await proposeBatch(counter, staff.teller)).toMatchObject({ ok: false, error: { code: 'BRANCH_RESTORED_NEEDS_ENROLMENT' } })
  const archive = counter.keys.archive.identity

  const enrolment = Buffer.from(expectOk(await office.enrol(Buffer.from(keyRequest(counter)))).text)
  expectOk(await installEnrolment(counter, administrator, enrolment, office.fingerprint))
  expect([counter.branch.epoch, counter.nextKeys, counter.keys.archive.identity]).toEqual([2, null, archive])
  expect((await batchStatus(counter)).waiting).toBe(3)
  await sealed([])
  expectOk(await talk())
  expect(await recordsAtOffice()).toEqual([{ state: 'complete', n: 5 }])
  expect(await outbox()).toEqual(ALL)
  expect((await standings()).slice(2)).toEqual(['1-3 REJECTED GONE', '1-4 REJECTED GONE', '1-5 REJECTED KEPT', '2-1 ACKED KEPT'])
  expect(await office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
})
