import type { KeyIdentity } from './cross-keys.ts'
import type { ListKind } from './cross-list.ts'
import { listedPerson, listedThing } from './cross-spelling.ts'

/** What is looked up in the list of cases elsewhere, and where it stands in the form. */
export interface AskedElsewhere {
  readonly path: string
  readonly identity: KeyIdentity & { readonly kind: ListKind }
}
type Part = Readonly<Record<string, unknown>>
const partOf = (value: unknown): Part => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Part) : {})
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
/** What is shorter is still being typed. */
const LEAST = 6

/**
 * Whose numbers a form, however far it is filled in, gives to be looked up: borrower, spouse, controller, co-owners, guarantors and their
 * spouses; and the house by both its numbers, the vehicle, the pledged document. Agents and those who sign for companies owe nothing here.
 * @example askedElsewhere({ borrower: { idNumber: '11010519491231002X' } })[0].path // 'borrower.idNumber'
 */
export function askedElsewhere(body: unknown): AskedElsewhere[] {
  const { borrower, spouse, enterprise, house, vehicle, pledge, guarantors } = partOf(body)
  const people: [string, unknown][] = [
    ['borrower', borrower],
    ['spouse', spouse],
    ['enterprise.controller', partOf(enterprise).controller],
    ...listOf(partOf(house).coOwners).map((one, index): [string, unknown] => [`house.coOwners.${index}`, one]),
    ...listOf(partOf(vehicle).coOwners).map((one, index): [string, unknown] => [`vehicle.coOwners.${index}`, one]),
    ...listOf(guarantors).flatMap((one, index): [string, unknown][] => [
      [`guarantors.${index}`, one],
      [`guarantors.${index}.spouse`, partOf(one).spouse],
    ]),
  ]
  const things: [string, string, unknown][] = [
    ['house.unitNo', 'REAL_ESTATE', partOf(house).unitNo],
    ['house.titleNo', 'REAL_ESTATE', partOf(house).titleNo],
    ['vehicle.vin', 'VEHICLE', partOf(vehicle).vin],
    ['pledge.documentNo', 'OTHER', partOf(pledge).documentNo],
  ]
  const typed = (value: unknown): value is string => typeof value === 'string' && value.trim().length >= LEAST
  const asked: AskedElsewhere[] = []
  for (const [path, person] of people) {
    const { idNumber } = partOf(person)
    if (typed(idNumber)) asked.push({ path: `${path}.idNumber`, identity: { kind: 'APPLICANT', text: listedPerson(idNumber).text } })
  }
  for (const [path, kind, key] of things) {
    if (typed(key)) asked.push({ path, identity: { kind: 'COLLATERAL', text: listedThing({ kind, key }).text } })
  }
  return asked
}
