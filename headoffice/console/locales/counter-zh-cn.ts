import { approvals } from '../../../renderer/locales/zh-CN/approvals.ts'
import { refusalReasons } from '../../../renderer/locales/zh-CN/codes.ts'
import { details } from '../../../renderer/locales/zh-CN/details.ts'
import { fields } from '../../../renderer/locales/zh-CN/fields.ts'
import { pages } from '../../../renderer/locales/zh-CN/pages.ts'
import { password } from '../../../renderer/locales/zh-CN/password.ts'
import { applicantTypes } from '../../../renderer/locales/zh-CN/type-fields.ts'
import { words } from '../../../renderer/locales/zh-CN/words.ts'

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
  problems: { ...password.problems, CONTAINS_STAFF_NO: '含用户名' },
}
