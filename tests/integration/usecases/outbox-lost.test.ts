import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Envelope } from '../../../core/batch/envelope.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { officeLine } from '../../../electron/services/office-line.ts'
import { installEnrolment, keyRequest } from '../../../electron/usecases/batch/enrol-branch.ts'
import { giveUpLost } from '../../../electron/usecases/batch/give-up-lost.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { batchStatus } from '../../../electron/usecases/batch/take-receipt.ts'
import type { SecondClaim } from '../../../electron/usecases/people/second-person.ts'
import { exportToFolder } from '../../../electron/usecases/sync/carry.ts'
import { exchange } from '../../../electron/usecases/sync/send.ts'
import { partFile } from '../../../protocol/hob-layout.ts'
import { OfficeClient } from '../../../protocol/office-client.ts'
import { type Service, serve } from '../headoffice/device.ts'
import { publish } from './publish.ts'
import { queueRecord } from './queue-record.ts'
import { refusedWhole } from './tally.ts'
import { openWholeBank, PASSWORD, type WholeBank } from './test-branch.ts'

let branch: WholeBank
let service: Service
beforeEach(async () => {
  branch = await openWholeBank()
  service = await serve(branch.headOffice)
})
afterEach(async () => {
  await service.app.close()
  await branch.remove()
})

const still = { planned: () => undefined, moved: () => undefined, cancelled: () => false, signal: new AbortController().signal }
/** One more batch of one record with a paper, sealed. @returns its folder in the outbox */
async function sealed(): Promise<string> {
  const { counter, staff } = branch
  await queueRecord(branch, [3000])
  const { seq } = expectOk(await proposeBatch(counter, staff.teller))
  return expectOk(await sealProposedBatch(counter, staff.manager, seq)).folder
}
const talk = () =>
  exchange(branch.counter, null, new OfficeClient(officeLine(new URL(service.url)), { tries: 1, sleep: async () => undefined, random: () => 0 }), {})
const lostBatch = (seq: number) => ({ ok: false, error: { code: 'BATCH_FILES_LOST', details: { seq } } })
const board = async () => (await batchStatus(branch.counter)).batches.map(({ seq, state, files }) => `${seq} ${state} ${files}`).reverse()
async function partOf(folder: string, lane: number): Promise<string> {
  const { parts } = Envelope.parse(JSON.parse(await readFile(path.join(folder, 'envelope.json'), 'utf8')))
  return partFile(branch.counter.folders.outbound, parts.find((part) => part.lane === lane)?.sha256 ?? expect.fail())
}
const records = () => branch.headOffice.query('select state, count(*)::int as n from record group by state order by state')

describe('a sealed batch of which a file is lost before head office has it', () => {
  it('is named; what was sealed before it goes, and what head office has for the branch comes down', async () => {
    await sealed()
    await rm(path.join(await sealed(), 'envelope.json'))
    await publish(branch, 'LPR', 1, branch.cases.businessDate, [
      { name: 'lpr.yaml', text: 'lpr: [{ publishedOn: 2026-07-20, oneYear: 28000, fiveYear: 33000 }]\n' },
    ])
    expect(await talk()).toMatchObject(lostBatch(2))
    expect(await board()).toEqual(['1 ACKED KEPT', '2 SEALED LOST'])
    expect(await records()).toEqual([{ state: 'complete', n: 1 }])
    expect(await branch.counter.database.read((reader) => reader.all('SELECT kind, version FROM reference_pack'))).toEqual([{ kind: 'LPR', version: 1 }])
  })

  it.each([
    ['is gone', (file: string) => rm(file)],
    [
      'is damaged',
      (file: string) =>
        readFile(file).then((bytes) =>
          writeFile(
            file,
            bytes.map((byte, at) => (at === 100 ? byte ^ 1 : byte)),
          ),
        ),
    ],
  ])('sends all but the papers of which a part %s; other batches go whole', async (_how, lose) => {
    await lose(await partOf(await sealed(), 2))
    await sealed()
    expect(await talk()).toMatchObject(lostBatch(1))
    expect(await records()).toEqual([
      { state: 'applied', n: 1 },
      { state: 'complete', n: 1 },
    ])
  })

  it('stays off a stick, with all that comes after it; what comes before is on it', async () => {
    const { counter, headOffice, staff, folder } = branch
    await sealed()
    await rm(await partOf(await sealed(), 0))
    await sealed()
    const stick = await mkdtemp(path.join(folder, 'stick-'))
    expect(await exportToFolder(counter, staff.teller, stick, still)).toMatchObject(lostBatch(2))
    const report = expectOk(await headOffice.importBatches(stick))
    expect(report.batches).toMatchObject([{ outcome: { seq: 1, state: 'applied' } }])
    const exported = await counter.database.read((reader) => reader.all("SELECT subject FROM audit WHERE action = 'sync.exportUsb'"))
    expect(exported).toEqual([{ subject: expect.stringMatching(/^1 /u) }])
  })
})

