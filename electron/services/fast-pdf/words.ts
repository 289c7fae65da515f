import type { Parts, Word } from './internals.ts'

/** Texts whose words are kept: every clause of the books and more; beyond that it begins anew. */
const TEXTS_KEPT = 5_000

export interface SplitWord extends Word {
  /** White space at its edges, which a line cuts off. */
  readonly leading: string
  readonly trailing: string
}

const edges = ({ text, lineEnd }: Word): SplitWord => ({
  text,
  ...(lineEnd ? { lineEnd } : {}),
  leading: /^\s+/.exec(text)?.[0] ?? '',
  trailing: /\s+$/.exec(text)?.[0] ?? '',
})

/** pdfmake's own breaking of a text into words, kept from paper to paper: the clauses are the same in each. */
export function wordSplitter({ breaker: TextBreaker }: Parts): (text: string) => readonly SplitWord[] {
  const known = new Map<string, readonly SplitWord[]>()
  const breaker = new TextBreaker()
  return (text) => {
    const found = known.get(text)
    if (found) return found
    const words = breaker.getBreaks(text, null).map(edges)
    if (known.size >= TEXTS_KEPT) known.clear()
    known.set(text, words)
    return words
  }
}

/** A text that may not wrap is one word, whatever it holds. */
export const oneWord = (text: string): readonly SplitWord[] => [edges({ text })]
