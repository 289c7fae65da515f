import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { openIntake } from '../integration/intake/pile.ts'
import { printSheets, type WornPage, withEveryType, wornPile } from '../integration/intake/worn-pile.ts'
import { added, fileWorn, NO_PAGES } from '../integration/intake/worn-tally.ts'
import { bundledCases } from '../integration/usecases/test-branch.ts'
import { type BenchRow, row } from './row.ts'

/** Pages with a code of ours in one run; the whole figure of the issue, 1,000, by PAGES=1000. */
const PAGES = Number(process.env.PAGES ?? 100)
const IN_A_PILE = 25
const DRAFTS = ['mortgage-1', 'consumer-credit', 'trader-vehicle', 'enterprise-guarantor-company', 'cooperative', 'family-farm']
const WALKED = ['sole-trader-1', 'mortgage-1', 'consumer-guarantee']
// Reading alone is what a page costs at least; ours also measures it, remembers its face, draws its small picture, seals and
// records it, and makes the papers. Above this, the books would have become the work.
const FILING_TARGET = 3
/** At most one page in a hundred may need a hand. */
const MISSED_TARGET = 0.01

/** ZXing alone on the same files: what reading them costs at least. */
async function zxingAlone(pages: readonly WornPage[]): Promise<number> {
  const start = performance.now()
  for (const { bytes } of pages) await readBarcodes(bytes, { formats: ['QRCode'], tryHarder: true, maxNumberOfSymbols: 16 })
  return performance.now() - start
}

async function warm(pile: readonly WornPage[]): Promise<void> {
  const wasm = await readFile(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'))
  prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasm).buffer } })
  await zxingAlone(pile)
}

/** Worn separators and papers of ours through the real intake, pile by pile in turns with ZXing alone. */
export async function benchScans(): Promise<BenchRow[]> {
  const file = await withEveryType(await bundledCases())
  const intake = await openIntake('mortgage-1', () => file)
  try {
    const sheets = await printSheets(intake.branch, DRAFTS, WALKED)
    let [tally, filing, alone, total] = [NO_PAGES, 0, 0, 0]
    for (let from = -IN_A_PILE; from < PAGES; from += IN_A_PILE) {
      const pile: WornPage[] = []
      // The first pile warms both and is not counted.
      for await (const page of wornPile(sheets, Math.abs(from), Math.min(IN_A_PILE, PAGES - from))) pile.push(page)
      if (from < 0) await warm(pile)
      const start = performance.now()
      const filed = await fileWorn(intake, pile)
      const took = performance.now() - start
      if (from < 0) continue
      alone += await zxingAlone(pile)
      filing += took
      total += pile.length
      tally = added(tally, filed)
    }
    const cases = new Set([...sheets.separators, ...sheets.printed].map(({ target }) => target.caseId)).size
    const of = `${tally.ours} worn pages of ours, ${cases} cases`
    return [
      row({
        name: `scans: share of ${of}, not filed by themselves`,
        unit: 'share',
        value: 1 - tally.oursFiled / tally.ours,
        baseline: 1,
        target: MISSED_TARGET,
      }),
      row({ name: `scans: pages filed wrongly, of ${total} in the piles`, unit: 'pages', value: tally.wrong, baseline: 1, target: 0 }),
      row({ name: 'scans: a page filed, against ZXing alone on it', unit: 'ms', value: filing / total, baseline: alone / total, target: FILING_TARGET }),
      row({ name: 'scans: pages filed in a second', unit: 'pages/s', value: (total * 1000) / filing, baseline: (total * 1000) / alone, target: null }),
    ]
  } finally {
    await intake.close()
  }
}
