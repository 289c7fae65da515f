import { readFileSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, it } from 'vitest'
import { type Lane, makeLane } from '../../../electron/services/scan-reader/lane.ts'
import type { PageFileKind } from '../../../electron/services/scan-reader/media.ts'
import type { PageReading } from '../../../electron/services/scan-reader/read-page.ts'
import { forkReader } from '../../../electron/services/scan-reader/reader-process.ts'
import { utilityReader } from '../../../electron/services/scan-reader/utility-reader.ts'
import { utilityProcess } from '../../electron-host/modules/utility-process.ts'
import { drawPage, scanned } from '../../fixtures/pages/draw-page.ts'
import { g4Tiff } from '../../fixtures/pages/tiff.ts'

const entry = path.join(import.meta.dirname, '../../../electron/services/scan-reader/entry.ts')
const limits = { silenceMs: 60_000, idleMs: 60_000 }
let pid: number | undefined
const electrons = makeLane(
  utilityReader(() => {
    const utility = utilityProcess.fork(entry)
    utility.on('spawn', () => {
      pid = utility.pid
    })
    return utility
  }),
  limits,
)
const nodes = makeLane(forkReader, limits)
afterAll(() => {
  electrons.close()
  nodes.close()
})

/** The pages of a scan as a reading process read them, or how it ended instead. */
async function read(lane: Lane, bytes: Uint8Array, kind: PageFileKind): Promise<unknown[]> {
  const pages: (PageReading | null)[] = []
  const ending = await lane.run({ task: 'READ', bytes, kind, fromPage: 1 }, (answer) => {
    if (answer.answer === 'PAGE') pages.push(answer.reading)
  })
  return ending.answer === 'DONE' ? pages : [ending]
}
const fixture = (name: string): Uint8Array => new Uint8Array(readFileSync(new URL(`../../fixtures/scans/${name}`, import.meta.url)))
const drawn = drawPage({ seed: 1, code: 'A page in Electron' })
const jpeg = await scanned(drawn)
const png = await sharp(jpeg).png().toBuffer()
const cmyk = await sharp(jpeg).toColourspace('cmyk').jpeg().toBuffer()
const fax = await g4Tiff([drawn, drawPage({ seed: 2 })], [2])

describe("a scan in Electron's utility process", () => {
  it('is read when it is a PDF, though PDF.js takes this process for a browser', async () => {
    expect(await read(electrons, fixture('three-pages.pdf'), 'PDF')).toMatchObject([{ dpi: 200 }, { dpi: 200 }, { dpi: 200 }])
  })
  it.each<[string, Uint8Array, PageFileKind]>([
    ['a JPEG', jpeg, 'JPEG'],
    ['a JPEG in the four inks of a printer', cmyk, 'JPEG'],
    ['a PNG', png, 'PNG'],
    ['a TIFF of two fax pages, the second broken', fax, 'TIFF'],
  ])('is read to the last bit as outside of it: %s', async (_, bytes, kind) => {
    const [inside, outside] = await Promise.all([electrons, nodes].map((lane) => read(lane, bytes, kind)))
    expect(inside).toMatchObject([{ texts: ['A page in Electron'] }, ...(kind === 'TIFF' ? [null] : [])])
    expect(inside).toEqual(outside)
  })
  it.runIf(process.platform === 'linux')('is read without the native library, whose GLib and that of Electron end the process', async () => {
    await read(electrons, jpeg, 'JPEG')
    const loaded = readFileSync(`/proc/${pid}/maps`, 'utf8')
    expect(loaded).toContain('/node')
    expect(loaded).not.toMatch(/libvips|sharp-linux/)
  })
  it('is refused when its head is no picture, and the process reads on', async () => {
    const broken = Uint8Array.from(jpeg.subarray(0, 40))
    expect(await read(electrons, broken, 'JPEG')).toMatchObject([{ answer: 'REFUSED', refusal: { code: 'SCAN_DAMAGED' } }])
    expect(await read(electrons, png, 'PNG')).toHaveLength(1)
  })
})
