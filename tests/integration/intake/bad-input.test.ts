import { mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { deflateSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, dateOnly } from '../../../core/kernel/calendar.ts'
import { expectOk, ok, refuse } from '../../../core/kernel/result.ts'
import { branchDays, latestDay } from '../../../db/repositories/branches.ts'
import { scanBatches } from '../../../db/repositories/scan-batches.ts'
import { readScan } from '../../../electron/services/read-scan.ts'
import { makeScanReader } from '../../../electron/services/scan-reader/scan-reader.ts'
import { makeScannerFolder } from '../../../electron/usecases/scans/scanner-folder.ts'
import { takeFile } from '../../../electron/usecases/scans/take-file.ts'
import { drawPage, scanned } from '../../fixtures/pages/draw-page.ts'
import { type Intake, openIntake } from './pile.ts'

let intake: Intake
let good: Uint8Array
beforeAll(async () => {
  intake = await openIntake()
  good = await scanned(drawPage({ seed: 50 }))
})
afterAll(() => intake.close())

/** A PDF written by hand: an object per entry, numbered from 1. */
function pdf(objects: readonly (string | Buffer)[]): Uint8Array {
  const parts: Buffer[] = [Buffer.from('%PDF-1.4\n')]
  const offsets: number[] = []
  const length = () => parts.reduce((sum, part) => sum + part.length, 0)
  for (const [index, object] of objects.entries()) {
    offsets.push(length())
    parts.push(Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), Buffer.from(object), Buffer.from('\nendobj\n')]))
  }
  const at = length()
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  parts.push(
    Buffer.from(`xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer<</Size ${objects.length + 1}/Root 1 0 R>>\nstartxref\n${at}\n%%EOF\n`),
  )
  return new Uint8Array(Buffer.concat(parts))
}
const stream = (dictionary: string, data: Buffer) =>
  Buffer.concat([Buffer.from(`<<${dictionary}/Length ${data.length}>>stream\n`), data, Buffer.from('\nendstream')])

/** Each form draws the next ten times, twelve deep: a million million strokes from two kilobytes. */
function timeBomb(): Uint8Array {
  const DEPTH = 12
  const form = (level: number) => {
    const next = level < DEPTH ? `/Resources<</XObject<</X ${5 + level} 0 R>>>>` : ''
    const draw = level < DEPTH ? '/X Do '.repeat(10) : '0 0 595 842 re f '.repeat(50)
    return stream(`/Type/XObject/Subtype/Form/BBox[0 0 595 842]${next}`, Buffer.from(draw))
  }
  return pdf([
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>',
    stream('', Buffer.from('/X Do')),
    ...Array.from({ length: DEPTH }, (_, index) => form(index + 1)),
  ])
}

/** A PNG that says it is 30,000 pixels square, and is: its data packs to a hundred kilobytes. */
function imageBomb(): Uint8Array {
  const crcTable = Uint32Array.from({ length: 256 }, (_, n) => Array.from({ length: 8 }).reduce<number>((c) => (c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1), n))
  const crc = (bytes: Buffer) => ~bytes.reduce((c, byte) => (crcTable[(c ^ byte) & 0xff] ?? 0) ^ (c >>> 8), ~0) >>> 0
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const ends = Buffer.alloc(8)
    ends.writeUInt32BE(data.length)
    ends.writeUInt32BE(crc(body), 4)
    return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(30_000, 0)
  head.writeUInt32BE(30_000, 4)
  head[8] = 1
  const data = deflateSync(Buffer.alloc(30_000 * (30_000 / 8 + 1)))
  return new Uint8Array(
    Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', data), chunk('IEND', Buffer.alloc(0))]),
  )
}

