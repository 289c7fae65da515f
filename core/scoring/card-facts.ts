import type { DateOnly } from '../kernel/calendar.ts'
import type { Fen } from '../kernel/fen.ts'
import type { MaritalStatus, SecurityMode } from '../product/vocabulary.ts'
import { RATIO_WITHOUT_BASE } from './debt-ratio.ts'
import { depositRatioBp, dscrHundredths, fullMonths, premisesFact, ratioDown, ratioUp, residenceFact } from './facts.ts'
import type { ScoreFacts } from './score.ts'

/** What the person's card asks (FL-IND-1), as plain values from intake and survey. */
export interface PersonForCard {
  readonly on: DateOnly
  readonly ageYears: number
  readonly residence: 'OWN' | 'MORTGAGED' | 'FAMILY' | 'RENT'
  readonly rentedSince: DateOnly | null
  readonly inCitySince: DateOnly
  readonly maritalStatus: MaritalStatus
  /** null when not employed: the fact is then missing and the card incomplete. */
  readonly inJobSince: DateOnly | null
  readonly incomeVolatilityPercent: number
  readonly dtiBasisPoints: number
  readonly averageDepositFen: Fen
  readonly loanFen: Fen
  readonly socialInsuranceMonths: number
  readonly enquiries3Months: number
  readonly security: string
  readonly visit: string
}

/** What the business card asks (FL-BIZ-1). */
export interface BusinessForCard {
  readonly on: DateOnly
  readonly registeredOn: DateOnly
  readonly ownerInIndustrySince: DateOnly
  readonly premises: 'OWN' | 'LEASE' | 'NONE'
  readonly leaseEndsOn: DateOnly | null
  readonly declaredTurnoverFen: Fen
  readonly evidencedTurnoverFen: Fen
  /** 0 when there was none: the trend then counts as the lowest, for it shows no growth. */
  readonly previousTurnoverFen: Fen
  readonly netProfitFen: number
  readonly operatingCashFen: number
  /** A year of existing and new debt service together. */
  readonly yearDebtServiceFen: Fen
  readonly totalDebtFen: Fen
  readonly totalAssetFen: Fen
  readonly topCustomerPercent: number
  readonly taxGrade: string
  readonly utilities: string
  readonly ownerCredit: string
  /** Null where nothing is farmed: time and insurance are then not those of the farm card. */
  readonly farm: { readonly seasons: number; readonly insured: boolean } | null
  readonly security: string
  readonly visit: string
}

/** The cards know five words; a vehicle counts as any mortgage does (domain 6.2: mortgage or pledge, 10). */
const CARD_SECURITY: Readonly<Record<SecurityMode, string>> = {
  CREDIT: 'CREDIT',
  GUARANTEE: 'GUARANTOR',
  MORTGAGE_RE: 'MORTGAGE_RE',
  MORTGAGE_VEH: 'MORTGAGE_RE',
  PLEDGE: 'PLEDGE',
}

/** The security as the cards name it; a government guarantee stands above a mere guarantor or none. @example cardSecurity('GUARANTEE', true) // 'GOVERNMENT_GUARANTEE' */
export const cardSecurity = (security: SecurityMode, governmentGuarantee: boolean): string =>
  governmentGuarantee && (security === 'CREDIT' || security === 'GUARANTEE') ? 'GOVERNMENT_GUARANTEE' : CARD_SECURITY[security]

/** Leaves out what could not be derived, so that the score names it as missing. */
function known(facts: Readonly<Record<string, number | string | null>>): ScoreFacts {
  return Object.fromEntries(Object.entries(facts).flatMap(([code, fact]) => (fact === null ? [] : [[code, fact]])))
}

/** Facts of the person's card, in its codes and units (domain 6.2). @example score(card, personFacts(person)) */
export function personFacts(person: PersonForCard): ScoreFacts {
  return known({
    AGE: person.ageYears,
    RESIDENCE: residenceFact(person.residence, person.rentedSince, person.on),
    MONTHS_IN_CITY: fullMonths(person.inCitySince, person.on),
    MARITAL: person.maritalStatus,
    MONTHS_IN_JOB: person.inJobSince === null ? null : fullMonths(person.inJobSince, person.on),
    INCOME_VOLATILITY: person.incomeVolatilityPercent,
    DTI: person.dtiBasisPoints,
    DEPOSIT_RATIO: depositRatioBp(person.averageDepositFen, person.loanFen),
    SOCIAL_INSURANCE: person.socialInsuranceMonths,
    ENQUIRIES: person.enquiries3Months,
    SECURITY: person.security,
    VISIT: person.visit,
  })
}

/** Facts of the business card, in its codes and units (domain 6.3). @example score(card, businessFacts(business)) */
export function businessFacts(business: BusinessForCard): ScoreFacts {
  const { evidencedTurnoverFen, previousTurnoverFen } = business
  return known({
    OPERATING_MONTHS: fullMonths(business.registeredOn, business.on),
    INDUSTRY_MONTHS: fullMonths(business.ownerInIndustrySince, business.on),
    PREMISES: premisesFact(business.premises, business.leaseEndsOn, business.on),
    TURNOVER_EVIDENCED: ratioDown(evidencedTurnoverFen, business.declaredTurnoverFen, 100),
    TURNOVER_TREND: ratioDown(evidencedTurnoverFen - previousTurnoverFen, previousTurnoverFen, 100) ?? -100,
    NET_MARGIN: ratioDown(business.netProfitFen, evidencedTurnoverFen, 10_000) ?? 0,
    DSCR: dscrHundredths(business.operatingCashFen, business.yearDebtServiceFen),
    DEBT_TO_ASSET: ratioUp(business.totalDebtFen, business.totalAssetFen, 10_000) ?? RATIO_WITHOUT_BASE,
    TOP_CUSTOMER: business.topCustomerPercent,
    TAX_GRADE: business.taxGrade,
    UTILITIES: business.utilities,
    OWNER_CREDIT: business.ownerCredit,
    OPERATING_SEASONS: business.farm?.seasons ?? null,
    INSURANCE: business.farm === null ? null : business.farm.insured ? 'INSURED' : 'NONE',
    SECURITY: business.security,
    VISIT: business.visit,
  })
}