describe('a sealed batch whose files are lost for good', () => {
  const giveUp = (second: Partial<SecondClaim> = {}, request: { seq?: number; reason?: string } = {}) => {
    const { host, counter, staff } = branch
    const manager = { staffNo: staff.manager.staffNo, password: PASSWORD }
    return giveUpLost(host, counter, staff.teller, { seq: 1, reason: 'no copy is left', ...request, second: { ...manager, ...second } })
  }

  it('is given up by two persons: the branch enrols anew, and every record reaches head office once', async () => {
    const { counter, staff, administrator, headOffice } = branch
    await rm(await partOf(await sealed(), 0))
    await sealed()
    await refusedWhole(counter, () => giveUp({}, { reason: ' ' }), 'REASON_MISSING')
    await refusedWhole(counter, () => giveUp({ staffNo: staff.teller.staffNo }), 'DIFFERENT_PERSON_NEEDED')
    await refusedWhole(counter, () => giveUp({ staffNo: staff.firstManager.staffNo }), 'ROLE_MISSING')
    await refusedWhole(counter, () => giveUp({}, { seq: 2 }), 'BATCH_FILES_WHOLE')
    await refusedWhole(counter, () => giveUp({}, { seq: 9 }), 'BATCH_NOT_FOUND')
    expectOk(await giveUp())
    expect(await talk()).toMatchObject({ ok: false, error: { code: 'BRANCH_RESTORED_NEEDS_ENROLMENT' } })
    const log = await counter.database.read((reader) =>
      reader.all(
        "SELECT action, staff_id AS staffId, subject, sealed_reason IS NULL AS bare FROM audit WHERE action IN ('batch.giveUp', 'branch.enrolAnew') ORDER BY n",
      ),
    )
    expect(log).toEqual([
      { action: 'batch.giveUp', staffId: staff.teller.staffId, subject: expect.stringMatching(new RegExp(` ${staff.manager.staffNo}$`)), bare: 0 },
      { action: 'branch.enrolAnew', staffId: staff.teller.staffId, subject: '2', bare: 1 },
    ])

    const { text, fingerprint } = expectOk(await headOffice.enrol(Buffer.from(keyRequest(counter))))
    expectOk(await installEnrolment(counter, administrator, Buffer.from(text), fingerprint))
    await sealed()
    expectOk(await talk())
    expect(await records()).toEqual([{ state: 'complete', n: 3 }])
    expect(await counter.database.read((reader) => reader.all('SELECT result, complete FROM outbox'))).toEqual(
      Array(3).fill({ result: 'applied', complete: 1 }),
    )
    expect(await headOffice.verify()).toMatchObject({ damaged: [], projectionMatches: true })
  })

  it('is not given up once head office has all of it', async () => {
    const folder = await sealed()
    expectOk(await talk())
    await rm(path.join(folder, 'envelope.json'))
    await refusedWhole(branch.counter, () => giveUp(), 'BATCH_NOT_FOUND')
  })
})
