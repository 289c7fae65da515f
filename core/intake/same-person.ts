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

/**
 * Whether two records are of one person, and why one thinks so: the warning of a duplicate names its reasons. A shared phone or address
 * without the name is a household, not a person; different ID numbers that are both valid never make a SAME.
 * @example resemblance(typed, stored, variants) // { verdict: 'LIKELY', because: ['NAME', 'PHONE'] }
 */
export function resemblance(a: PersonTraits, b: PersonTraits, variants: NameVariants): Resemblance {
  const ids = [comparisonKey('ID', a.idNumber), comparisonKey('ID', b.idNumber)] as const
  const pairs: readonly (readonly [Trait, string, string])[] = [
    ['ID', ids[0], ids[1]],
    ['NAME', nameKey(a.name, variants), nameKey(b.name, variants)],
    ['PHONE', comparisonKey('PHONE', a.phone), comparisonKey('PHONE', b.phone)],
    ['BIRTH', birthIn(ids[0]), birthIn(ids[1])],
    ['ADDRESS', place(a.address), place(b.address)],
    ['EMPLOYER', place(a.employer), place(b.employer)],
  ]
  const because = pairs.filter(([, one, other]) => one !== '' && one === other).map(([trait]) => trait)
  if (because.includes('ID')) return { verdict: 'SAME', because }
  return { verdict: because.includes('NAME') && because.length > 1 ? 'LIKELY' : 'NONE', because }
}
