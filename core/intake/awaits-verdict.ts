import type { ComparedField } from './duplicate.ts'

/** What a form has in common with another case, and what somebody who saw the two side by side made of it. */
export interface JudgedMatch {
  /** By NAME only where something else agrees too. */
  readonly matchedOn: ComparedField | 'NAME'
  /** As whom the person stands there: 'B' borrower, 'SP' spouse, 'CO1' co-owner. */
  readonly role: string
  /** Whether the other case has ended. */
  readonly ended: boolean
  readonly verdict: 'SAME' | 'OTHER' | null
}

/**
 * Whether an application waits until somebody has judged the other case: one of a borrower with this ID number that has not ended, or one
 * of a borrower with this name and something else in common. A shared phone or firm is a household, and an ended case under the same
 * number is a customer who comes back. A number outweighs who was thought another person before it was typed.
 * @example awaitsVerdict({ matchedOn: 'ID', role: 'B', ended: false, verdict: null }) // true
 */
export function awaitsVerdict({ matchedOn, role, ended, verdict }: JudgedMatch): boolean {
  if (matchedOn === 'NAME') return verdict === null
  return matchedOn === 'ID' && role === 'B' && !ended && verdict !== 'SAME'
}
