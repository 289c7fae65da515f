import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseNameVariants } from '../../../core/intake/name-key.ts'
import { parseRegionTable } from '../../../core/intake/region-table.ts'

const file = (name: string): string => readFileSync(join(import.meta.dirname, '../../../templates', name), 'utf8')
export const regions = parseRegionTable(file('regions/gb2260.v1.tsv'))
export const variants = parseNameVariants(file('names/variants.v1.txt'))
