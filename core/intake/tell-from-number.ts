import { type DateOnly, fullYears } from '../kernel/calendar.ts'
import type { IdType } from '../product/vocabulary.ts'
import { checkIdNumber, type IdCode, type Sex } from './id-number.ts'
import { type RegionNames, type RegionTable, regionNames } from './region-table.ts'

/** What a form fills by itself once the number is right: locked to the number, so that the two cannot differ. */
export type ToldByNumber =
  | {
      readonly ok: true
      readonly number: string
      readonly birth: DateOnly | null
      readonly sex: Sex | null
      readonly age: number | null
      readonly region: RegionNames | null
      /** First four digits: what `hukouCityCode` takes; null where the number tells no city. */
      readonly cityCode: string | null
    }
  | { readonly ok: false; readonly code: IdCode }

/**
 * Birth date, sex, age and region out of an ID number of a declared kind (domain 3.1–3.3).
 * @example tellFromNumber('RESIDENT', '110199199003070017', table, today) // birth 1990-03-07, sex M
 */
export function tellFromNumber(type: IdType, text: string, table: RegionTable, today: DateOnly): ToldByNumber {
  const check = checkIdNumber(type, text, today)
  if (!check.ok) return check
  const { number, birth, sex, region } = check
  return {
    ok: true,
    number,
    birth,
    sex,
    age: birth === null ? null : fullYears(birth, today),
    region: regionNames(table, region.padEnd(6, '0')),
    cityCode: region.length === 6 && check.kind === 'RESIDENT' ? region.slice(0, 4) : null,
  }
}
