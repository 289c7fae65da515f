import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readScan } from '../../../electron/services/read-scan.ts'
import { checkScan } from '../../../electron/services/scan-check.ts'

const hex = (digits: string) => Buffer.concat([Buffer.from(digits.replaceAll(' ', ''), 'hex'), Buffer.alloc(64)])
/** A zip of one stored, empty file called a.pdf, as any archiver writes it. */
const zip = Buffer.from(
  '504b03040a000000000000000000000000000000000000000000050000' +
    '00612e706466'.slice(2) +
    '504b01021e030a0000000000000000000000000000000000000000000500000000000000000000000000' +
    '00000000612e706466504b0506000000000100010033000000230000000000',
  'hex',
)
const looksLike = async (bytes: Uint8Array) => {
  const result = await checkScan(bytes)
  return result.ok ? 'accepted' : result.error.code === 'SCAN_NOT_A_SCAN' ? result.error.details.looksLike : result.error.code
}

describe('a file that is no scan', () => {
  it.each([
    ['ZIP', zip],
    ['ZIP', hex('504b0304 14000000')],
    ['RAR', hex('526172211a0700')],
    ['7Z', hex('377abcaf271c')],
    ['GZIP', hex('1f8b0800')],
    ['TIFF', hex('49492a00')],
    ['TIFF', hex('4d4d002a')],
    ['GIF', hex('474946383961')],
    ['BMP', hex('424d')],
    ['WEBP', hex('52494646 00000000 57454250')],
    ['HEIF', hex('00000018 66747970 68656963')],
    ['PROGRAM', hex('4d5a9000')],
    ['PROGRAM', hex('7f454c46')],
    ['OFFICE', hex('d0cf11e0a1b11ae1')],
    ['HTML', Buffer.from('\ufeff <!DOCTYPE html><p>')],
    ['XML', Buffer.from('<?xml version="1.0"?>')],
    ['TEXT', Buffer.from('收入证明 income proof\n')],
    ['UNKNOWN', hex('00010203')],
    ['SCAN_EMPTY', Buffer.alloc(0)],
  ])('is named: %s', async (kind, bytes) => {
    expect(await looksLike(bytes)).toBe(kind)
  })

  it.each(['three-pages.pdf', 'id-card.jpg', 'id-card.png'])('is a zip also when it is hidden behind %s', async (name) => {
    const scan = await readFile(new URL(`../../fixtures/scans/${name}`, import.meta.url))
    expect(await looksLike(Buffer.concat([scan, zip]))).toBe('ZIP')
  })
})

describe('reading a picked file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'scan-'))
  afterAll(() => rm(folder, { recursive: true }))
  const path = join(folder, 'scan.pdf')

  it('gives its bytes up to the limit and refuses one more with size and limit', async () => {
    await writeFile(path, new Uint8Array(1001))
    expect(await readScan(path, 1001)).toEqual({ ok: true, value: new Uint8Array(1001) })
    expect(await readScan(path, 1000)).toEqual({ ok: false, error: { code: 'SCAN_TOO_LARGE', details: { bytes: 1001, limit: 1000 } } })
  })

  it('says when the file has gone or is a folder', async () => {
    expect(await readScan(join(folder, 'gone'))).toMatchObject({ error: { code: 'FILE_MISSING' } })
    expect(await readScan(folder)).toMatchObject({ error: { code: 'SCAN_NOT_A_SCAN', details: { looksLike: 'FOLDER' } } })
  })
})
