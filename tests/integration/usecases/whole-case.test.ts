import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CaseEventBody } from '../../../core/batch/case-event.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { papersOfCase } from '../../../db/repositories/papers.ts'
import { dropBatch } from '../../../electron/usecases/batch/drop-batch.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { batchStatus, takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { recordPlace } from '../../../headoffice/import/split-record.ts'
import { bagsOf, writeBag } from '../../../headoffice/import/write-bag.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { openWholeBank, type WholeBank } from './test-branch.ts'
import { entryOf, startWalk, type Walk, walkTo } from './walk.ts'

let branch: WholeBank
let walk: Walk
beforeAll(async () => {
  branch = await openWholeBank()
  walk = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
  await walkTo(walk, 'fileVolume')
})
afterAll(() => branch.remove())

const codeOf = () => branch.counter.branch.code
const archived = async (): Promise<string> =>
  path.join(
    branch.counter.folders.archive,
    (await branch.counter.database.read((reader) => reader.get<{ folder: string }>('SELECT folder FROM archive_volume')))?.folder ?? '',
  )
async function filesBelow(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder, { recursive: true })).sort()
  const files = await Promise.all(
    names.map(async (name) => ((await stat(path.join(folder, name))).isFile() ? [[name, (await readFile(path.join(folder, name))).toString('base64')]] : [])),
  )
  return Object.fromEntries(files.flat())
}
const recordsOf = async (type: string) => {
  const { office, query } = branch.headOffice
  const rows = await query<{ rev: number; sealed: string; state: string }>(
    `select rev, sealed, state from record where branch_id = $1 and type = $2 and id = $3 order by rev`,
    [codeOf(), type, walk.caseId],
  )
  return rows.map((row) => ({ ...row, body: JSON.parse(office.seal.open(recordPlace(codeOf(), { type, id: walk.caseId, rev: row.rev }), row.sealed)) }))
}

describe('a case that was filed', () => {
  it('goes without a file of its archive volume that differs, which stays owed: what is altered is never sent', async () => {
    const { counter, staff } = branch
    const file = path.join(await archived(), 'data', 'manifest-plain-sha256.txt.age')
    const whole = await readFile(file)
    const rotten = Buffer.from(whole)
    rotten[20] = (rotten[20] ?? 0) ^ 1
    await writeFile(file, rotten)
    const { seq } = expectOk(await proposeBatch(counter, staff.teller))
    const carried = await counter.database.read((reader) => reader.all<{ sha256: string }>('SELECT sha256 FROM batch_blob'))
    expect(carried.length).toBeGreaterThan(20)
    expect(carried.map(({ sha256 }) => sha256)).not.toContain(sha256Hex(whole))
    expect((await batchStatus(counter)).owed).toEqual([expect.objectContaining({ caseId: walk.caseId, volume: path.basename(await archived()), files: 1 })])
    expectOk(await dropBatch(counter, staff.manager, seq))
    await writeFile(file, whole)
  })

  it('goes up whole: its records, every scan, its steps and the sealed volume', async () => {
    const { counter, staff, headOffice } = branch
    const { seq } = expectOk(await proposeBatch(counter, staff.teller))
    expectOk(await sealProposedBatch(counter, staff.manager, seq))
    expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
    expect(await writeBag(headOffice.office, codeOf(), 'F001', branch.folder)).toMatchObject({ ok: false, error: { code: 'BAG_NOT_FOUND' } })
    expectOk(await takeReceipts(counter, staff.teller))
    const open = await counter.database.read((reader) =>
      reader.all("SELECT type, rev, result, complete FROM outbox WHERE result IS NOT 'applied' OR complete = 0 ORDER BY serial"),
    )
    expect(open).toEqual([])
    expect(await headOffice.verify()).toMatchObject({ damaged: [], projectionMatches: true })
  })

  it('lies at head office with each paper as it was scanned', async () => {
    const { counter, headOffice } = branch
    const papers = (await counter.database.read((reader) => papersOfCase(reader, counter.vault, walk.caseId))).filter((paper) => paper.supersededAt === null)
    const held = new Set((await headOffice.query<{ sha256: string }>('select sha256 from blob where branch_id = $1', [codeOf()])).map((row) => row.sha256))
    expect(papers.length).toBeGreaterThan(20)
    expect(papers.filter((paper) => !held.has(paper.sha256))).toEqual([])
    const lists = await recordsOf('case.papers')
    expect(lists.at(-1)?.body.papers.length).toBeGreaterThan(10)
    // The list is said anew only where it is another.
    expect(new Set(lists.map(({ body }) => JSON.stringify(body.papers))).size).toBe(lists.length)
  })

  it('tells its steps one by one, each bound to the row of the audit log', async () => {
    const { counter } = branch
    const events = (await recordsOf('case.event')).map(({ body }) => CaseEventBody.parse(body))
    expect(events.at(-1)).toMatchObject({ event: 'disbursement.activate', to: 'ACTIVE' })
    expect(events.slice(1).map((event) => event.from)).toEqual(events.slice(0, -1).map((event) => event.to))
    const rows = await counter.database.read((reader) => reader.all<{ n: number; hash: string }>('SELECT n, hash FROM audit'))
    const hashes = new Map(rows.map((row) => [row.n, row.hash]))
    for (const { entry } of events) expect(hashes.get(entry.n)).toBe(entry.hash)
  })

  it('has its volume at head office byte for byte as the branch sealed it', async () => {
    const { headOffice, folder } = branch
    const [bag] = await bagsOf(headOffice.office, codeOf(), walk.caseId)
    // As a try that was cut off left it.
    await mkdir(path.join(folder, 'from-head-office', `.${bag?.body.archiveNo}.part`), { recursive: true })
    await writeFile(path.join(folder, 'from-head-office', `.${bag?.body.archiveNo}.part`, 'half'), 'half')
    const written = expectOk(await writeBag(headOffice.office, codeOf(), bag?.body.archiveNo ?? '', path.join(folder, 'from-head-office')))
    expect(await filesBelow(written)).toEqual(await filesBelow(await archived()))
    expect(await readdir(path.join(folder, 'from-head-office'))).toEqual([bag?.body.archiveNo])
    const again = await writeBag(headOffice.office, codeOf(), bag?.body.archiveNo ?? '', path.join(folder, 'from-head-office'))
    expect(again).toMatchObject({ ok: false, error: { code: 'VOLUME_EXISTS' } })
  })
})
