import type { DateOnly } from '../kernel/calendar.ts'
import type { BorrowerKind, ProductLine } from '../product/vocabulary.ts'
import type { Application } from './application.ts'
import { sinceIssues } from './check-household.ts'
import { birthOf, personIssues, sameNumber } from './check-person.ts'
import { type FieldIssue, type IssueCode, stop, warn, when } from './issues.ts'
import { checkUscc, type Registrant } from './uscc.ts'

/** Members a cooperative needs (Farmers' Cooperatives Law 12). */
const COOPERATIVE_MEMBERS = 5

interface Applicant {
  readonly line: ProductLine
  readonly borrower: BorrowerKind
}

/** Who may stand in the register behind a line; a family farm may be anybody, also nobody. */
function registrantOf({ line, borrower }: Applicant): { readonly kind: Registrant; readonly code: IssueCode } | null {
  if (line === 'IND_BIZ') return { kind: 'SOLE_TRADER', code: 'USCC_NOT_SOLE_TRADER' }
  if (line === 'SME_WC') return { kind: 'ENTERPRISE', code: 'USCC_NOT_ENTERPRISE' }
  return borrower === 'ENTERPRISE' ? { kind: 'COOPERATIVE', code: 'USCC_NOT_COOPERATIVE' } : null
}

/** A unified social credit code at a path. @example usccIssues('guarantorCompanies.0.uscc', text) */
export function usccIssues(path: string, text: string): FieldIssue[] {
  const check = checkUscc(text)
  return check.ok ? [] : [stop(path, `USCC_${check.code}`)]
}

function ownUsccIssues({ business, farm }: Application, applicant: Applicant): FieldIssue[] {
  const path = 'business.uscc'
  const text = business?.uscc ?? ''
  if (text === '' && farm !== null && applicant.borrower === 'PERSON') return when(farm.licensed, stop(path, 'REQUIRED'))
  const check = checkUscc(text)
  if (!check.ok) return usccIssues(path, text)
  const expected = registrantOf(applicant)
  return when(expected !== null && check.registrant !== expected.kind, stop(path, expected?.code ?? 'USCC_FORMAT'))
}

function shopIssues(application: Application, applicant: Applicant, today: DateOnly): FieldIssue[] {
  const { borrower, business } = application
  if (business === null) return when(applicant.line !== 'IND_CONSUME', stop('business', 'BUSINESS_MISSING'))
  if (applicant.line === 'IND_CONSUME') return [stop('business', 'BUSINESS_NOT_EXPECTED')]
  const leaseEndsOn = business.premises === 'LEASE' ? business.leaseEndsOn : null
  return [
    ...ownUsccIssues(application, applicant),
    ...sinceIssues('business.registeredOn', business.registeredOn, today, null),
    ...sinceIssues('business.ownerInIndustrySince', business.ownerInIndustrySince, today, birthOf(borrower, today)),
    ...when(business.premises === 'LEASE' && leaseEndsOn === null, stop('business.leaseEndsOn', 'LEASE_END_MISSING')),
    ...when(leaseEndsOn !== null && leaseEndsOn < today, warn('business.leaseEndsOn', 'LEASE_ENDED')),
  ]
}

function enterpriseIssues({ enterprise, borrower }: Application, applicant: Applicant, today: DateOnly): FieldIssue[] {
  if (enterprise === null) return when(applicant.borrower === 'ENTERPRISE', stop('enterprise', 'ENTERPRISE_MISSING'))
  if (applicant.borrower === 'PERSON') return [stop('enterprise', 'ENTERPRISE_NOT_EXPECTED')]
  const { controller, members } = enterprise
  const cooperative = applicant.line === 'AGRI'
  return [
    ...(controller === null ? [] : personIssues('enterprise.controller', controller, today)),
    ...when(controller !== null && sameNumber(controller, borrower), stop('enterprise.controller.idNumber', 'SAME_PERSON')),
    ...when(cooperative && (members ?? 0) < COOPERATIVE_MEMBERS, stop('enterprise.members', 'MEMBERS_TOO_FEW', { members: COOPERATIVE_MEMBERS })),
    ...when(!cooperative && members !== null, stop('enterprise.members', 'MEMBERS_NOT_EXPECTED')),
  ]
}

function farmIssues({ farm }: Application, { line }: Applicant, today: DateOnly): FieldIssue[] {
  if (farm === null) return when(line === 'AGRI', stop('farm', 'FARM_MISSING'))
  if (line !== 'AGRI') return [stop('farm', 'FARM_NOT_EXPECTED')]
  const { landLeaseEndsOn } = farm
  return when(landLeaseEndsOn !== null && landLeaseEndsOn < today, warn('farm.landLeaseEndsOn', 'LEASE_ENDED'))
}

/** The business behind the loan, and what an enterprise, cooperative or farm adds (domain 2.1, 3.4). */
export const businessIssues = (application: Application, applicant: Applicant, today: DateOnly): FieldIssue[] => [
  ...shopIssues(application, applicant, today),
  ...enterpriseIssues(application, applicant, today),
  ...farmIssues(application, applicant, today),
]
