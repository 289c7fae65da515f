import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { IdCard } from '../../core/intake/id-card.ts'
import { type NameVariants, parseNameVariants } from '../../core/intake/name-key.ts'
import { parseRegionTable, type RegionTable, regionsWith } from '../../core/intake/region-table.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { calendarWith, WorkCalendar } from '../../core/product/work-calendar.ts'
import type { Packs } from './packs.ts'
import { parseYamlFile, type ReadBefore } from './yaml-file.ts'

/** What the counter looks things up in, apart from products: the newest file of each kind. */
export interface ReferenceData {
  readonly calendar: WorkCalendar
  readonly regions: RegionTable
  readonly variants: NameVariants
  /** Cards of the training reader. */
  readonly trainingCards: readonly IdCard[]
}

/** Reads the reference files of the templates folder. Refuses DATA_FILE_INVALID; throws when one cannot be read. */
export async function loadReference(templatesDir: string, before: ReadBefore = {}): Promise<Result<ReferenceData>> {
  const text = (file: string): Promise<string> => readFile(join(templatesDir, file), 'utf8')
  const calendar = parseYamlFile('calendars/china.yaml', await text('calendars/china.yaml'), WorkCalendar, before)
  if (!calendar.ok) return calendar
  const cards = parseYamlFile('training/id-cards.yaml', await text('training/id-cards.yaml'), z.array(IdCard).min(1), before)
  if (!cards.ok) return cards
  return ok({
    calendar: calendar.value,
    regions: parseRegionTable(await text('regions/gb2260.v1.tsv')),
    variants: parseNameVariants(await text('names/variants.v1.txt')),
    trainingCards: cards.value,
  })
}

const misfit = (file: string, reason: string): Result<never> => refuse('DATA_FILE_INVALID', { file, line: 1, column: 1, path: '', reason, more: 0 })

/** The program's calendar and regions with head office's in their places. Refuses DATA_FILE_INVALID when they do not hold together. */
export function referenceWith(own: ReferenceData, { calendarYears, regions }: Pick<Packs, 'calendarYears' | 'regions'>): Result<ReferenceData> {
  const { calendar, reason } = calendarWith(own.calendar, calendarYears)
  if (!calendar) return misfit('CALENDAR', reason)
  const { table, strange } = regionsWith(own.regions, regions)
  return strange === null ? ok({ ...own, calendar, regions: table }) : misfit('REGIONS', `${strange} names a code nobody knows`)
}
