import type { Applicant } from '../../../db/repositories/loan-case-record.ts'
import { readName } from '../../services/name-reading.ts'
import type { Counter } from '../counter.ts'

type Body = Readonly<Record<string, unknown>>
const part = (body: Body, key: string): Body => {
  const value = body[key]
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : {}
}
const text = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')

/** Who a half-filled form is about, for the list and the duplicate warning; empty strings where nothing is typed yet. */
export function applicantOf(body: Body): Applicant {
  const borrower = part(body, 'borrower')
  const business = part(body, 'business')
  return {
    name: text(borrower.name),
    idNumber: text(borrower.idNumber),
    phone: text(borrower.phone),
    businessName: text(business.name) || null,
    uscc: text(business.uscc) || null,
  }
}

/** The applicant with what finds him again: his name's comparison key and pinyin. */
export async function findableApplicant(counter: Pick<Counter, 'reference'>, body: Body): Promise<Applicant> {
  const applicant = applicantOf(body)
  return { ...applicant, ...(await readName(counter.reference, applicant.name)) }
}

/** The amount and term typed so far; 0 while there are none. */
export function loanOf(body: Body): { readonly amountFen: number; readonly tenorMonths: number } {
  const loan = part(body, 'loan')
  const whole = (value: unknown, max: number): number => (typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value <= max ? value : 0)
  return { amountFen: whole(loan.amountFen, 1_000_000_000_000), tenorMonths: whole(loan.tenorMonths, 360) }
}
