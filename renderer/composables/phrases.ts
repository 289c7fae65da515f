import { useI18n } from 'vue-i18n'
import type { phrases } from '../locales/zh-CN/phrases.ts'

/** Where text is written by hand; each place has its standard phrases. */
export type PhraseSet = keyof typeof phrases.sets

/** A phrase: the word on its button, and what it writes. */
export interface Phrase {
  readonly short: string
  readonly text: string
}

/** The standard phrases of a place, in the language of the window. @example usePhrases()('visit')[0]?.text */
export function usePhrases() {
  const { t, tm } = useI18n()
  return (set: PhraseSet): readonly Phrase[] =>
    Object.keys(tm(`phrases.sets.${set}`) as object).map((name) => ({
      short: t(`phrases.sets.${set}.${name}.short`),
      text: t(`phrases.sets.${set}.${name}.text`),
    }))
}

const LATIN_END = /[\x21-\x7e]$/
const LATIN_START = /^[\x21-\x7e]/

/** What a phrase adds between `before` and `after`: Latin words are kept apart, and in a list each phrase has a line of its own. @example joined('Agreed.', 'No objection.', '', false) // ' No objection.' */
export function joined(before: string, phrase: string, after: string, lines: boolean): string {
  if (lines) return `${before === '' || before.endsWith('\n') ? '' : '\n'}${phrase}${after === '' || after.startsWith('\n') ? '' : '\n'}`
  const apart = (left: string, right: string): string => (LATIN_END.test(left) && LATIN_START.test(right) ? ' ' : '')
  return `${apart(before, phrase)}${phrase}${apart(phrase, after)}`
}
