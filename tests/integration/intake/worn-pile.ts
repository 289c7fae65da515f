import { readFile } from 'node:fs/promises'
import path from 'node:path'
import sharp from 'sharp'
import type { PageTarget } from '../../../core/completeness/scan-page.ts'
import { ITEMS_OF_PAPER } from '../../../core/completeness/separator.ts'
import { PAPER_CODES } from '../../../core/contract/paper-kinds.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { openScan } from '../../../electron/services/scan-reader/open-scan.ts'
import type { ScanSource } from '../../../electron/services/scan-reader/sources.ts'
import { openCaseFile } from '../../../electron/usecases/cases/case-file.ts'
import { makeSeparators } from '../../../electron/usecases/scans/print-separators.ts'
import { CaseFile } from '../../../scripts/demo/case-file.ts'
import { type DrawnPage, drawPage, scanned } from '../../fixtures/pages/draw-page.ts'
import { appRoot, type TestBranch } from '../usecases/test-branch.ts'
import { entryOf, startWalk, walkTo } from '../usecases/walk.ts'

/** A page as the scanner gave it, and what becomes of it when all goes well. */
export interface WornPage {
  readonly bytes: Uint8Array
  readonly kind: 'SEPARATOR' | 'PRINTED' | 'PLAIN'
  readonly target: PageTarget
}
/** One sheet of ours: a page of a PDF we printed, and the item it leads to. */
interface Sheet {
  readonly source: ScanSource
  readonly pageNo: number
  readonly target: PageTarget
}
export interface Sheets {
  readonly separators: readonly Sheet[]
  readonly printed: readonly Sheet[]
}

const [DPIS, LONG_INCHES] = [[150, 175, 200], 11.69]

/** The bundled cases and one of each applicant and security. */
export async function withEveryType(file: CaseFile): Promise<CaseFile> {
  const every = CaseFile.parse(JSON.parse(await readFile(path.join(appRoot, 'scripts/demo/every-type.json'), 'utf8')))
  return { ...file, cases: [...file.cases, ...every.cases] }
}

const opened = async (bytes: Uint8Array): Promise<ScanSource> => expectOk(await openScan(bytes, 'PDF'))

/** Every separator sheet of a draft: one for each paper it asks of each person. */
async function separatorsOf(branch: TestBranch, entry: string): Promise<Sheet[]> {
  const { counter } = branch
  const { caseId } = await startWalk(branch, entryOf(branch, entry))
  const { report } = expectOk(await counter.database.read((reader) => openCaseFile(counter, reader, caseId)))
  const items = (report?.lines ?? []).flatMap(({ itemId, party, required }) => (required ? [{ itemId, party }] : []))
  const source = await opened(expectOk(await makeSeparators(counter, { caseId, items })).bytes)
  return items.map((item, index) => ({ source, pageNo: index + 1, target: { caseId, ...item } }))
}

/** Every page we printed for a case up to its contracts that belongs to an item of the file. */
async function printedOf(branch: TestBranch, entry: string): Promise<Sheet[]> {
  const { counter } = branch
  const walk = await startWalk(branch, entryOf(branch, entry))
  await walkTo(walk, 'drawUp')
  const sheets: Sheet[] = []
  for (const document of await counter.database.read((reader) => documentsOfCase(reader, walk.caseId))) {
    const [itemId] = ITEMS_OF_PAPER[PAPER_CODES[document.kind]] ?? []
    if (itemId === undefined || document.supersededAt !== null) continue
    const source = await opened(expectOk(await counter.papers.get(document.blobRef)))
    for (let pageNo = 1; pageNo <= source.pages; pageNo++) sheets.push({ source, pageNo, target: { caseId: walk.caseId, itemId, party: 'B' } })
  }
  return sheets
}

/** Our own papers: separators of some cases, contracts and forms of others. */
export async function printSheets(branch: TestBranch, drafts: readonly string[], walked: readonly string[]): Promise<Sheets> {
  const separators: Sheet[] = []
  const printed: Sheet[] = []
  for (const entry of drafts) separators.push(...(await separatorsOf(branch, entry)))
  for (const entry of walked) printed.push(...(await printedOf(branch, entry)))
  return { separators, printed }
}

async function drawn({ source, pageNo }: Sheet, dpi: number): Promise<DrawnPage> {
  const jpeg = await (await source.page(pageNo)).jpeg(Math.round(LONG_INCHES * dpi), 0, 95)
  const { data, info } = await sharp(jpeg).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true })
  return { data, width: info.width, height: info.height, dpi }
}

/** Rotation to 3 degrees either way, JPEG of quality 50, 150 to 200 dpi, noise: no two pages alike. */
const worn = (page: DrawnPage, n: number) => scanned(page, { turn: ((n * 37) % 61) / 10 - 3, quality: 50, noise: 4 + (n % 5) * 2, seed: n })

/**
 * Pages in the order of a pile: a separator with a page of the customer's behind it, then a page that we printed, and so on.
 * @param from which page of ours is the first, so that piles differ @param ours how many pages of the pile bear a code of ours
 */
export async function* wornPile({ separators, printed }: Sheets, from: number, ours: number): AsyncGenerator<WornPage> {
  for (let n = from; n < from + ours; n++) {
    const dpi = DPIS[n % DPIS.length] ?? 150
    const sheets = n % 2 === 0 ? separators : printed
    const sheet = sheets[Math.floor(n / 2) % sheets.length]
    if (!sheet) throw new RangeError('no sheets of this kind')
    const { target } = sheet
    yield { bytes: await worn(await drawn(sheet, dpi), n), kind: n % 2 === 0 ? 'SEPARATOR' : 'PRINTED', target }
    if (n % 2 === 0) yield { bytes: await worn(drawPage({ seed: n, dpi }), n + 7), kind: 'PLAIN', target }
  }
}
