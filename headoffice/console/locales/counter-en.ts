import { approvals } from '../../../renderer/locales/en/approvals.ts'
import { refusalReasons } from '../../../renderer/locales/en/codes.ts'
import { details } from '../../../renderer/locales/en/details.ts'
import { fields } from '../../../renderer/locales/en/fields.ts'
import { pages } from '../../../renderer/locales/en/pages.ts'
import { password } from '../../../renderer/locales/en/password.ts'
import { applicantTypes } from '../../../renderer/locales/en/type-fields.ts'
import { words } from '../../../renderer/locales/en/words.ts'

/** What the counter calls the codes of a case. */
export const counter = {
  states: words.states,
  documents: words.documents,
  because: details,
  reasons: refusalReasons,
  idTypes: fields.options.idType,
  reviews: fields.options.reviewOutcome,
  applicants: applicantTypes,
  securities: approvals.securities,
  parties: pages.loanCase.parties,
  problems: { ...password.problems, CONTAINS_STAFF_NO: 'holds the user name' },
}
