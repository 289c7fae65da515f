import type { Form } from './checklist.ts'

/**
 * The customer's papers of value (domain 7: 权证): the policy, the vehicle's certificate, the pledged instrument. They stand in the
 * vault, not in the volume, and go back when no loan comes of it. Whatever else is kept in original (authorisations, consents,
 * proofs issued to the bank) is what the decision stands on, and stays in the file.
 */
const PAPERS_OF_VALUE: ReadonlySet<string> = new Set(['D610', 'D611', 'D613'])

/** Those of the papers that are handed back to their owners on a rejection: originals of value (domain 4.8). @example handedBack(file.papers) */
export const handedBack = <P extends { readonly itemId: string; readonly form: Form }>(papers: readonly P[]): P[] =>
  papers.filter(({ itemId, form }) => form === 'O' && PAPERS_OF_VALUE.has(itemId))
