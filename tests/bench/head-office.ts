import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expectOk } from '../../core/kernel/result.ts'
import { type HeadOffice, initHeadOffice, openHeadOffice } from '../../headoffice/head-office.ts'
import { acceptBatch } from '../../headoffice/import/accept-batch.ts'
import { writeSettled } from '../../headoffice/import/apply-batch.ts'
import { type JudgedLine, judgeAlone, judgeToWrite, numbered } from '../../headoffice/import/judge-lines.ts'
import { completeRecords } from '../../headoffice/store/blobs.ts'
import { sha256Hex } from '../../protocol/hashing.ts'
import { findBatches } from '../../protocol/hob-layout.ts'
import type { BatchLine } from '../../protocol/hob-records.ts'
import { body, Counter, caseRecord, removeFolders } from '../integration/batch/counter.ts'
import { startPostgres } from '../postgres/server.ts'
import { RawCopy } from './raw-copy.ts'
import { type BenchRow, row } from './row.ts'

/**
 * Head office's import on PostgreSQL, beside a raw COPY of the same rows in the same server, by a client that has them in hand as sync.md §5
 * measured it. BENCH_FULL grows to a million records.
 */
const PER_BATCH = 100
const BATCHES = 160
const LANES = 8
/** Fewer turns measure less than a second of each, and the same program came out anywhere between 0.98 and 1.25. */
const TURNS = 16
/** Head office runs for weeks: what is measured is the program when it is warm. */
const WARM = 300
const SMALL = 10_000
const GROWN = process.env.BENCH_FULL ? 1_000_000 : 50_000
const REPLAYED = 20

/** A record of about 2 kB. */
const papers = Array.from({ length: 14 }, (_, n) => ({ itemId: `D${n + 100}`, sha256: sha256Hex(String(n)), pages: 2 }))
function newCase() {
  const id = randomUUID()
  return caseRecord({ id, body: { ...body, applicant: { ...body.applicant, name: id.slice(0, 8), idNumber: id }, papers } })
}
function lines(count: number): BatchLine[] {
  return Array.from({ length: count }, () => {
    const bytes = Buffer.from(JSON.stringify(newCase()))
    return { bytes, hash: sha256Hex(bytes) }
  })
}

let seq = 0
/** What projecting one opened batch writes: judged, records, heads, keys, receipts, completions, in one transaction. */
async function applyLines(head: HeadOffice, branch: string, batch: readonly JudgedLine[]): Promise<void> {
  const { office } = head
  seq++
  const place = { branch, epoch: 1, seq, hash: sha256Hex(`${branch} ${seq}`), at: '2026-11-23T08:00:00Z' }
  await office.database.transaction(async (tx) => {
    if (await writeSettled(tx, place, await judgeToWrite(tx, branch, batch), office.seal)) await completeRecords(tx, place)
  })
}

