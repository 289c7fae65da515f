import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { narrowerAuthority } from '../../core/approval/authority.ts'
import type { PackKind } from '../../core/batch/reference-pack.ts'
import { Checklist } from '../../core/completeness/checklist.ts'
import { ClauseBook } from '../../core/contract/clause-book.ts'
import { type SentRegion, SentRegions } from '../../core/intake/region-table.ts'
import { RiskEntry, type RiskLists, riskListsOf } from '../../core/intake/risk-list.ts'
import { ok, type Result } from '../../core/kernel/result.ts'
import { DISCLOSURE_ITEM, SUBMISSION_ITEMS } from '../../core/loan-case/gates.ts'
import { Parameters } from '../../core/product/parameters.ts'
import { Product } from '../../core/product/product.ts'
import { Scorecard } from '../../core/product/scorecard.ts'
import { CalendarYear } from '../../core/product/work-calendar.ts'
import { type ClauseBooks, newestBooks } from './clause-books.ts'
import { readSentTables, type SentTables, type TableVersions, tablesInForce, withTables } from './sent-tables.ts'
import { allValuesOf } from './sent-values.ts'
import { type DataFile, openYamlFile, type ReadBefore } from './yaml-file.ts'

/** The data packs the branch works with, by version, as a case pins them ('FL-IND-1@1'). */
export interface Packs {
  /** What is offered now: the highest version of each product, by code, among the program's own and those of the pack in force. */
  readonly products: ReadonlyMap<string, Product>
  /** Every version, for the cases decided under it. */
  readonly productVersions: ReadonlyMap<string, Product>
  readonly checklists: ReadonlyMap<string, Checklist>
  readonly scorecards: ReadonlyMap<string, Scorecard>
  readonly parameters: ReadonlyMap<string, Parameters>
  /** The clauses of each paper, the newest version among the program's own and those of the pack in force. */
  readonly clauses: ClauseBooks
  /** Every version of the clauses, for the contracts drawn from them: 'LOAN-CONTRACT@2'. */
  readonly clauseVersions: ReadonlyMap<string, ClauseBook>
  readonly tables: SentTables
  /** Head office's risk lists in force: they hold for every case from their day. */
  readonly riskLists: RiskLists
  /** Years and regions of head office in force, to stand among the program's own (`referenceWith`). */
  readonly calendarYears: readonly CalendarYear[]
  readonly regions: readonly SentRegion[]
}

/** One product with everything it refers to. */
export interface ProductPack {
  readonly product: Product
  readonly checklist: Checklist
  readonly scorecard: Scorecard
  /** With the tables of head office in their places. */
  readonly parameters: Parameters
  readonly tables: TableVersions
  /** What may be decided where: the case's own limits, or lower ones that are in force. */
  readonly authority: Parameters['authority']
}

interface Versioned {
  readonly version: string
}

/** The kinds whose files stand beside those of the program, each in its folder. */
const FOLDERS = { products: 'PRODUCTS', checklists: 'CHECKLISTS', scorecards: 'SCORECARDS', parameters: 'PARAMETERS', clauses: 'CLAUSES' } as const
type PackFolder = keyof typeof FOLDERS
/** A file of a pack that came from head office. */
export interface SentFile {
  readonly kind: PackKind
  /** Of its pack. */
  readonly version: number
  readonly name: string
  readonly text: string
}

/** What stands in a folder by version, and which of it is offered: not what came in a pack that another without it replaced. */
interface Folder<T> {
  readonly files: ReadonlyMap<string, DataFile<T>>
  readonly offered: ReadonlySet<string>
}

