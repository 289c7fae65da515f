import type { Details } from '../kernel/result.ts'

/** What may be wrong with an application. Each code has words in every locale (`Record<IssueCode, string>`). */
export const ISSUE_CODES = [
  // shape of the form: the messages of the schemas
  'AMOUNT_ABOVE_LIMIT',
  'AMOUNT_NEGATIVE',
  'AMOUNT_NOT_INTEGER',
  'AMOUNT_ZERO',
  'DATE_INVALID',
  'FIELD_INVALID',
  'REGION_INVALID',
  'REQUIRED',
  'TENOR_INVALID',
  'TEXT_CHARACTER',
  'TOO_LONG',
  // persons
  'BORROWER_MINOR',
  'ID_15_DIGITS',
  'ID_CARD_OF_2017',
  'ID_CHECK',
  'ID_DATE',
  'ID_EXPIRED',
  'ID_FORMAT',
  'ID_FUTURE',
  'ID_ISSUED_BEFORE_BIRTH',
  'ID_ISSUED_IN_FUTURE',
  'ID_KIND',
  'ID_PROVINCE',
  'ID_REGION',
  'ID_SEQ',
  'ID_VALIDITY_LENGTH',
  'NAME_CHARACTER',
  'NAME_LENGTH',
  'NAME_MIXED',
  'NAME_PRIVATE_USE',
  'NAME_SEPARATOR',
  'NAME_SURROGATE',
  'PHONE_FORMAT',
  'PHONE_SEGMENT',
  'PHONE_SHARED',
  'RISK_LISTED',
  'SAME_PERSON',
  // household, work, business
  'AGENT_MISSING',
  'AGENT_NOT_EXPECTED',
  'BUSINESS_MISSING',
  'BUSINESS_NOT_EXPECTED',
  'DATE_BEFORE_BIRTH',
  'DATE_IN_FUTURE',
  'EMPLOYMENT_MISSING',
  'ENTERPRISE_MISSING',
  'ENTERPRISE_NOT_EXPECTED',
  'FARM_MISSING',
  'FARM_NOT_EXPECTED',
  'HUKOU_REGION_UNKNOWN',
  'LEASE_ENDED',
  'LEASE_END_MISSING',
  'MEMBERS_NOT_EXPECTED',
  'MEMBERS_TOO_FEW',
  'RENTED_SINCE_MISSING',
  'SPOUSE_MISSING',
  'SPOUSE_NOT_EXPECTED',
  'USCC_CHECK',
  'USCC_FORMAT',
  'USCC_NOT_COOPERATIVE',
  'USCC_NOT_ENTERPRISE',
  'USCC_NOT_SOLE_TRADER',
  'USCC_ORG_CHECK',
  'USCC_REGION',
  // guarantors and other security
  'COLLATERAL_COMPANY_NOT_EXPECTED',
  'GUARANTOR_MINOR',
  'GUARANTOR_MISSING',
  'GUARANTOR_NOT_EXPECTED',
  'PLATE_FORMAT',
  'PLATE_TOO_MANY_LETTERS',
  'PLEDGE_KIND_NOT_OFFERED',
  'PLEDGE_MATURES_EARLY',
  'PLEDGE_MISSING',
  'PLEDGE_NOT_EXPECTED',
  'SAME_COMPANY',
  'VEHICLE_MISSING',
  'VEHICLE_NOT_EXPECTED',
  'VIN_CHECK',
  'VIN_FORMAT',
  'VIN_POS9',
  'VIN_TAIL',
  'VIN_YEAR',
  // house
  'COOWNERS_MISSING',
  'COOWNERS_NOT_EXPECTED',
  'HOUSE_MISSING',
  'HOUSE_NOT_EXPECTED',
  'TITLE_FORMAT',
  'TITLE_IN_FUTURE',
  'TITLE_OLD_STYLE',
  'UNIT_FORMAT',
  'UNIT_NOT_A_BUILDING',
  'UNIT_REGION',
  // loan
  'ACCOUNT_FORMAT',
  'AMOUNT_ABOVE_PRODUCT',
  'AMOUNT_BELOW_PRODUCT',
  'CARD_CHECK',
  'ENTRUSTED_NOT_WHOLE',
  'METHOD_NOT_OFFERED',
  'MIXED_OUT_OF_RANGE',
  'NOT_A_CARD',
  'PAYEE_IS_BORROWER',
  'PAYEE_MISSING',
  'PAYEE_NOT_EXPECTED',
  'PURPOSE_NOT_OFFERED',
  'SELF_PAYMENT_ABOVE_LIMIT',
  'TENOR_ABOVE_PRODUCT',
  'TENOR_BELOW_PRODUCT',
] as const
export type IssueCode = (typeof ISSUE_CODES)[number]

/** STOP: cannot be submitted. WARN: may be submitted with a reason. */
export type IssueLevel = 'STOP' | 'WARN'

export interface FieldIssue {
  /** Dotted path into the application, list places as numbers: 'house.coOwners.0.idNumber'. */
  readonly path: string
  readonly code: IssueCode
  readonly level: IssueLevel
  /** Figures for the message; never personal data. */
  readonly details: Details
}

/** @example stop('loan.tenorMonths', 'TENOR_ABOVE_PRODUCT', { maxMonths: 60 }) */
export const stop = (path: string, code: IssueCode, details: Details = {}): FieldIssue => ({ path, code, level: 'STOP', details })
export const warn = (path: string, code: IssueCode, details: Details = {}): FieldIssue => ({ path, code, level: 'WARN', details })

/** The issue when it holds, nothing otherwise. */
export const when = (holds: boolean, issue: FieldIssue): FieldIssue[] => (holds ? [issue] : [])