describe('a pile with bad files in it', () => {
  it('names each with its own reason, and takes the good ones before and after', async () => {
    const fixture = (name: string) => import('node:fs/promises').then(({ readFile }) => readFile(new URL(`../../fixtures/scans/${name}`, import.meta.url)))
    const batchId = await intake.putIn([
      ['first.jpg', good],
      ['large.pdf', new Uint8Array(51 * 1024 * 1024)],
      ['locked.pdf', new Uint8Array(await fixture('user-password.pdf'))],
      ['bomb.png', imageBomb()],
      ['cut.pdf', new Uint8Array((await fixture('three-pages.pdf')).subarray(0, 600))],
      ['none.jpg', new Uint8Array()],
      ['last.jpg', await scanned(drawPage({ seed: 51 }))],
    ])
    const refusals = (await intake.files(batchId)).map(({ fileName, state, refusal }) => [fileName, refusal?.code ?? state])
    expect(refusals).toEqual([
      ['first.jpg', 'READ'],
      ['large.pdf', 'SCAN_TOO_LARGE'],
      ['locked.pdf', 'SCAN_ENCRYPTED'],
      ['bomb.png', 'SCAN_TOO_MANY_PIXELS'],
      ['cut.pdf', 'SCAN_DAMAGED'],
      ['none.jpg', 'SCAN_EMPTY'],
      ['last.jpg', 'READ'],
    ])
    expect(await intake.batch(batchId)).toMatchObject({ state: 'DONE', pagesIn: 2 })
  })

  it('ends a page that would be drawn for ever, and reads the next file', async () => {
    const reader = makeScanReader(undefined, { silenceMs: 4000, idleMs: 60_000 })
    const pages: [number, boolean][] = []
    const read = await reader.read({ bytes: timeBomb(), kind: 'PDF' }, { onOpened: () => undefined, onPage: (n, reading) => pages.push([n, reading !== null]) })
    // Either refused outright or kept as a page nobody can read; the process that choked on it is gone, and the next one works.
    expect(read.ok ? pages : read.error.code).toEqual(read.ok ? [[1, false]] : 'SCAN_TOO_COSTLY')
    const next: boolean[] = []
    expectOk(await reader.read({ bytes: good, kind: 'JPEG' }, { onOpened: () => undefined, onPage: (_n, reading) => next.push(reading !== null) }))
    expect(next).toEqual([true])
    reader.close()
  })

  it('says that a file has gone when it vanishes while it is read, and keeps the others', async () => {
    const { counter, staff } = intake.branch
    const gone = await readScan(path.join(intake.branch.folder, 'pulled-out.jpg'))
    const first = expectOk(
      await takeFile(counter, staff.teller, { batchId: null, caseId: null, origin: 'PICKED' }, { fileName: 'pulled-out.jpg', bytes: gone }),
    )
    const order = { batchId: first.batchId, caseId: null, origin: 'PICKED' as const }
    expectOk(await takeFile(counter, staff.teller, order, { fileName: 'there.jpg', bytes: ok(good) }))
    intake.desk.read(counter, staff.teller, first.batchId)
    await intake.desk.settled()
    expect((await intake.files(first.batchId)).map(({ state, refusal }) => refusal?.code ?? state)).toEqual(['FILE_MISSING', 'READ'])
  })
})

