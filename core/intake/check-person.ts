import type { DateOnly } from '../kernel/calendar.ts'
import { checkName } from '../kernel/person-name.ts'
import type { Details } from '../kernel/result.ts'

import { checkIdNumber, normaliseIdNumber } from './id-number.ts'
import { idValidityProblems } from './id-validity.ts'
import { type FieldIssue, stop, warn, when } from './issues.ts'
import { checkMobile } from './mobile.ts'
import type { Person } from './person.ts'

function nameIssues(path: string, name: string): FieldIssue[] {
  const check = checkName(name)
  if (check.ok) return []
  const { ok: _, code, ...details } = check
  return [stop(path, code, details satisfies Details)]
}

function phoneIssues(path: string, phone: string): FieldIssue[] {
  const check = checkMobile(phone)
  return check.ok ? [] : [stop(path, `PHONE_${check.code}`)]
}

/** The birth that a valid number tells, else null. */
export function birthOf(person: Person, today: DateOnly): DateOnly | null {
  const check = checkIdNumber(person.idType, person.idNumber, today)
  return check.ok ? check.birth : null
}

function documentIssues(path: string, person: Person, today: DateOnly): FieldIssue[] {
  const check = checkIdNumber(person.idType, person.idNumber, today)
  const birth = check.ok ? check.birth : null
  const term = { idType: person.idType, birth, issuedOn: person.idIssuedOn, expiresOn: person.idExpiresOn, today }
  const dates = idValidityProblems(term).map((code): FieldIssue => {
    if (code === 'ID_VALIDITY_LENGTH') {
      // only the law on resident cards is certain; lengths of the other documents are practice
      return (person.idType === 'RESIDENT' ? stop : warn)(`${path}.idExpiresOn`, code)
    }
    return stop(`${path}.${code === 'ID_EXPIRED' ? 'idExpiresOn' : 'idIssuedOn'}`, code)
  })
  if (!check.ok) return [stop(`${path}.idNumber`, `ID_${check.code}`), ...dates]
  return [
    ...when(check.was15, stop(`${path}.idNumber`, 'ID_15_DIGITS')),
    ...when(check.kind === 'FOREIGN_PR_2017', warn(`${path}.idNumber`, 'ID_CARD_OF_2017')),
    ...dates,
  ]
}

/**
 * Name, identity document and phone of one person who signs.
 * @param path where the person stands in the application
 * @see domain 3.1–3.3, 3.6, 9
 * @example personIssues('spouse', application.spouse, today)
 */
export function personIssues(path: string, person: Person, today: DateOnly): FieldIssue[] {
  return [...nameIssues(`${path}.name`, person.name), ...documentIssues(path, person, today), ...phoneIssues(`${path}.phone`, person.phone)]
}

/** Whether two persons give the same identity number. */
export const sameNumber = (one: Person, other: Person): boolean => normaliseIdNumber(one.idNumber) === normaliseIdNumber(other.idNumber)
