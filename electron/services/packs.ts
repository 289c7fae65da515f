import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { Checklist } from '../../core/completeness/checklist.ts'
import { ok, type Result } from '../../core/kernel/result.ts'
import { Parameters } from '../../core/product/parameters.ts'
import { Product } from '../../core/product/product.ts'
import { Scorecard } from '../../core/product/scorecard.ts'
import { type DataFile, openYamlFile } from './yaml-file.ts'

/** The data packs the branch works with. Products by code; the others by version, as a case pins them ('FL-IND-1@1'). */
export interface Packs {
  readonly products: ReadonlyMap<string, Product>
  readonly checklists: ReadonlyMap<string, Checklist>
  readonly scorecards: ReadonlyMap<string, Scorecard>
  readonly parameters: ReadonlyMap<string, Parameters>
}

/** One product with everything it refers to. */
export interface ProductPack {
  readonly product: Product
  readonly checklist: Checklist
  readonly scorecard: Scorecard
  readonly parameters: Parameters
}

interface Versioned {
  readonly version: string
}

async function readFolder<Schema extends z.ZodType<Versioned>>(
  templatesDir: string,
  folder: string,
  schema: Schema,
): Promise<Result<ReadonlyMap<string, DataFile<z.output<Schema>>>>> {
  const names = (await readdir(join(templatesDir, folder))).filter((name) => name.endsWith('.yaml')).toSorted()
  const files = new Map<string, DataFile<z.output<Schema>>>()
  for (const name of names) {
    const opened = openYamlFile(`${folder}/${name}`, await readFile(join(templatesDir, folder, name), 'utf8'), schema)
    if (!opened.ok) return opened
    const { version } = opened.value.value
    const twin = files.get(version)
    if (twin !== undefined) return opened.value.refuseAt(['version'], `${version} stands in ${twin.fileName} already`)
    files.set(version, opened.value)
  }
  return ok(files)
}

const values = <T>(files: ReadonlyMap<string, DataFile<T>>): ReadonlyMap<string, T> => new Map([...files].map(([version, file]) => [version, file.value]))

/**
 * Loads products, checklists, scorecards and parameters from the templates folder. The first fault refuses the whole:
 * DATA_FILE_INVALID with file, line, column, path and reason; also when a product names a version that is not there, or
 * two files claim one version or product code. Throws when a folder cannot be read.
 * @example const packs = expectOk(await loadPacks('templates'))
 */
export async function loadPacks(templatesDir: string): Promise<Result<Packs>> {
  const checklists = await readFolder(templatesDir, 'checklists', Checklist)
  if (!checklists.ok) return checklists
  const scorecards = await readFolder(templatesDir, 'scorecards', Scorecard)
  if (!scorecards.ok) return scorecards
  const parameters = await readFolder(templatesDir, 'parameters', Parameters)
  if (!parameters.ok) return parameters
  const productFiles = await readFolder(templatesDir, 'products', Product)
  if (!productFiles.ok) return productFiles

  const products = new Map<string, Product>()
  for (const file of productFiles.value.values()) {
    const product = file.value
    if (products.has(product.code)) return file.refuseAt(['code'], `product ${product.code} stands in another file already`)
    if (!checklists.value.has(product.checklist)) return file.refuseAt(['checklist'], `no checklist ${product.checklist}`)
    if (!scorecards.value.has(product.scorecard)) return file.refuseAt(['scorecard'], `no scorecard ${product.scorecard}`)
    if (!parameters.value.has(product.parameters)) return file.refuseAt(['parameters'], `no parameters ${product.parameters}`)
    products.set(product.code, product)
  }
  return ok({ products, checklists: values(checklists.value), scorecards: values(scorecards.value), parameters: values(parameters.value) })
}

/** A product with what it refers to; undefined when the code is unknown. @example packFor(packs, 'IND-BIZ-CREDIT')?.checklist */
export function packFor(packs: Packs, productCode: string): ProductPack | undefined {
  const product = packs.products.get(productCode)
  const checklist = product && packs.checklists.get(product.checklist)
  const scorecard = product && packs.scorecards.get(product.scorecard)
  const parameters = product && packs.parameters.get(product.parameters)
  return product && checklist && scorecard && parameters && { product, checklist, scorecard, parameters }
}
