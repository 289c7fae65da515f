import { type DateOnly, parseDate } from './calendar.ts'
import { luhnCheckDigit, luhnHolds } from './luhn.ts'

/** What a number is of (domain 10.5), by its two letters. */
export const NUMBER_PREFIXES = {
  APPLICATION: 'SQ',
  ACCEPTANCE: 'SL',
  SURVEY: 'DC',
  APPROVAL: 'SP',
  LOAN_CONTRACT: 'JK',
  GUARANTEE_CONTRACT: 'BZ',
  MORTGAGE_CONTRACT: 'DY',
  PLEDGE_CONTRACT: 'ZY',
  IOU: 'JJ',
  BATCH: 'PL',
} as const
export type NumberKind = keyof typeof NUMBER_PREFIXES
export const MAX_DAILY_SEQUENCE = 9999

export interface CaseNumber {
  readonly kind: NumberKind
  /** Six digits. */
  readonly branch: string
  readonly date: DateOnly
  /** 1 to 9999, counted per branch, kind and business day; never reused. */
  readonly sequence: number
}

export type CaseNumberCheck = { readonly ok: true; readonly value: CaseNumber } | { readonly ok: false; readonly code: 'FORMAT' | 'DATE' | 'CHECK' }

const KINDS = Object.keys(NUMBER_PREFIXES) as readonly NumberKind[]

/**
 * Prefix + branch(6) + yyyymmdd + sequence(4) + Luhn digit over the 18 digits (domain 10.5): 21 characters.
 * @throws RangeError when the branch is not six digits or the sequence not 1 to 9999
 * @example makeCaseNumber({ kind: 'APPLICATION', branch: '110199', date: dateOnly('2026-11-23'), sequence: 1 })
 */
export function makeCaseNumber({ kind, branch, date, sequence }: CaseNumber): string {
  if (!/^\d{6}$/.test(branch)) throw new RangeError('a branch code has six digits')
  if (!Number.isInteger(sequence) || sequence < 1 || sequence > MAX_DAILY_SEQUENCE) throw new RangeError(`sequence out of range: ${sequence}`)
  const digits = branch + date.replaceAll('-', '') + String(sequence).padStart(4, '0')
  return NUMBER_PREFIXES[kind] + digits + luhnCheckDigit(digits)
}

/**
 * Takes a number apart, typed or scanned; blanks and lower case are forgiven.
 * @returns FORMAT for a wrong shape or unknown prefix, CHECK for a wrong check digit, DATE for a day that never was
 */
export function checkCaseNumber(text: string): CaseNumberCheck {
  const match = /^([A-Z]{2})(\d{6})(\d{4})(\d{2})(\d{2})(\d{4})(\d)$/.exec(text.replace(/\s/gu, '').toUpperCase())
  const kind = KINDS.find((candidate) => NUMBER_PREFIXES[candidate] === match?.[1])
  if (!match || !kind || match[6] === '0000') return { ok: false, code: 'FORMAT' }
  if (!luhnHolds(match[0].slice(2))) return { ok: false, code: 'CHECK' }
  const date = parseDate(`${match[3]}-${match[4]}-${match[5]}`)
  if (!date) return { ok: false, code: 'DATE' }
  return { ok: true, value: { kind, branch: match[2] ?? '', date, sequence: Number(match[6]) } }
}
