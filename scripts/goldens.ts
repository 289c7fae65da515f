import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { expectOk } from '../core/kernel/result.ts'
import { createPdfPool } from '../electron/services/pdf-pool.ts'
import { goldenSets } from '../tests/fixtures/paper/golden-papers.ts'
import {
  dataOf,
  keep,
  keptData,
  keptPictures,
  keptTexts,
  keyOf,
  picturesOf,
  type SetData,
  type SetPages,
  textsOf,
} from '../tests/fixtures/paper/golden-store.ts'
import { drawPages, type Grey } from '../tests/fixtures/paper/page-picture.ts'
import { CREATED } from '../tests/fixtures/paper/printer.ts'

/**
 * Prints the golden sets anew (those whose name contains one of the words given, else all), keeps their data, texts and pictures, and
 * lays all their pages out on sheets under out/goldens to be looked at: `node scripts/goldens.ts 'SME_WC HOUSE' slips`.
 */
const words = process.argv.slice(2)
const asked = (name: string): boolean => words.length === 0 || words.some((word) => name.includes(word))
const SHEET = { across: 8, width: 200, height: 283 } as const
const folder = path.join('out', 'goldens')

async function sheet(name: string, pages: readonly Grey[]): Promise<void> {
  const { across, width, height } = SHEET
  const tiles = await Promise.all(
    pages.map(async ({ pixels, width: w, height: h }, at) => ({
      input: await sharp(pixels, { raw: { width: w, height: h, channels: 1 } })
        .resize(width, height)
        .png()
        .toBuffer(),
      left: (at % across) * (width + 4),
      top: Math.floor(at / across) * (height + 4),
    })),
  )
  const size = { width: across * (width + 4), height: Math.ceil(pages.length / across) * (height + 4) }
  await sharp({ create: { ...size, channels: 3, background: '#446' } })
    .composite(tiles)
    .png()
    .toFile(path.join(folder, `${name.replaceAll(' ', '-')}.png`))
}

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const printer = expectOk(await createPdfPool(process.cwd(), { threads: 1 }))
const kept = words.length === 0 ? null : { data: keptData(), texts: keptTexts(), pictures: keptPictures() }
const data: Record<string, SetData> = {}
const texts: Record<string, SetPages> = {}
const pictures: Record<string, SetPages> = {}
for (const { name, figures, papers } of goldenSets()) {
  if (kept && !asked(name)) {
    data[name] = kept.data[name] ?? { figures, papers: {} }
    texts[name] = kept.texts[name] ?? {}
    pictures[name] = kept.pictures[name] ?? {}
    continue
  }
  const printed = await Promise.all(papers().map(async (paper) => ({ paper, ...expectOk(await printer.print(paper, CREATED)) })))
  data[name] = { figures, papers: Object.fromEntries(printed.map(({ paper, pages }) => [keyOf(paper), dataOf(paper, pages)])) }
  texts[name] = Object.fromEntries(await Promise.all(printed.map(async ({ paper, bytes }) => [keyOf(paper), await textsOf(bytes)] as const)))
  pictures[name] = Object.fromEntries(printed.map(({ paper, bytes }) => [keyOf(paper), picturesOf(bytes)]))
  await sheet(
    name,
    printed.flatMap(({ bytes }) => drawPages(bytes, 70)),
  )
  console.log(name)
}
await printer.close()
keep(data, texts, pictures)