describe("the scanner's folder", () => {
  it('is emptied into a pile, reported when its share goes away, and goes on when it is back', async () => {
    const { counter, staff } = intake.branch
    const folder = path.join(intake.branch.folder, 'share')
    const seat = { session: staff.teller }
    const scanner = makeScannerFolder(intake.desk, { lookMs: 100, stillMs: 150 })
    const until = async (holds: () => Promise<boolean>) => {
      for (let tries = 0; tries < 200 && !(await holds()); tries++) await wait(100)
      expect(await holds()).toBe(true)
    }
    const state = async () => expectOk(await scanner.look(counter, staff.teller, seat)).state
    const taken = async () => {
      const { batchId } = expectOk(await scanner.look(counter, staff.teller, seat))
      return batchId === null ? 0 : (await intake.files(batchId)).filter((file) => file.state === 'READ').length
    }
    await mkdir(folder)
    expectOk(await scanner.choose(counter, staff.teller, seat, folder))
    await writeFile(path.join(folder, 'a.jpg'), good)
    await until(async () => (await taken()) === 1)
    await until(async () => (await readdir(folder)).length === 0)
    await rm(folder, { recursive: true })
    await until(async () => (await state()) === 'LOST')
    await mkdir(folder)
    await writeFile(path.join(folder, 'b.jpg'), await scanned(drawPage({ seed: 60 })))
    await until(async () => (await state()) === 'WATCHING')
    await until(async () => (await taken()) === 2)
    await scanner.close()
  })

  it('keeps a file that another program holds, and takes it once it is let go, once', async () => {
    const { counter, staff } = intake.branch
    const folder = path.join(intake.branch.folder, 'held')
    await mkdir(folder)
    const page = await scanned(drawPage({ seed: 61 }))
    const held = { reading: true, removing: true }
    const tries = { read: 0, remove: 0 }
    const scanner = makeScannerFolder(
      intake.desk,
      { lookMs: 100, stillMs: 150 },
      {
        read: async (file) => {
          tries.read += 1
          return held.reading ? refuse('FILE_HELD') : await readScan(file)
        },
        remove: async (file) => {
          tries.remove += 1
          if (held.removing) throw Object.assign(new Error('EBUSY'), { code: 'EBUSY' })
          await rm(file)
        },
      },
    )
    const view = expectOk(await scanner.choose(counter, staff.teller, { session: staff.teller }, folder))
    await writeFile(path.join(folder, 'c.jpg'), page)
    await expect.poll(() => tries.read).toBeGreaterThan(1)
    expect([view.batchId, await readdir(folder)]).toEqual([null, ['c.jpg']])
    held.reading = false
    await expect.poll(() => tries.remove).toBeGreaterThan(1)
    const readings = tries.read
    held.removing = false
    await expect.poll(() => readdir(folder)).toEqual([])
    const { batchId } = expectOk(await scanner.look(counter, staff.teller, { session: staff.teller }))
    await intake.desk.settled()
    expect((await intake.files(batchId ?? '')).map(({ fileName, state }) => [fileName, state])).toEqual([['c.jpg', 'READ']])
    expect(tries.read).toBe(readings)
    await scanner.close()
  })

  it('begins a new pile for a file that comes just after its pile was called off', async () => {
    const { counter, staff } = intake.branch
    const folder = path.join(intake.branch.folder, 'called-off')
    await mkdir(folder)
    const scanner = makeScannerFolder(intake.desk, { lookMs: 100, stillMs: 150 })
    const pile = async () => expectOk(await scanner.look(counter, staff.teller, { session: staff.teller })).batchId
    expectOk(await scanner.choose(counter, staff.teller, { session: staff.teller }, folder))
    await writeFile(path.join(folder, 'd.jpg'), await scanned(drawPage({ seed: 62 })))
    await expect.poll(() => readdir(folder)).toEqual([])
    await intake.desk.settled()
    const first = await pile()
    await counter.database.write(async (tx) => {
      await scanBatches(tx).reopen(first ?? '')
      await scanBatches(tx).end(first ?? '', 'CANCELLED', counter.clock.now())
      return ok(null)
    })
    await writeFile(path.join(folder, 'e.jpg'), await scanned(drawPage({ seed: 63 })))
    await expect.poll(() => readdir(folder)).toEqual([])
    await intake.desk.settled()
    const second = await pile()
    expect(second).not.toBe(first)
    expect((await intake.files(second ?? '')).map(({ fileName, state }) => [fileName, state])).toEqual([['e.jpg', 'READ']])
    await scanner.close()
  })

  it('keeps a scan that comes while the day is closed, unread and said to wait, and takes it when the day opens', async () => {
    const { counter, staff } = intake.branch
    const folder = path.join(intake.branch.folder, 'closed')
    await mkdir(folder)
    const read: string[] = []
    const scanner = makeScannerFolder(
      intake.desk,
      { lookMs: 100, stillMs: 150 },
      {
        read: (file) => {
          read.push(path.basename(file))
          return readScan(file)
        },
        remove: (file) => rm(file),
      },
    )
    const look = async () => expectOk(await scanner.look(counter, staff.teller, { session: staff.teller }))
    const day = await counter.database.read(latestDay)
    await counter.database.write(async (tx) => {
      await branchDays(tx).close({ closedBy: staff.teller.staffId, closedAt: counter.clock.now(), seal: { n: 1, hash: 'a'.repeat(64) } })
      return ok(null)
    })
    expectOk(await scanner.choose(counter, staff.teller, { session: staff.teller }, folder))
    for (const name of ['f.jpg', 'thrown-away.jpg']) await writeFile(path.join(folder, name), await scanned(drawPage({ seed: name.length })))
    await expect.poll(async () => (await look()).waiting).toEqual({ files: 2, why: 'DAY_NOT_OPEN' })
    await rm(path.join(folder, 'thrown-away.jpg'))
    await expect.poll(async () => (await look()).waiting).toEqual({ files: 1, why: 'DAY_NOT_OPEN' })
    expect([await readdir(folder), read]).toEqual([['f.jpg'], []])
    await counter.database.write(async (tx) => {
      const { businessDate = dateOnly('2026-01-01') } = day ?? {}
      await branchDays(tx).open({ businessDate: addDays(businessDate, 1), openedBy: staff.teller.staffId, openedAt: counter.clock.now() })
      return ok(null)
    })
    await expect.poll(() => readdir(folder)).toEqual([])
    const { batchId, waiting } = await look()
    await intake.desk.settled()
    expect([(await intake.files(batchId ?? '')).map(({ fileName, state }) => [fileName, state]), waiting]).toEqual([[['f.jpg', 'READ']], null])
    await scanner.close()
  })
})
