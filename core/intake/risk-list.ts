import { z } from 'zod'
import type { DateOnly } from '../kernel/calendar.ts'
import { DateField, ShortText } from '../kernel/schema.ts'
import type { Application } from './application.ts'
import { comparisonKey } from './duplicate.ts'
import { partyPeople } from './party-people.ts'

/** One line of a risk list. `key` is the identity or registration number, `until` the last day it holds. */
export const RiskEntry = z.strictObject({
  list: z.string().regex(/^[A-Z_]{2,30}$/),
  key: z.string().min(4).max(40),
  name: ShortText,
  reason: ShortText,
  until: DateField.nullable(),
})
export type RiskEntry = z.output<typeof RiskEntry>

/** Every entry in force, by the number it is found under. */
export type RiskLists = ReadonlyMap<string, readonly RiskEntry[]>

/** @example riskListsOf(entries).get('110101199003078515') */
export function riskListsOf(entries: readonly RiskEntry[]): RiskLists {
  const lists = new Map<string, RiskEntry[]>()
  for (const entry of entries) {
    for (const key of new Set([comparisonKey('ID', entry.key), comparisonKey('USCC', entry.key)])) {
      const known = lists.get(key)
      if (known) known.push(entry)
      else lists.set(key, [entry])
    }
  }
  return lists
}

/** Somebody of an application who is on a list, and the field that says so. */
export interface RiskHit {
  readonly party: string
  readonly path: string
  readonly list: string
}

/**
 * Everybody of an application, persons and companies, who is on a risk list of head office on a day.
 * @example listedIn(lists, application, today) // [{ party: 'SP', path: 'spouse.idNumber', list: 'FRAUD' }]
 */
export function listedIn(lists: RiskLists, application: Application, on: DateOnly): readonly RiskHit[] {
  const { business, guarantorCompanies, collateralCompany } = application
  const numbers = [
    ...partyPeople(application).map(({ party, path, person }) => ({ party, path: `${path}.idNumber`, key: comparisonKey('ID', person.idNumber) })),
    ...(business ? [{ party: 'B', path: 'business.uscc', key: comparisonKey('USCC', business.uscc) }] : []),
    ...guarantorCompanies.map(({ uscc }, index) => ({
      party: `GC${index + 1}`,
      path: `guarantorCompanies.${index}.uscc`,
      key: comparisonKey('USCC', uscc),
    })),
    ...(collateralCompany ? [{ party: 'MC', path: 'collateralCompany.uscc', key: comparisonKey('USCC', collateralCompany.uscc) }] : []),
  ]
  return numbers.flatMap(({ party, path, key }) =>
    (lists.get(key) ?? []).filter(({ until }) => until === null || on <= until).map(({ list }) => ({ party, path, list })),
  )
}
