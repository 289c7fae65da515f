import { randomBytes } from 'node:crypto'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'

/** Crockford's base 32: no I, L, O, U, so nothing on the printed sheet looks like something else. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUPS = 8
const GROUP_LENGTH = 5

/** Multiplication in GF(2^5), x^5 + x^2 + 1: there every wrong or swapped character changes the check character. */
function multiply(a: number, b: number): number {
  let product = 0
  for (let bit = 0; bit < 5; bit += 1) if ((b >> bit) & 1) product ^= a << bit
  for (let bit = 8; bit >= 5; bit -= 1) if ((product >> bit) & 1) product ^= 0b100101 << (bit - 5)
  return product
}

/** The fifth character of a group: the weighted sum of the four before it, and of the group's place. */
function checkValue(values: readonly number[], group: number): number {
  return values.reduce((sum, value, place) => sum ^ multiply(value, 2 << place), group + 1)
}

/**
 * A printed recovery code: 8 groups of 5, of which 4 carry 20 random bits (160 in all) and one checks the group.
 * `secret` is the form the key is made of; `code` the form on paper.
 * @example makeRecoveryCode().code // 'K7MQ2-…'
 */
export function makeRecoveryCode(random: (bytes: number) => Uint8Array = randomBytes): { code: string; secret: string } {
  const bytes = random(GROUPS * (GROUP_LENGTH - 1))
  const groups = Array.from({ length: GROUPS }, (_, group) => {
    const values = [...bytes.subarray(group * 4, group * 4 + 4)].map((byte) => byte & 31)
    return [...values, checkValue(values, group)].map((value) => ALPHABET[value]).join('')
  })
  return { code: groups.join('-'), secret: groups.join('') }
}

/**
 * Reads a code as typed: any case, spaces or hyphens anywhere, O for 0, I or L for 1.
 * @returns the secret; RECOVERY_CODE_LENGTH with `characters` and `expected`; RECOVERY_CODE_TYPO with `groups`, the numbers (1 to 8) of those that cannot be right
 * @example parseRecoveryCode('k7mq2 …')
 */
export function parseRecoveryCode(typed: string): Result<string> {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}_.]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')
  const expected = GROUPS * GROUP_LENGTH
  const characters = [...text]
  if (characters.length !== expected) return refuse('RECOVERY_CODE_LENGTH', { characters: characters.length, expected })
  const wrong: string[] = []
  for (let group = 0; group < GROUPS; group += 1) {
    const values = characters.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH).map((character) => ALPHABET.indexOf(character))
    if (values.includes(-1) || checkValue(values.slice(0, -1), group) !== values.at(-1)) wrong.push(String(group + 1))
  }
  return wrong.length === 0 ? ok(text) : refuse('RECOVERY_CODE_TYPO', { groups: wrong })
}
