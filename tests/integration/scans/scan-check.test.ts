import { readFile } from 'node:fs/promises'
import { crc32, deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { checkScan } from '../../../electron/services/scan-check.ts'

const fixture = (name: string): Promise<Buffer> => readFile(new URL(`../../fixtures/scans/${name}`, import.meta.url))
const [pdf, jpeg, png] = (await Promise.all(['three-pages.pdf', 'id-card.jpg', 'id-card.png'].map(fixture))) as [Buffer, Buffer, Buffer]
const answer = async (bytes: Uint8Array) => {
  const result = await checkScan(bytes)
  return result.ok ? result.value : { code: result.error.code, ...result.error.details }
}
const text = (content: string) => Buffer.from(content, 'latin1')

function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([text(type), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}

function pngOf(width: number, height: number, depth = 8): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head[8] = depth
  return Buffer.concat([png.subarray(0, 8), pngChunk('IHDR', head), pngChunk('IDAT', deflateSync(Buffer.alloc(64))), pngChunk('IEND', new Uint8Array())])
}

describe('a good scan', () => {
  it('is accepted with its kind and pages', async () => {
    expect(await answer(pdf)).toEqual({ kind: 'PDF', mime: 'application/pdf', pages: 3, bytes: pdf.length, width: null, height: null })
    expect(await answer(jpeg)).toEqual({ kind: 'JPEG', mime: 'image/jpeg', pages: 1, bytes: jpeg.length, width: 40, height: 30 })
    expect(await answer(png)).toEqual({ kind: 'PNG', mime: 'image/png', pages: 1, bytes: png.length, width: 40, height: 30 })
  })

  it('may be a PDF after a line of the scanner, or with blank bytes at its end', async () => {
    expect(await answer(Buffer.concat([pdf, Buffer.alloc(100)]))).toMatchObject({ pages: 3 })
    expect(await answer(Buffer.concat([text('scanner\n'), pdf]))).toMatchObject({ pages: 3 })
  })

  it('may be a JPEG with what a phone writes after its end', async () => {
    expect(await answer(Buffer.concat([jpeg, text('motion photo')]))).toMatchObject({ kind: 'JPEG' })
  })

  it('leaves the bytes it was given as they were', async () => {
    const given = Uint8Array.from(pdf)
    await checkScan(given)
    expect(Buffer.from(given).equals(pdf)).toBe(true)
  })
})

describe('a truncated scan', () => {
  it('is refused wherever a JPEG is cut', async () => {
    for (let length = 3; length < jpeg.length; length += 1)
      expect(await answer(jpeg.subarray(0, length)), `${length} bytes`).toEqual({ code: 'SCAN_DAMAGED', kind: 'JPEG', reason: 'TRUNCATED' })
  })

  it('is refused wherever a PNG is cut', async () => {
    for (let length = 8; length < png.length; length += 1)
      expect(await answer(png.subarray(0, length)), `${length} bytes`).toEqual({ code: 'SCAN_DAMAGED', kind: 'PNG', reason: 'TRUNCATED' })
  })

  it('is refused wherever a PDF is cut', async () => {
    for (const length of [9, 500, Math.floor(pdf.length / 2), pdf.length - 700, pdf.length - 30, pdf.length - 8, pdf.length - 3]) {
      expect(await answer(pdf.subarray(0, length)), `${length} bytes`).toEqual({ code: 'SCAN_DAMAGED', kind: 'PDF', reason: 'TRUNCATED' })
    }
  })

  it('is refused when the end of a PDF was put back after bytes were lost', async () => {
    const end = pdf.subarray(pdf.lastIndexOf('startxref'))
    expect(await answer(Buffer.concat([pdf.subarray(0, 600), end]))).toEqual({ code: 'SCAN_DAMAGED', kind: 'PDF', reason: 'TRUNCATED' })
  })

  it('is refused when a linearized PDF is shorter than it says', async () => {
    const claimed = Buffer.concat([text('%PDF-1.4\n1 0 obj\n<</Linearized 1/L 99999>>\nendobj\n'), pdf.subarray(9)])
    expect(await answer(claimed)).toEqual({ code: 'SCAN_DAMAGED', kind: 'PDF', reason: 'TRUNCATED' })
  })
})

describe('a damaged scan', () => {
  it('is refused when any byte of a PNG was changed', async () => {
    for (let at = 8; at < png.length; at += 1) {
      const changed = Buffer.from(png)
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(await answer(changed), `byte ${at}`).toMatchObject({ code: 'SCAN_DAMAGED', kind: 'PNG' })
    }
  })

  it.each([
    ['no page', '/Count 0/Kids[]'],
    ['a page that is not there', '/Count 2/Kids[9 0 R 10 0 R]'],
  ])('is refused when a PDF has %s', async (_what, pages) => {
    const body = `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages${pages}>>endobj\n`
    const whole = `${body}xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n${String(body.indexOf('2 0 obj')).padStart(10, '0')} 00000 n \ntrailer<</Size 3/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF\n`
    expect(await answer(text(whole))).toMatchObject({ code: 'SCAN_DAMAGED', kind: 'PDF' })
  })

  it('is refused when a JPEG ends before its picture or has two frames', async () => {
    expect(await answer(Buffer.from([0xff, 0xd8, 0xff, 0xd9]))).toMatchObject({ reason: 'STRUCTURE' })
    const frame = jpeg.subarray(jpeg.indexOf(Buffer.from([0xff, 0xc0])))
    expect(await answer(Buffer.concat([jpeg.subarray(0, 2), frame.subarray(0, 19), frame]))).toMatchObject({ reason: 'STRUCTURE' })
  })
})

it.each(['user-password.pdf', 'owner-password.pdf'])('refuses %s as encrypted', async (name) => {
  expect(await answer(await fixture(name))).toEqual({ code: 'SCAN_ENCRYPTED', kind: 'PDF' })
})

describe('a picture of too many pixels', () => {
  it.each([
    [30_001, 1],
    [1, 30_001],
    [10_001, 10_000],
    [0x7fffffff, 0x7fffffff],
  ])('is refused at %i x %i, unread', async (width, height) => {
    expect(await answer(pngOf(width, height))).toMatchObject({ code: 'SCAN_TOO_MANY_PIXELS', width, height, limit: 100_000_000 })
  })

  it('is accepted at the limit', async () => {
    expect(await answer(pngOf(10_000, 10_000))).toMatchObject({ width: 10_000 })
    expect(await answer(pngOf(30_000, 3_333))).toMatchObject({ width: 30_000 })
    expect(await answer(pngOf(0, 10))).toMatchObject({ code: 'SCAN_DAMAGED' })
    expect(await answer(pngOf(10, 10, 3))).toMatchObject({ code: 'SCAN_DAMAGED' })
  })
})
