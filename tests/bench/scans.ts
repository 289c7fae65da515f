import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { drawPage, scanned } from '../fixtures/pages/draw-page.ts'
import { separatorCode } from '../fixtures/pages/our-codes.ts'
import { type Intake, openIntake } from '../integration/intake/pile.ts'
import { type BenchRow, row } from './row.ts'

/** Pages of one run; the whole figure of the issue, 1,000, by PAGES=1000. */
const PAGES = Number(process.env.PAGES ?? 100)
const ITEMS = ['D101', 'D102', 'D104', 'D201']
// Reading alone is what a page costs at least; ours also measures it, remembers its face, draws its small picture, seals and
// records it. Above this, the books would have become the work.
const FILING_TARGET = 3
/** At most one page in a hundred may need a hand. */
const MISSED_TARGET = 0.01

interface Worn {
  readonly code: string
  readonly bytes: Uint8Array
}

/** Pages with our footer code, each turned up to 3 degrees, at 150 to 200 dpi, with noise, as JPEG of quality 50. */
async function wornPages({ branch, caseNo }: Intake): Promise<Worn[]> {
  const pages: Worn[] = []
  for (let n = 0; n < PAGES; n++) {
    const code = separatorCode(branch.counter.vault, caseNo, ITEMS[n % ITEMS.length] ?? 'D101', 'B')
    const page = drawPage({ seed: n, dpi: [150, 175, 200][n % 3] ?? 150, code, codeMm: 22 })
    pages.push({ code, bytes: await scanned(page, { turn: ((n * 37) % 61) / 10 - 3, quality: 50, noise: 4 + (n % 5) * 2, seed: n }) })
  }
  return pages
}

/** ZXing alone on the same files: what reading them costs at least. */
async function zxingAlone(pages: readonly Worn[]): Promise<number> {
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
  prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasm).buffer } })
  const [first] = pages
  if (first) await readBarcodes(first.bytes, { formats: ['QRCode'] })
  const start = performance.now()
  for (const { bytes } of pages) await readBarcodes(bytes, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 16 })
  return performance.now() - start
}

/** Worn pages of ours through the real intake: how many are known again, how many taken for another, and how fast. */
export async function benchScans(): Promise<BenchRow[]> {
  const intake = await openIntake()
  try {
    const pages = await wornPages(intake)
    await intake.putIn([['warm.jpg', pages[0]?.bytes ?? new Uint8Array()]])
    const start = performance.now()
    const batchId = await intake.putIn(pages.map(({ bytes }, n) => [`${n}.jpg`, bytes] as const))
    const filing = performance.now() - start
    const alone = await zxingAlone(pages)
    const kept = await intake.pages(batchId)
    const known = kept.filter((page, n) => page.code === pages[n]?.code).length
    const wrong = kept.filter((page, n) => page.code !== null && page.code !== pages[n]?.code).length
    const total = pages.length
    return [
      row({
        name: `scans: share of ${total} worn pages of ours not known again`,
        unit: 'share',
        value: (total - known) / total,
        baseline: 1,
        target: MISSED_TARGET,
      }),
      row({ name: `scans: share of ${total} worn pages taken for another`, unit: 'share', value: wrong / total, baseline: 1, target: 0 }),
      row({ name: 'scans: a page filed, against ZXing alone on it', unit: 'ms', value: filing / total, baseline: alone / total, target: FILING_TARGET }),
      row({ name: 'scans: pages filed in a second', unit: 'pages/s', value: (total * 1000) / filing, baseline: (total * 1000) / alone, target: null }),
    ]
  } finally {
    await intake.close()
  }
}
