import { forIndex } from './sealing.ts'

/** What is searched of a case. */
export interface SearchedCase {
  readonly name: string
  readonly businessName: string | null
  readonly applicationNo: string
  readonly idNumber: string
  readonly phone: string
  /** Pinyin of the name, syllables apart by blanks. */
  readonly readings?: readonly string[]
}

/** Between two fields, so that a phrase never runs from one into the next. */
const GAP = 'x0'
/** The fewest digits a number is found by. */
const MIN_DIGITS = 4
const letters = (text: string): string[] => [...forIndex(text).replace(/\p{P}/gu, '')]

/** One token a character, by code point: SQLite's tokenizers drop characters younger than their tables (rare hanzi). */
const characterTokens = (text: string): string =>
  letters(text)
    .map((character) => `c${character.codePointAt(0)?.toString(16)}`)
    .join(' ')
const forward = (number: string): string => `f${forIndex(number).toLowerCase()}`
const backward = (number: string): string => `b${[...forIndex(number).toLowerCase()].reverse().join('')}`

/** From every syllable on, whole and by initials: a name is found by family name, by given name, by initials. */
function readingTokens(reading: string): readonly string[] {
  const syllables = reading.split(' ')
  return syllables.flatMap((_, from) => {
    const rest = syllables.slice(from)
    return [`p${rest.join('')}`, `i${rest.map((syllable) => syllable.charAt(0)).join('')}`]
  })
}

/** The text indexed for a case. @example tokensOf(found) */
export function tokensOf({ name, businessName, applicationNo, idNumber, phone, readings = [] }: SearchedCase): string {
  const numbers = [applicationNo, idNumber, phone].filter((number) => /^[0-9A-Z]+$/.test(forIndex(number)))
  return [
    characterTokens(name),
    GAP,
    characterTokens(businessName ?? ''),
    GAP,
    ...numbers.flatMap((number) => [forward(number), backward(number)]),
    ...new Set(readings.flatMap(readingTokens)),
  ].join(' ')
}

/**
 * The FTS5 question behind what a person typed: any part of a name of one character or more; the beginning or the end of a
 * case, ID or phone number of four characters or more; from two letters on, pinyin or initials from any syllable.
 * @returns null when nothing can be found by it
 * @example matchOf('测试') // '"c6d4b c8bd5"'
 */
export function matchOf(typed: string): string | null {
  const text = forIndex(typed)
  const questions: string[] = []
  const characters = characterTokens(typed)
  if (characters !== '') questions.push(`"${characters}"`)
  if (/^[0-9A-Z]+$/.test(text) && text.length >= MIN_DIGITS) questions.push(`"${forward(text)}" *`, `"${backward(text)}" *`)
  const spelled = text.replace(/[^A-Z]/gu, '').toLowerCase()
  if (/^[A-Z' ]+$/u.test(typed.normalize('NFKC').toUpperCase().trim()) && spelled.length >= 2) questions.push(`"p${spelled}" *`, `"i${spelled}" *`)
  return questions.length === 0 ? null : questions.join(' OR ')
}
