import type { DateOnly } from '../kernel/calendar.ts'
import type { IdType } from '../product/vocabulary.ts'
import { checkIdNumber } from './id-number.ts'
import { type FieldIssue, stop } from './issues.ts'
import { checkMobile } from './mobile.ts'
import { checkUscc } from './uscc.ts'

type Values = Readonly<Record<string, unknown>>
const isRecord = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value)

function issueOf(path: string, key: string, value: string, beside: Values, today: DateOnly): FieldIssue | null {
  if (key === 'phone') {
    const check = checkMobile(value)
    return check.ok ? null : stop(path, `PHONE_${check.code}`)
  }
  if (key === 'idNumber') {
    const check = checkIdNumber((beside.idType ?? 'RESIDENT') as IdType, value, today)
    return check.ok ? null : stop(path, `ID_${check.code}`)
  }
  if (key !== 'uscc') return null
  const check = checkUscc(value)
  return check.ok ? null : stop(path, `USCC_${check.code}`)
}

/**
 * The numbers typed so far that cannot be right, while other fields are still empty: mobile, identity number, credit code.
 * @example typedIssues({ borrower: { phone: '12345' } }, today) // [{ path: 'borrower.phone', code: 'PHONE_FORMAT', … }]
 */
export function typedIssues(body: unknown, today: DateOnly, at = ''): FieldIssue[] {
  if (!isRecord(body)) return []
  return Object.entries(body).flatMap(([key, value]): FieldIssue[] => {
    const path = at === '' ? key : `${at}.${key}`
    if (isRecord(value)) return typedIssues(value, today, path)
    if (typeof value !== 'string' || value === '') return []
    const issue = issueOf(path, key, value, body, today)
    return issue ? [issue] : []
  })
}
