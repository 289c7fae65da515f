import { type DateOnly, fullYears } from '../kernel/calendar.ts'
import type { ProductLine } from '../product/vocabulary.ts'
import type { Application } from './application.ts'
import { birthOf, personIssues, sameNumber } from './check-person.ts'
import { type FieldIssue, stop, warn, when } from './issues.ts'
import { normalisePhone } from './mobile.ts'
import { provinceExists } from './regions.ts'

/** Of age at 18 (民法典 17). */
const MAJORITY = 18

/** A day something began: not in the future, and not before the borrower's birth where that makes no sense. */
export function sinceIssues(path: string, since: DateOnly, today: DateOnly, birth: DateOnly | null): FieldIssue[] {
  return [...when(since > today, stop(path, 'DATE_IN_FUTURE')), ...when(birth !== null && since < birth, stop(path, 'DATE_BEFORE_BIRTH'))]
}

function borrowerIssues({ borrower }: Application, today: DateOnly): FieldIssue[] {
  const birth = birthOf(borrower, today)
  const rentedSince = borrower.residence === 'RENT' ? borrower.rentedSince : null
  return [
    ...personIssues('borrower', borrower, today),
    ...when(birth !== null && fullYears(birth, today) < MAJORITY, stop('borrower.idNumber', 'BORROWER_MINOR', { years: MAJORITY })),
    ...when(!provinceExists(borrower.hukouCityCode), warn('borrower.hukouCityCode', 'HUKOU_REGION_UNKNOWN')),
    ...when(borrower.residence === 'RENT' && rentedSince === null, stop('borrower.rentedSince', 'RENTED_SINCE_MISSING')),
    ...(rentedSince === null ? [] : sinceIssues('borrower.rentedSince', rentedSince, today, birth)),
    ...sinceIssues('borrower.inCitySince', borrower.inCitySince, today, birth),
  ]
}

function spouseIssues({ borrower, spouse }: Application, today: DateOnly): FieldIssue[] {
  const married = borrower.maritalStatus === 'MARRIED'
  if (spouse === null) return when(married, stop('spouse', 'SPOUSE_MISSING'))
  if (!married) return [stop('spouse', 'SPOUSE_NOT_EXPECTED')]
  return [
    ...personIssues('spouse', spouse, today),
    ...when(sameNumber(spouse, borrower), stop('spouse.idNumber', 'SAME_PERSON')),
    ...when(normalisePhone(spouse.phone) === normalisePhone(borrower.phone), warn('spouse.phone', 'PHONE_SHARED')),
  ]
}

function workIssues({ borrower, employment }: Application, line: ProductLine, today: DateOnly): FieldIssue[] {
  if (employment === null) return when(line === 'IND_CONSUME', stop('employment', 'EMPLOYMENT_MISSING'))
  return sinceIssues('employment.since', employment.since, today, birthOf(borrower, today))
}

function agentIssues({ agent, borrower, declarations }: Application, today: DateOnly): FieldIssue[] {
  if (agent === null) return when(declarations.agentPresent, warn('agent', 'AGENT_MISSING'))
  if (!declarations.agentPresent) return [stop('agent', 'AGENT_NOT_EXPECTED')]
  return [...personIssues('agent', agent, today), ...when(sameNumber(agent, borrower), stop('agent.idNumber', 'SAME_PERSON'))]
}

/** The persons and the work they live on: borrower, spouse, employment, agent (domain 3, 2.1). */
export function householdIssues(application: Application, { line }: { readonly line: ProductLine }, today: DateOnly): FieldIssue[] {
  return [
    ...borrowerIssues(application, today),
    ...spouseIssues(application, today),
    ...workIssues(application, line, today),
    ...agentIssues(application, today),
  ]
}
