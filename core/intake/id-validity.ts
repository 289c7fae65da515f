import { addDays, addMonths, type DateOnly, fullYears } from '../kernel/calendar.ts'
import type { IdType } from '../product/vocabulary.ts'

export const ID_VALIDITY_CODES = ['ID_EXPIRED', 'ID_ISSUED_BEFORE_BIRTH', 'ID_ISSUED_IN_FUTURE', 'ID_VALIDITY_LENGTH'] as const
export type IdValidityCode = (typeof ID_VALIDITY_CODES)[number]

export interface IdTerm {
  readonly idType: IdType
  /** null when the number does not tell it: the length is then not checked. */
  readonly birth: DateOnly | null
  readonly issuedOn: DateOnly
  /** null = without expiry. */
  readonly expiresOn: DateOnly | null
  readonly today: DateOnly
}

/**
 * How many years a card issued at this age is good for; null = without expiry.
 * Resident cards: 居民身份证法 article 5. Residence permits five years; foreign residents five below 18, else ten.
 * @example validityYears('RESIDENT', 24) // 10
 */
export function validityYears(idType: IdType, ageAtIssue: number): 5 | 10 | 20 | null {
  if (idType === 'HMT_PERMIT') return 5
  if (idType === 'FOREIGN_PR') return ageAtIssue < 18 ? 5 : 10
  if (ageAtIssue < 16) return 5
  if (ageAtIssue <= 25) return 10
  return ageAtIssue <= 45 ? 20 : null
}

function lengthFits(term: IdTerm, birth: DateOnly): boolean {
  const years = validityYears(term.idType, fullYears(birth, term.issuedOn))
  if (years === null || term.expiresOn === null) return years === null && term.expiresOn === null
  const expiry = addMonths(term.issuedOn, years * 12)
  // a card issued on 29 February may end on 28 February or 1 March
  return term.expiresOn === expiry || (expiry.slice(8) !== term.issuedOn.slice(8) && term.expiresOn === addDays(expiry, 1))
}

/**
 * What is wrong with the dates of an identity document; a card is good through its last day.
 * @see domain 3.1 (validity by age at issue), 6.1 R02
 * @example idValidityProblems({ idType: 'RESIDENT', birth, issuedOn, expiresOn, today }) // ['ID_VALIDITY_LENGTH']
 */
export function idValidityProblems(term: IdTerm): IdValidityCode[] {
  const problems: IdValidityCode[] = []
  if (term.issuedOn > term.today) problems.push('ID_ISSUED_IN_FUTURE')
  if (term.expiresOn !== null && term.expiresOn < term.today) problems.push('ID_EXPIRED')
  if (term.birth !== null && term.issuedOn < term.birth) problems.push('ID_ISSUED_BEFORE_BIRTH')
  else if (term.birth !== null && !lengthFits(term, term.birth)) problems.push('ID_VALIDITY_LENGTH')
  return problems
}
