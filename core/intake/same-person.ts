import { normaliseText, toHalfWidth } from '../kernel/han-text.ts'
import { comparisonKey } from './duplicate.ts'
import { type NameVariants, nameKey } from './name-key.ts'

/** What two records of a person are compared by; empty strings are unknown and never agree. */
export interface PersonTraits {
  readonly name: string
  readonly idNumber: string
  readonly phone: string
  readonly address: string
  readonly employer: string
}

export const TRAITS = ['ID', 'NAME', 'PHONE', 'BIRTH', 'ADDRESS', 'EMPLOYER'] as const
export type Trait = (typeof TRAITS)[number]

/** SAME: one ID number. LIKELY: one name, and something else that points to him. NONE: nothing to warn of. */
export interface Resemblance {
  readonly verdict: 'SAME' | 'LIKELY' | 'NONE'
  readonly because: readonly Trait[]
}

const place = (text: string): string =>
  toHalfWidth(normaliseText(text))
    .replace(/[\s\p{P}]/gu, '')
    .toLowerCase()
const birthIn = (idNumber: string): string => (idNumber.length === 18 ? idNumber.slice(6, 14) : '')

/** What two records are compared by, in the order a person reads them; a birth date stands in the number. */
const COMPARED = [
  ['NAME', 'name'],
  ['ID', 'idNumber'],
  ['PHONE', 'phone'],
  ['ADDRESS', 'address'],
  ['EMPLOYER', 'employer'],
] as const satisfies readonly (readonly [Trait, keyof PersonTraits])[]

/** Each trait as it can be compared: variant characters, ways to write a number and punctuation make no difference. */
const keysOf = ({ name, idNumber, phone, address, employer }: PersonTraits, variants: NameVariants): Readonly<Record<Trait, string>> => {
  const id = comparisonKey('ID', idNumber)
  return { ID: id, NAME: nameKey(name, variants), PHONE: comparisonKey('PHONE', phone), BIRTH: birthIn(id), ADDRESS: place(address), EMPLOYER: place(employer) }
}

/** Two records line by line, for the eye; unknown on both sides agrees. @example comparedTraits(typed, stored, variants)[0] // { trait: 'NAME', field: 'name', agrees: true } */
export function comparedTraits(a: PersonTraits, b: PersonTraits, variants: NameVariants) {
  const [one, other] = [keysOf(a, variants), keysOf(b, variants)]
  return COMPARED.map(([trait, field]) => ({ trait, field, agrees: one[trait] === other[trait] }))
}

/**
 * Whether two records are of one person, and why one thinks so: the warning of a duplicate names its reasons. A shared phone or address
 * without the name is a household, not a person; different ID numbers that are both valid never make a SAME.
 * @example resemblance(typed, stored, variants) // { verdict: 'LIKELY', because: ['NAME', 'PHONE'] }
 */
export function resemblance(a: PersonTraits, b: PersonTraits, variants: NameVariants): Resemblance {
  const [one, other] = [keysOf(a, variants), keysOf(b, variants)]
  const because = TRAITS.filter((trait) => one[trait] !== '' && one[trait] === other[trait])
  if (because.includes('ID')) return { verdict: 'SAME', because }
  return { verdict: because.includes('NAME') && because.length > 1 ? 'LIKELY' : 'NONE', because }
}
