import { figureOf, type Parameters } from '../product/parameters.ts'
import type { ReasonCode } from '../product/reason-codes.ts'
import type { BorrowerKind, ProductLine, SecurityMode } from '../product/vocabulary.ts'
import type { DtiBand } from './debt-ratio.ts'

/** What the hard rules read; business figures are null for a person who trades nothing, value figures without collateral. */
export interface AdmissionFacts {
  readonly line: ProductLine
  readonly borrower: BorrowerKind
  readonly security: SecurityMode
  readonly ageYears: number
  readonly ageAtMaturityYears: number
  readonly idValid: boolean
  readonly firstLoan: boolean
  readonly dtiBand: DtiBand
  readonly dscrHundredths: number | null
  readonly dishonestDebtor: boolean
  readonly enforcedDebtor: boolean
  readonly consumptionRestricted: boolean
  readonly abnormalOperation: boolean
  readonly taxGrade: 'A' | 'B' | 'M' | 'C' | 'D' | 'NONE'
  readonly operatingMonths: number | null
  readonly purposeAllowed: boolean
  readonly forgedDocument: boolean
  /** Whether prior-ranking debt already uses the collateral up, so that no reduced loan fits the LTV cap. */
  readonly collateralExhausted: boolean | null
  readonly relatedParty: boolean
  readonly enquiries3Months: number
  readonly currentlyOverdue: boolean
  readonly worstConsecutiveOverdue: number
  readonly overdueTimes24Months: number
}

/** REJECT ends the case; MANUAL leaves it to head office as an exception (domain 6.1). */
export interface RuleHit {
  readonly code: ReasonCode
  readonly effect: 'REJECT' | 'MANUAL'
}
type Rule = (facts: AdmissionFacts, parameters: Parameters) => RuleHit['effect'] | null

const rejectIf = (hit: boolean) => (hit ? 'REJECT' : null)
const manualIf = (hit: boolean) => (hit ? 'MANUAL' : null)

/** An enterprise does not grow old: only the person who borrows is asked for the age. */
const age: Rule = ({ ageYears, ageAtMaturityYears, line, borrower }, { age }) =>
  rejectIf(borrower === 'PERSON' && (ageYears < age.min || ageYears > age.max || ageAtMaturityYears > figureOf(age.maxAtMaturity, line)))
const identity: Rule = ({ idValid }) => rejectIf(!idValid)
/** Domain 1.2: a false result does not end the case, it leaves the first-loan product; so head office decides. */
const firstLoan: Rule = ({ firstLoan }) => manualIf(!firstLoan)
const debtToIncome: Rule = ({ dtiBand }) => rejectIf(dtiBand === 'REFUSED')
const debtServiceCover: Rule = ({ dscrHundredths: cover }, { dscr }) => {
  if (cover === null || cover >= dscr.normalHundredths) return null
  return cover < dscr.rejectHundredths ? 'REJECT' : 'MANUAL'
}
const courts: Rule = ({ dishonestDebtor, enforcedDebtor }) => rejectIf(dishonestDebtor) ?? manualIf(enforcedDebtor)
const consumption: Rule = ({ consumptionRestricted }) => rejectIf(consumptionRestricted)
const operation: Rule = ({ abnormalOperation }) => rejectIf(abnormalOperation)
const tax: Rule = ({ taxGrade }) => rejectIf(taxGrade === 'D')
const operatingTime: Rule = ({ operatingMonths }, { minOperatingMonths }) => rejectIf(operatingMonths !== null && operatingMonths < minOperatingMonths)
const purpose: Rule = ({ purposeAllowed }) => rejectIf(!purposeAllowed)
const forgery: Rule = ({ forgedDocument }) => rejectIf(forgedDocument)
const collateral: Rule = ({ collateralExhausted }) => rejectIf(collateralExhausted === true)
const relatedParty: Rule = ({ relatedParty, security }) => rejectIf(relatedParty && security === 'CREDIT')
const enquiries: Rule = ({ enquiries3Months }, { maxEnquiries3Months }) => manualIf(enquiries3Months > maxEnquiries3Months)
const arrears: Rule = ({ currentlyOverdue, worstConsecutiveOverdue, overdueTimes24Months }, { overdue }) =>
  rejectIf(currentlyOverdue || worstConsecutiveOverdue >= overdue.consecutive || overdueTimes24Months >= overdue.times24Months)

/** Rule by code. R06 follows from the grade; R12, R15, R18 and R20 are reasons a person gives. */
export const HARD_RULES = {
  R01: age,
  R02: identity,
  R03: firstLoan,
  R04: debtToIncome,
  R05: debtServiceCover,
  R07: courts,
  R08: consumption,
  R09: operation,
  R10: tax,
  R11: operatingTime,
  R13: purpose,
  R14: forgery,
  R16: collateral,
  R17: relatedParty,
  R19: enquiries,
  R21: arrears,
} as const satisfies Partial<Record<ReasonCode, Rule>>
export type HardRuleCode = keyof typeof HARD_RULES

const RULE_ENTRIES = Object.entries(HARD_RULES) as [HardRuleCode, Rule][]

/** Every hard rule that is hit, in the order of their codes (domain 6.1). @example checkHardRules(facts, parameters) // [{ code: 'R19', effect: 'MANUAL' }] */
export function checkHardRules(facts: AdmissionFacts, parameters: Parameters): RuleHit[] {
  return RULE_ENTRIES.flatMap(([code, rule]) => {
    const effect = rule(facts, parameters)
    return effect === null ? [] : [{ code, effect }]
  })
}
