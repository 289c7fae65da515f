import { normaliseName } from '../kernel/person-name.ts'

/** Characters that stand for one another in names, each with the one it is compared as. */
export type NameVariants = ReadonlyMap<string, string>

/**
 * Reads the groups of a file of `templates/names`: groups apart by blanks, each folding to its first character.
 * @example parseNameVariants('# version: X@1\n\u6E29\u6EAB').get('\u6EAB') // '\u6E29'
 */
export function parseNameVariants(text: string): NameVariants {
  const groups = text
    .split('\n')
    .filter((line) => !line.startsWith('#'))
    .join(' ')
    .split(/\s+/u)
  return new Map(groups.flatMap((group) => [...group].map((character): [string, string] => [character, [...group][0] ?? character])))
}

/**
 * A name as two writings of one person compare: variant and traditional characters folded to one, the separator and blanks dropped,
 * Latin letters made small. Never shown, never stored in the clear.
 * @example nameKey('\u6EAB\u2022Xi', variants) === nameKey('\u6E29\u00B7xi', variants)
 */
export const nameKey = (name: string, variants: NameVariants): string =>
  [...normaliseName(name)]
    .map((character) => variants.get(character) ?? character)
    .join('')
    .replace(/[\u00B7\s.,'\u2019-]/gu, '')
    .toLowerCase()