async function readFolder<Schema extends z.ZodType<Versioned>>(
  templatesDir: string,
  folder: PackFolder,
  schema: Schema,
  sent: readonly SentFile[],
  before: ReadBefore,
): Promise<Result<Folder<z.output<Schema>>>> {
  const names = (await readdir(join(templatesDir, folder))).filter((name) => name.endsWith('.yaml')).toSorted()
  const own = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(join(templatesDir, folder, name), 'utf8'), again: false, gone: false })),
  )
  const files = new Map<string, DataFile<z.output<Schema>>>()
  const texts = new Map<string, string>()
  const offered = new Set<string>()
  const received = sent.filter(({ kind }) => kind === FOLDERS[folder])
  // A pack is the whole of its kind: the last is in force.
  const inForce = received.at(-1)?.version
  const others = received.map(({ name, text, version: pack }) => ({ name, text, again: true, gone: pack !== inForce }))
  for (const { name, text, again, gone } of [...own, ...others]) {
    const opened = openYamlFile(again ? name : `${folder}/${name}`, text, schema, before)
    if (!opened.ok) return opened
    const { version } = opened.value.value
    const twin = files.get(version)
    if (!gone) offered.add(version)
    // Head office may send a version again as it is; never another under its name.
    if (twin !== undefined && again && texts.get(version) === text) continue
    if (twin !== undefined) return opened.value.refuseAt(['version'], `${version} stands in ${twin.fileName} already`)
    files.set(version, opened.value)
    texts.set(version, text)
  }
  return ok({ files, offered })
}

/** Items that gates look for by name: a checklist without them would leave those gates open. */
const itemsOfTheLine = (product: Product): readonly string[] => [...SUBMISSION_ITEMS, ...(product.needsDisclosure ? [DISCLOSURE_ITEM] : [])]

/** The tables of the parameters that have no figure for this product's applicant type. */
function figuresLacking({ age, grades, authority, ltvCapPercent }: Parameters, { line, security, pledges }: Product): readonly string[] {
  const tables: [string, Partial<Record<Product['line'], number>>][] = [
    ['age.maxAtMaturity', age.maxAtMaturity],
    ...grades.map(({ grade, unsecuredCapFen }): [string, typeof unsecuredCapFen] => [`grades.${grade}`, unsecuredCapFen]),
    [`authority.branch.${security}`, authority.branch[security]],
    [`authority.headOfficeDepartment.${security}`, authority.headOfficeDepartment[security]],
  ]
  const caps = [...(security === 'MORTGAGE_VEH' ? (['VEHICLE_NEW', 'VEHICLE_USED'] as const) : []), ...pledges].filter((kind) => ltvCapPercent[kind] === 0)
  return [...tables.filter(([, figures]) => figures[line] === undefined).map(([name]) => name), ...caps.map((kind) => `ltvCapPercent.${kind}`)]
}

const numberOf = ({ version }: Versioned): number => Number(version.split('@')[1])

function newestByCode(products: Iterable<Product>): ReadonlyMap<string, Product> {
  const newest = new Map<string, Product>()
  for (const product of products) {
    const other = newest.get(product.code)
    if (other === undefined || numberOf(other) < numberOf(product)) newest.set(product.code, product)
  }
  return newest
}

const values = <T>({ files }: Folder<T>): ReadonlyMap<string, T> => new Map([...files].map(([version, file]) => [version, file.value]))
const offers = <T>({ files, offered }: Folder<T>): T[] => [...files].flatMap(([version, file]) => (offered.has(version) ? [file.value] : []))

/**
 * Loads products, checklists, scorecards and parameters from the templates folder. The first fault refuses the whole:
 * DATA_FILE_INVALID with file, line, column, path and reason; also when a product names a version that is not there, or
 * two files claim one version. Throws when a folder cannot be read.
 * @param before what the build read of them ahead
 * @param sent files that came from head office; together with the program's own they must hold as one whole
 * @example const packs = expectOk(await loadPacks('templates'))
 */
