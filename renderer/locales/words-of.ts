/** The same words in another language: every key of the first, each a text. A missing or a further key does not compile. */
export type WordsOf<T> = { readonly [K in keyof T]: T[K] extends string ? string : WordsOf<T[K]> }
