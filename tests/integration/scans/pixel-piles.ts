import { createHmac } from 'node:crypto'
import sharp from 'sharp'
import { type ReturnedPage, type ScanBack, scanBack } from '../../../core/contract/scan-back.ts'
import { expectedPages } from '../../../core/contract/signed-set.ts'
import { type PageIdentity, pageIdentityText } from '../../../core/kernel/page-code.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { loanContract, type Paper, securityContracts } from '../../../electron/services/papers.ts'
import type { PdfPrinter } from '../../../electron/services/pdf-printer.ts'
import { openScan } from '../../../electron/services/scan-reader/open-scan.ts'
import { readPage } from '../../../electron/services/scan-reader/read-page.ts'
import type { ScanSource } from '../../../electron/services/scan-reader/sources.ts'
import { ourCodes } from '../../../electron/usecases/scans/page-leads.ts'
import { chance, scanned } from '../../fixtures/pages/draw-page.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { CREATED, PAGE_KEY } from '../../fixtures/paper/printer.ts'
import { guaranteeCompany, guarantor, pledge, vehicle } from '../../fixtures/paper/securities.ts'
import { mortgageTerms, soleTraderTerms } from '../../fixtures/paper/terms.ts'

const [DPI, LONG_INCHES, HARMS_AT_MOST] = [150, 11.69, 3]
const vault = { pageMac: (text: string) => createHmac('sha256', PAGE_KEY).update(text).digest().subarray(0, 6).toString('hex') }

/** A sheet in the pile: which page of which printing it truly is, and its pixels. */
interface SheetInHand {
  readonly truth: PageIdentity
  readonly source: ScanSource
  readonly smeared: boolean
}
interface PrintedSet {
  readonly expected: readonly PageIdentity[]
  readonly sheets: readonly SheetInHand[]
}

/** The contract of one customer: every fifth the loan's own, the others each kind of security in turn. */
function paperOf(n: number): Paper {
  const contractNo = `JK110199202611${String(n).padStart(7, '0')}`
  const names = { borrower: { ...soleTraderTerms().borrower, name: `测试${String.fromCodePoint(0x4e00 + n)}` } }
  const securities = [{ guarantors: [guarantor] }, { pledge: pledge('DEPOSIT') }, { vehicle }, { guarantorCompanies: [guaranteeCompany] }]
  if (n % 5 === 0) return loanContract(n % 10 === 0 ? mortgageTerms({ contractNo }, 12) : soleTraderTerms({ contractNo, ...names }), CLAUSES)
  const [paper] = securityContracts(soleTraderTerms({ contractNo, ...names, ...securities[n % 4] }), CLAUSES)
  if (!paper) throw new RangeError('a security has a contract')
  return paper
}

async function printedSet(printer: PdfPrinter, n: number, version: number): Promise<PrintedSet> {
  const paper = paperOf(n)
  const { bytes, pages } = expectOk(await printer.print(paper, { ...CREATED, printing: { ...CREATED.printing, version } }))
  const expected = expectedPages([{ kind: paper.kind, number: paper.number, version, pages, seal: paper.seal }])
  const source = expectOk(await openScan(bytes, 'PDF'))
  return { expected, sheets: expected.map((truth) => ({ truth, source, smeared: false })) }
}

export const HARMS = ['DROP', 'DOUBLE', 'SWAP', 'OLDER', 'OTHER', 'SMEAR'] as const
export type Harm = (typeof HARMS)[number]

/** What goes wrong with a pile between the customer and the scanner; every fifth pile comes back as it went. */
async function harmed(printer: PdfPrinter, n: number, set: PrintedSet): Promise<{ readonly pile: SheetInHand[]; readonly harms: Harm[] }> {
  const next = chance(n + 1)
  const pick = (count: number): number => Math.floor(next() * count)
  const pile = [...set.sheets]
  const harms = n % 5 === 4 ? [] : Array.from({ length: 1 + pick(HARMS_AT_MOST) }, () => HARMS[pick(HARMS.length)] ?? 'DROP')
  for (const harm of harms) {
    const at = pick(pile.length)
    const sheet = pile[at]
    if (!sheet) continue
    if (harm === 'DROP') pile.splice(at, 1)
    if (harm === 'DOUBLE') pile.splice(at, 0, sheet)
    if (harm === 'SWAP') pile.splice(Math.max(0, at - 1), 2, ...pile.slice(Math.max(0, at - 1), Math.max(0, at - 1) + 2).reverse())
    if (harm === 'OLDER' || harm === 'OTHER') {
      const { sheets } = await printedSet(printer, harm === 'OLDER' ? n : n + 1, harm === 'OLDER' ? 1 : 2)
      pile[at] = sheets[at % sheets.length] ?? sheet
    }
    if (harm === 'SMEAR') pile[at] = { ...sheet, smeared: true }
  }
  return { pile, harms }
}