export async function loadPacks(templatesDir: string, sent: readonly SentFile[] = [], before: ReadBefore = {}): Promise<Result<Packs>> {
  const checklists = await readFolder(templatesDir, 'checklists', Checklist, sent, before)
  if (!checklists.ok) return checklists
  const scorecards = await readFolder(templatesDir, 'scorecards', Scorecard, sent, before)
  if (!scorecards.ok) return scorecards
  const parameters = await readFolder(templatesDir, 'parameters', Parameters, sent, before)
  if (!parameters.ok) return parameters
  const clauses = await readFolder(templatesDir, 'clauses', ClauseBook, sent, before)
  if (!clauses.ok) return clauses
  const productFiles = await readFolder(templatesDir, 'products', Product, sent, before)
  if (!productFiles.ok) return productFiles
  const tables = readSentTables(sent)
  if (!tables.ok) return tables
  const listed = allValuesOf(sent, 'RISK_LISTS', RiskEntry)
  if (!listed.ok) return listed
  const years = allValuesOf(sent, 'CALENDAR', CalendarYear)
  if (!years.ok) return years
  const regions = allValuesOf(sent, 'REGIONS', SentRegions)
  if (!regions.ok) return regions
  const letter = [...tables.value.authority.values()].at(-1)

  for (const file of productFiles.value.files.values()) {
    const product = file.value
    const checklist = checklists.value.files.get(product.checklist)?.value
    if (checklist === undefined) return file.refuseAt(['checklist'], `no checklist ${product.checklist}`)
    const lacking = itemsOfTheLine(product).filter((id) => !checklist.items.some((item) => item.id === id))
    if (lacking.length > 0) return file.refuseAt(['checklist'], `${product.checklist} lacks ${lacking.join(' ')}, which the lifecycle asks for`)
    if (!scorecards.value.files.has(product.scorecard)) return file.refuseAt(['scorecard'], `no scorecard ${product.scorecard}`)
    const figures = parameters.value.files.get(product.parameters)?.value
    if (figures === undefined) return file.refuseAt(['parameters'], `no parameters ${product.parameters}`)
    const without = figuresLacking(figures, product)
    if (without.length > 0) return file.refuseAt(['parameters'], `${product.parameters} has no ${without.join(', ')} for ${product.line}`)
    const unsaid = letter ? figuresLacking({ ...figures, ...letter.value }, product) : []
    if (letter && unsaid.length > 0) return letter.refuseAt(['authority'], `no ${unsaid.join(', ')} for ${product.line}, which ${product.version} needs`)
  }
  return ok({
    products: newestByCode(offers(productFiles.value)),
    productVersions: values(productFiles.value),
    checklists: values(checklists.value),
    scorecards: values(scorecards.value),
    parameters: values(parameters.value),
    clauses: newestBooks(offers(clauses.value)),
    clauseVersions: values(clauses.value),
    tables: tables.value,
    riskLists: riskListsOf(listed.value),
    calendarYears: years.value,
    regions: regions.value.flatMap((file) => file.regions),
  })
}

/**
 * A product with what it refers to: by code what is offered now, by version what a case was decided under, with the tables it keeps.
 * @param kept left out: the tables of head office that are in force
 * @example packFor(packs, 'IND-BIZ-CREDIT')?.checklist
 * @example packFor(packs, 'IND-BIZ-CREDIT@1', record.packVersions)?.scorecard
 */
export function packFor(packs: Packs, codeOrVersion: string, kept?: TableVersions): ProductPack | undefined {
  const product = packs.products.get(codeOrVersion) ?? packs.productVersions.get(codeOrVersion)
  const checklist = product && packs.checklists.get(product.checklist)
  const scorecard = product && packs.scorecards.get(product.scorecard)
  const inForce = tablesInForce(packs.tables)
  const tables = kept ?? inForce
  const file = product && packs.parameters.get(product.parameters)
  const parameters = file && withTables(file, packs.tables, tables)
  const binding = inForce.authority && packs.tables.authority.get(inForce.authority)?.value.authority
  return (
    product &&
    checklist &&
    scorecard &&
    parameters && {
      product,
      checklist,
      scorecard,
      parameters,
      tables,
      authority: binding ? narrowerAuthority(parameters.authority, binding) : parameters.authority,
    }
  )
}

/** What a case opened or moved now is pinned to. */
export const versionsOf = ({ product, tables }: ProductPack): Readonly<Record<string, string>> => ({
  product: product.version,
  checklist: product.checklist,
  scorecard: product.scorecard,
  parameters: product.parameters,
  ...tables,
})
