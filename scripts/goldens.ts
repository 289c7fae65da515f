import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import sharp from 'sharp'
import { expectOk } from '../core/kernel/result.ts'
import { createPdfPool } from '../electron/services/pdf-pool.ts'
import { type GoldenSet, goldenSets } from '../tests/fixtures/paper/golden-papers.ts'
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
const [THREADS, AT_ONCE] = [3, 6]
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
const kept = words.length === 0 ? null : { data: keptData(), texts: keptTexts(), pictures: keptPictures() }
const printer = expectOk(await createPdfPool(process.cwd(), { threads: THREADS }))

/** One set as it is printed now, or as it was kept when it is not asked for. */
async function setOf({ name, figures, papers }: GoldenSet): Promise<[string, SetData, SetPages, SetPages<Uint8Array>]> {
  if (kept && !asked(name)) return [name, kept.data[name] ?? { figures, papers: {} }, kept.texts[name] ?? {}, kept.pictures[name] ?? {}]
  const printed = await Promise.all(
    papers().map(async (paper) => {
      const { bytes, pages } = expectOk(await printer.print(paper, CREATED))
      return { key: keyOf(paper), data: dataOf(paper, pages), texts: await textsOf(bytes), drawn: await drawPages(bytes) }
    }),
  )
  await sheet(
    name,
    printed.flatMap(({ drawn }) => drawn),
  )
  console.log(name)
  const of = <Part>(part: (paper: (typeof printed)[number]) => Part): Record<string, Part> =>
    Object.fromEntries(printed.map((paper) => [paper.key, part(paper)]))
  return [name, { figures, papers: of(({ data }) => data) }, of(({ texts }) => texts), of(({ drawn }) => picturesOf(drawn))]
}

const sets: Awaited<ReturnType<typeof setOf>>[] = []
const waiting = goldenSets()
while (waiting.length > 0) sets.push(...(await Promise.all(waiting.splice(0, AT_ONCE).map(setOf))))
await printer.close()
const by = <Part>(part: (set: (typeof sets)[number]) => Part): Record<string, Part> => Object.fromEntries(sets.map((set) => [set[0], part(set)]))
keep(
  by((set) => set[1]),
  by((set) => set[2]),
  by((set) => set[3]),
)
