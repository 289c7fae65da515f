import { z } from 'zod'
import { CLAUSE_FACTS, CLAUSE_VARIABLES, type ClauseFact, type ClauseVariable, type ClauseVariables } from './clause-names.ts'
import { PAPER_KINDS } from './paper-kinds.ts'

const isFact = (name: string): name is ClauseFact => (CLAUSE_FACTS as readonly string[]).includes(name)
const isVariable = (name: string): name is ClauseVariable => (CLAUSE_VARIABLES as readonly string[]).includes(name)
const namesIn = (text: string): string[] => [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name]) => name ?? '')
/** The variables a clause names. @example variablesIn('金额{amount}元') // ['amount'] */
export const variablesIn = (text: string): ClauseVariable[] => namesIn(text).filter(isVariable)

/** One condition: a fact, a fact denied, or any of several. @example '!maximum', 'house|vehicle' */
const Condition = z.string().refine((text) => text.replace(/^!/, '').split('|').every(isFact), { error: (issue) => `no such fact: ${String(issue.input)}` })
const ClauseText = z
  .string()
  .min(1)
  .superRefine((text, context) => {
    for (const name of namesIn(text)) if (!isVariable(name)) context.addIssue({ code: 'custom', message: `unknown variable {${name}}` })
    if (/[{}]/.test(text.replace(/\{[^{}]*\}/g, ''))) context.addIssue({ code: 'custom', message: 'a brace without its partner' })
  })

const Paragraph = z.strictObject({
  id: z.string().regex(/^A\d{2}\.\d{1,2}$/),
  /** All of these must hold; absent: always. */
  when: z.array(Condition).min(1).optional(),
  /** Limits the other side's rights: printed bold, covered by the handwritten confirmation (Civil Code 496). */
  important: z.literal(true).optional(),
  /** A consent of its own (PIPL 29): a line to sign on stands under it. */
  signed: z.literal(true).optional(),
  text: ClauseText,
})
const Article = z.strictObject({
  id: z.string().regex(/^A\d{2}$/),
  title: z.string().min(1),
  /** The law or rule that asks for it. */
  why: z.string().min(1),
  paragraphs: z.array(Paragraph).min(1),
})

/** The clauses of one paper, as data: versioned, and never edited once a paper was printed from them. */
export const ClauseBook = z
  .strictObject({ version: z.string().regex(/^[A-Z-]+@\d+$/), kind: z.enum(PAPER_KINDS), articles: z.array(Article).min(1) })
  .superRefine(({ articles }, context) => {
    const ids = articles.flatMap(({ id, paragraphs }) => [id, ...paragraphs.map((paragraph) => paragraph.id)])
    const twin = ids.find((id, index) => ids.indexOf(id) !== index)
    if (twin) context.addIssue({ code: 'custom', path: ['articles'], message: `two clauses are called ${twin}` })
  })
export type ClauseBook = z.output<typeof ClauseBook>

export interface PlacedClause {
  readonly id: string
  readonly important: boolean
  /** Signed on its own, under its words. */
  readonly signed: boolean
  readonly text: string
  /** The conditions that brought it in; empty: it is always there. */
  readonly when: readonly string[]
}
export interface PlacedArticle {
  readonly id: string
  readonly title: string
  readonly why: string
  readonly clauses: readonly PlacedClause[]
}

const holds = (condition: string, facts: ReadonlySet<ClauseFact>): boolean => {
  const denied = condition.startsWith('!')
  const any = condition
    .replace(/^!/, '')
    .split('|')
    .some((fact) => facts.has(fact as ClauseFact))
  return any !== denied
}

/** Whether all conditions of a clause hold. @example chosenBy(['house|vehicle', '!maximum'], new Set(['house'])) // true */
export const chosenBy = (when: readonly string[], facts: ReadonlySet<ClauseFact>): boolean => when.every((condition) => holds(condition, facts))

const chosen = (book: ClauseBook, facts: ReadonlySet<ClauseFact>) =>
  book.articles
    .map((article) => ({ ...article, paragraphs: article.paragraphs.filter(({ when = [] }) => chosenBy(when, facts)) }))
    .filter(({ paragraphs }) => paragraphs.length > 0)

/** The variables that the chosen clauses name and that have no value: with any of them the paper is not made. */
export const missingVariables = (book: ClauseBook, facts: ReadonlySet<ClauseFact>, values: ClauseVariables): ClauseVariable[] => {
  const named = new Set(chosen(book, facts).flatMap(({ paragraphs }) => paragraphs.flatMap(({ text }) => variablesIn(text))))
  return [...named].filter((name) => values[name] === '')
}

/**
 * The clauses that these facts bring in, filled. An article all of whose paragraphs stay out stays out itself.
 * @example assembleClauses(book, new Set(['consumer']), variables)[0]?.clauses[0]?.text
 */
export const assembleClauses = (book: ClauseBook, facts: ReadonlySet<ClauseFact>, values: ClauseVariables): PlacedArticle[] =>
  chosen(book, facts).map(({ id, title, why, paragraphs }) => ({
    id,
    title,
    why,
    clauses: paragraphs.map((paragraph) => ({
      id: paragraph.id,
      important: paragraph.important === true,
      signed: paragraph.signed === true,
      when: paragraph.when ?? [],
      text: paragraph.text.replace(/\{([^{}]*)\}/g, (_, name: ClauseVariable) => values[name]),
    })),
  }))