/** The sheet through a scanner: turned, noisy, as a poor JPEG; smeared where its code stands. */
async function worn({ source, truth, smeared }: SheetInHand, seed: number): Promise<Uint8Array> {
  let image = sharp(await (await source.page(truth.page)).jpeg(Math.round(LONG_INCHES * DPI), 0, 95)).toColourspace('b-w')
  if (smeared) {
    const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
    for (let y = Math.round(info.height * 0.89); y < info.height; y++) data.fill(64, y * info.width, (y + 1) * info.width)
    image = sharp(data, { raw: { width: info.width, height: info.height, channels: 1 } })
  }
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
  return scanned(
    { data, width: info.width, height: info.height, dpi: DPI },
    { turn: ((seed * 37) % 41) / 10 - 2, quality: 50, noise: 4 + (seed % 4) * 2, seed },
  )
}

async function readBack(sheet: SheetInHand, pageId: string, seed: number): Promise<ReturnedPage> {
  const scan = expectOk(await openScan(await worn(sheet, seed), 'JPEG'))
  const { texts } = await readPage(await scan.page(1))
  await scan.close()
  const [seen] = ourCodes({ vault } as Parameters<typeof ourCodes>[0], texts)
  return { pageId, identity: seen?.genuine ? seen.code : null, forged: seen !== undefined && !seen.genuine }
}

export interface PileTally {
  readonly piles: number
  readonly pages: number
  readonly harms: Readonly<Record<Harm, number>>
  /** Piles that are not the printing that counts and were taken for it. */
  readonly notFound: number
  /** Pages taken for another than they are. */
  readonly misfiled: number
  /** Pages that were neither taken for what they are nor named as wrong. */
  readonly unnamed: number
  /** Whole piles that were not taken for whole though every page could be read. */
  readonly falseAlarms: number
  /** Pages that nobody had smeared and the reader could not read: named, to be scanned again. */
  readonly unread: number
}

const same = (a: PageIdentity, b: PageIdentity): boolean => pageIdentityText(a) === pageIdentityText(b)

function judge(tally: PileTally, set: PrintedSet, pile: readonly SheetInHand[], back: readonly ReturnedPage[], found: ScanBack): PileTally {
  const truthOf = (pageId: string): PageIdentity | undefined => pile[Number(pageId)]?.truth
  const whole = pile.length === set.expected.length && pile.every(({ truth, smeared }, at) => !smeared && truth === set.expected[at])
  const unread = back.filter(({ identity }, at) => identity === null && !pile[at]?.smeared).length
  const named = new Set([...found.faults, ...found.matched].map(({ pageId }) => pageId))
  const wrong = found.matched.filter(({ pageId, page }) => {
    const truth = truthOf(pageId)
    return !truth || !same(truth, page)
  })
  return {
    ...tally,
    piles: tally.piles + 1,
    pages: tally.pages + pile.length,
    notFound: tally.notFound + Number(!whole && found.complete),
    misfiled: tally.misfiled + wrong.length,
    unnamed: tally.unnamed + back.filter(({ pageId }) => !named.has(pageId)).length,
    falseAlarms: tally.falseAlarms + Number(whole && unread === 0 && !found.complete),
    unread: tally.unread + unread,
  }
}

const NO_HARMS = Object.fromEntries(HARMS.map((harm) => [harm, 0])) as Record<Harm, number>
const NO_PILES: PileTally = { piles: 0, pages: 0, harms: NO_HARMS, notFound: 0, misfiled: 0, unnamed: 0, falseAlarms: 0, unread: 0 }

/** Two lanes' piles together. */
export const together = (a: PileTally, b: PileTally): PileTally => ({
  ...(Object.fromEntries(Object.entries(a).map(([key, count]) => [key, Number(count) + Number(b[key as keyof PileTally])])) as unknown as PileTally),
  harms: Object.fromEntries(HARMS.map((harm) => [harm, a.harms[harm] + b.harms[harm]])) as Record<Harm, number>,
})

/** Prints, wears, scans and compares the piles of these numbers. */
export async function runPiles(printer: PdfPrinter, numbers: Iterable<number>): Promise<PileTally> {
  let tally = NO_PILES
  for (const n of numbers) {
    const set = await printedSet(printer, n, 2)
    const { pile, harms } = await harmed(printer, n, set)
    const back: ReturnedPage[] = []
    for (const [at, sheet] of pile.entries()) back.push(await readBack(sheet, String(at), n * 31 + at))
    tally = judge(tally, set, pile, back, scanBack(set.expected, back))
    for (const harm of harms) tally = { ...tally, harms: { ...tally.harms, [harm]: tally.harms[harm] + 1 } }
    for (const source of new Set([...pile, ...set.sheets].map((sheet) => sheet.source))) await source.close()
  }
  return tally
}