/** Batches of one upload in order, each read and judged while the one before it is written, as a lane's catching up does. */
async function upload(head: HeadOffice, branch: string, batches: readonly BatchLine[][]): Promise<void> {
  const judge = (batch: readonly BatchLine[] | undefined): Promise<JudgedLine[]> => judgeAlone({ branch, epoch: 1 }, numbered(batch ?? []), head.office.seal)
  let ahead = judge(batches[0])
  for (let at = 0; at < batches.length; at++) {
    const mine = await ahead
    ahead = judge(batches[at + 1])
    await applyLines(head, branch, mine)
  }
  await ahead
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
const batches = (count: number): BatchLine[][] => Array.from({ length: count }, () => lines(PER_BATCH))

const perThousand = (ms: number, rows: number): number => (ms / rows) * 1000

/** All take turns, so that other work on the machine weighs on all of them. */
async function importRows(head: HeadOffice, raw: RawCopy, folder: string): Promise<BenchRow[]> {
  await upload(head, 'WARM', batches(WARM))
  await raw.byClients(['WARM'])
  const rows = (BATCHES * PER_BATCH) / TURNS
  const took = { single: 0, parallel: 0, client: 0, clients: 0 }
  let files: number | null = 0
  for (let turn = 1; turn <= TURNS; turn++) {
    const branch = `BR${100 + turn}0`
    const one = batches(BATCHES / TURNS)
    took.single += await timed(() => upload(head, branch, one))
    const eight = Array.from({ length: LANES }, () => batches(BATCHES / TURNS / 2))
    const lanes = eight.map((_, lane) => `BR${100 + turn}${lane + 1}`)
    took.parallel += await timed(() => Promise.all(eight.map((list, lane) => upload(head, lanes[lane] ?? '', list))))
    took.client += await raw.byClients([branch])
    took.clients += await raw.byClients(lanes)
    const copy: number | null = files === null ? null : await raw.byServer(branch, folder)
    files = files === null || copy === null ? null : files + copy
  }
  const [total, eightfold] = [rows * TURNS, (LANES / 2) * rows * TURNS]
  const [single, parallel] = [perThousand(took.single, total), perThousand(took.parallel, eightfold)]
  const [client, clients] = [perThousand(took.client, total), perThousand(took.clients, eightfold)]
  const server = files === null ? null : perThousand(files, total)
  const against = (name: string, value: number, baseline: number | null, target: number | null): BenchRow =>
    row({ name, unit: 'ms/1000 rows', value, baseline, target })
  return [
    against('import, 1 upload, against raw COPY by a client', single, client, 1 / 0.55),
    against('import, 8 uploads, against raw COPY by a client', parallel, client, 1),
    against('harder: 1 upload, against the server copying files of its own', single, server, null),
    against('harder: 8 uploads, against the server copying files of its own', parallel, server, null),
    against('orientation: 8 raw COPYs by 8 clients at once, against one', clients, client, null),
  ]
}

/** Whole batches from a folder: opened, checked, put into the spool, applied, answered; and brought a second time. */
async function replayRows(head: HeadOffice): Promise<BenchRow[]> {
  const counter = await Counter.enrol(head, 'BR0500')
  for (let n = 0; n < REPLAYED; n++) await counter.seal(Array.from({ length: PER_BATCH }, () => newCase()))
  const listed = expectOk(await findBatches(counter.outbox)).batches
  const bring = async (): Promise<void> => {
    for (const one of listed) expectOk(await acceptBatch(head.office, one, null))
  }
  const [first, again] = [await timed(bring), await timed(bring)]
  const rows = REPLAYED * PER_BATCH
  return [
    row({ name: 'whole import from a folder, receipts signed', unit: 'ms/1000 rows', value: perThousand(first, rows), baseline: null, target: null }),
    row({
      name: 'the same batches again, against the first time',
      unit: 'ms/1000 rows',
      value: perThousand(again, rows),
      baseline: perThousand(first, rows),
      target: 1 / 5,
    }),
  ]
}

async function growthRow(head: HeadOffice): Promise<BenchRow> {
  await upload(head, 'WARM', batches(SMALL / PER_BATCH))
  const sample = batches(10)
  const early = await timed(() => upload(head, 'BR0900', sample))
  const count = async (): Promise<number> => (await head.query<{ n: number }>('select count(*) as n from record'))[0]?.n ?? 0
  for (let have = await count(); have < GROWN; have += LANES * 500) {
    await Promise.all(Array.from({ length: LANES }, (_, lane) => upload(head, `BR09${lane}1`, [lines(500)])))
  }
  const later = batches(10)
  const late = await timed(() => upload(head, 'BR0900', later))
  return row({ name: `import at ${GROWN} records, against ${SMALL}`, unit: 'ms/1000 rows', value: late, baseline: early, target: 2 })
}

export async function benchHeadOffice(): Promise<BenchRow[]> {
  const server = await startPostgres()
  const folder = mkdtempSync(path.join(tmpdir(), 'office-bench-'))
  const openOn = async (databaseUrl: string): Promise<HeadOffice> => {
    const home = path.join(folder, randomUUID())
    expectOk(await initHeadOffice(home, 'Bench'))
    return expectOk(await openHeadOffice(home, undefined, { databaseUrl }))
  }
  try {
    const databaseUrl = await server.database()
    const head = await openOn(databaseUrl)
    const raw = await RawCopy.open(databaseUrl, LANES)
    const rows = [...(await importRows(head, raw, server.folder ?? folder)), ...(await replayRows(head))]
    await raw.close()
    await head.close()
    const grown = await openOn(await server.database())
    rows.push(await growthRow(grown))
    await grown.close()
    return rows
  } finally {
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
    removeFolders()
  }
}
