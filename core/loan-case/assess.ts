import { lendableFen, ltvBasisPoints } from '../collateral/ltv.ts'
import { annuityFen } from '../contract/principal-plan.ts'
import type { Application } from '../intake/application.ts'
import type { Survey } from '../investigation/survey.ts'
import { addMonths, type DateOnly, fullYears } from '../kernel/calendar.ts'
import { type Fen, fen } from '../kernel/fen.ts'
import { RATE_PER_BP, type Rate, rate } from '../kernel/rate.ts'
import type { GradeRow, Parameters } from '../product/parameters.ts'
import type { Product } from '../product/product.ts'
import type { ReasonCode } from '../product/reason-codes.ts'
import type { Scorecard } from '../product/scorecard.ts'
import { businessFacts, cardSecurity, personFacts } from '../scoring/card-facts.ts'
import { type DebtFacts, type DtiBand, dtiBand, dtiBasisPoints, dtiDerivedLimit } from '../scoring/debt-ratio.ts'
import { dscrHundredths, fullMonths } from '../scoring/facts.ts'
import { type CreditLimit, creditLimit, gradeOf } from '../scoring/grade.ts'
import { checkHardRules, type RuleHit } from '../scoring/hard-rules.ts'
import { type LprTenor, lprOn, lprTenorFor, type PriceRange, priceRange } from '../scoring/price.ts'
import { type ScoreResult, score } from '../scoring/score.ts'
import { type WorkingCapitalNeed, workingCapitalNeed } from '../scoring/working-capital.ts'
import { capOf, securityValue } from './security-value.ts'

/** What an assessment reads: intake, survey, and the data versions the case is decided under. */
export interface AssessmentInput {
  readonly application: Application
  readonly survey: Survey
  readonly product: Product
  readonly scorecard: Scorecard
  readonly parameters: Parameters
  readonly on: DateOnly
  /** Birth date read from the borrower's ID number. */
  readonly bornOn: DateOnly
  readonly idValid: boolean
  readonly firstLoan: boolean
}

export interface PriceOffer {
  readonly lprTenor: LprTenor
  readonly lprPublishedOn: DateOnly
  readonly lprRate: Rate
  readonly range: PriceRange
  readonly rateFrom: Rate
  readonly rateTo: Rate
  readonly defaultRate: Rate
}

/** Score, hard rules, grade, limit and price of one case (domain 6.1–6.4). Advice: a person decides. */
export interface Assessment {
  readonly score: ScoreResult
  readonly grade: GradeRow | null
  readonly hits: readonly RuleHit[]
  readonly rejecting: readonly ReasonCode[]
  readonly dtiBand: DtiBand
  readonly dtiBasisPoints: number
  readonly dscrHundredths: number | null
  readonly ltvBasisPoints: number | null
  /** The need for working capital of an enterprise (domain 4.6). */
  readonly workingCapital: WorkingCapitalNeed | null
  readonly limit: CreditLimit | null
  readonly price: PriceOffer | null
  readonly verdict: GradeRow['decision']
}

const MONTHS_A_YEAR = 12

/** The LPR in force and its tenor for a loan. @throws RangeError before the first published LPR. */
export function lprFor(
  parameters: Parameters,
  tenorMonths: number,
  on: DateOnly,
): { readonly tenor: LprTenor; readonly publishedOn: DateOnly; readonly lprRate: Rate } {
  const row = lprOn(parameters.lpr, on)
  if (!row) throw new RangeError(`no LPR published on or before ${on}`)
  const tenor = lprTenorFor(tenorMonths, parameters.lprForOneToFiveYears)
  return { tenor, publishedOn: row.publishedOn, lprRate: tenor === '1Y' ? row.oneYear : row.fiveYear }
}

/** The dearest rate the grade table knows: debt ratios are measured on it until a price is fixed. */
function cautiousRate(parameters: Parameters, lprRate: Rate): Rate {
  const dearest = Math.max(...parameters.grades.flatMap(({ priceBp }) => (priceBp ? [priceBp.to] : [])))
  return rate(lprRate + dearest * RATE_PER_BP)
}

/**
 * Debt facts for an amount and a rate; interest-only loans count as equal instalments over the term (domain 6.1). An enterprise
 * pays from its own cash (DSCR): the loan is no debt of the person who acts for it.
 */
export function debtFacts(application: Application, survey: Survey, amountFen: Fen, annualRate: Rate): DebtFacts {
  return {
    monthlyNetIncomeFen: survey.personal.monthlyNetIncomeFen,
    existingMonthlyDebtFen: survey.creditReport.monthlyDebtServiceFen,
    usedCardLimitFen: survey.creditReport.usedCardLimitFen,
    newInstalmentFen: application.enterprise ? fen(0) : annuityFen(amountFen, annualRate, application.loan.tenorMonths),
  }
}

/** Debt service and loan to value of an amount at a rate: what a decision on them is measured on (domain 6.1, 6.4). */
export function ratiosOf(input: Pick<AssessmentInput, 'application' | 'survey' | 'parameters'>, amountFen: Fen, annualRate: Rate) {
  const { application, survey, parameters } = input
  const debts = debtFacts(application, survey, amountFen, annualRate)
  const value = securityValue(input)
  return {
    dtiBand: dtiBand(debts, parameters.dti),
    dtiBasisPoints: dtiBasisPoints(debts, parameters.dti),
    ltvBasisPoints: value && value.valueFen > 0 ? ltvBasisPoints(amountFen, value.priorDebtFen, value.valueFen) : null,
  }
}

/** What an enterprise needs to work with, on what the survey found; null where nothing was asked. */
export function needOf({ business }: Pick<Survey, 'business'>): WorkingCapitalNeed | null {
  return business?.workingCapital ? workingCapitalNeed({ ...business.workingCapital, salesFen: business.previousTurnoverFen }) : null
}

/** Months in operation; a farm counts seasons, and one season is enough (domain 6.1, R11). Null for who trades nothing. */
function operatingMonths({ business, farm }: Application, { minOperatingMonths }: Parameters, on: DateOnly): number | null {
  if (farm) return farm.seasons > 0 ? minOperatingMonths : 0
  return business ? fullMonths(business.registeredOn, on) : null
}

/**
 * Assesses a case on its confirmed survey. `score.outcome` INCOMPLETE names what is missing; then there is no grade, limit or price.
 * @throws RangeError before the first published LPR.
 * @example assess(input).grade?.grade // 'A'
 */
export function assess(input: AssessmentInput): Assessment {
  const { application, survey, product, scorecard, parameters, on, bornOn } = input
  const { borrower, employment, business, farm, loan, declarations } = application
  const { creditReport, visit, lists, personal } = survey
  const lpr = lprFor(parameters, loan.tenorMonths, on)
  const cautious = cautiousRate(parameters, lpr.lprRate)
  const debts = debtFacts(application, survey, loan.amountFen, cautious)
  const collateral = securityValue(input)
  const lendable = (grade: Pick<GradeRow, 'ltvCutPoints'>) =>
    collateral && lendableFen(collateral.valueFen, collateral.priorDebtFen, capOf(collateral, grade, parameters))
  const yearDebtServiceFen = fen((survey.business?.existingDebtServiceYearFen ?? 0) + annuityFen(loan.amountFen, cautious, loan.tenorMonths) * MONTHS_A_YEAR)
  const cover = survey.business ? dscrHundredths(survey.business.operatingCashFen, yearDebtServiceFen) : null
  const band = dtiBand(debts, parameters.dti)
  const common = { on, security: cardSecurity(product.security, farm !== null && farm.guaranteeCompany !== null), visit: visit.consistency }

  const facts =
    business && survey.business
      ? businessFacts({
          ...survey.business,
          ...common,
          registeredOn: business.registeredOn,
          ownerInIndustrySince: business.ownerInIndustrySince,
          premises: business.premises,
          leaseEndsOn: business.leaseEndsOn,
          declaredTurnoverFen: business.annualTurnoverFen,
          yearDebtServiceFen,
          taxGrade: lists.taxGrade,
          ownerCredit: creditReport.record,
          farm,
        })
      : personFacts({
          ...common,
          ageYears: fullYears(bornOn, on),
          residence: borrower.residence,
          rentedSince: borrower.rentedSince,
          inCitySince: borrower.inCitySince,
          maritalStatus: borrower.maritalStatus,
          inJobSince: employment?.since ?? null,
          incomeVolatilityPercent: personal.incomeVolatilityPercent,
          dtiBasisPoints: dtiBasisPoints(debts, parameters.dti),
          averageDepositFen: personal.averageDepositFen,
          loanFen: loan.amountFen,
          socialInsuranceMonths: personal.socialInsuranceMonths,
          enquiries3Months: creditReport.enquiries3Months,
        })
  const result = score(scorecard, facts)
  const hits = checkHardRules(
    {
      line: product.line,
      borrower: product.borrower,
      security: product.security,
      ageYears: fullYears(bornOn, on),
      ageAtMaturityYears: fullYears(bornOn, addMonths(on, loan.tenorMonths)),
      idValid: input.idValid,
      firstLoan: input.firstLoan,
      dtiBand: band,
      dscrHundredths: cover,
      ...lists,
      operatingMonths: operatingMonths(application, parameters, on),
      purposeAllowed: (product.purposeCodes as readonly string[]).includes(loan.purposeCode),
      collateralExhausted: collateral ? lendable({ ltvCutPoints: 0 }) === 0 : null,
      relatedParty: declarations.relatedParty,
      enquiries3Months: creditReport.enquiries3Months,
      currentlyOverdue: creditReport.currentlyOverdue,
      worstConsecutiveOverdue: creditReport.worstConsecutiveOverdue,
      overdueTimes24Months: creditReport.overdueTimes24Months,
    },
    parameters,
  )
  const grade = result.totalPoints === null ? null : gradeOf(result.totalPoints, parameters)
  const rejecting = [
    ...new Set<ReasonCode>([
      ...hits.filter((hit) => hit.effect === 'REJECT').map((hit) => hit.code),
      ...result.hardHits.map((hit) => hit.code),
      ...(grade?.grade === 'E' ? (['R06'] as const) : []),
    ]),
  ]
  const need = needOf(survey)
  const limit =
    grade === null
      ? null
      : creditLimit(
          {
            line: product.line,
            security: product.security,
            grade,
            appliedFen: loan.amountFen,
            dtiDerivedFen: dtiDerivedLimit(
              debts,
              parameters.dti,
              parameters.dti.hardPercent,
              loan.amountFen,
              (principal) => debtFacts(application, survey, principal, cautious).newInstalmentFen,
            ),
            collateralFen: lendable(grade),
            workingCapitalFen: need?.newLoanFen ?? null,
            verifiedTurnoverFen: survey.business?.evidencedTurnoverFen ?? null,
          },
          parameters,
        )
  return {
    score: result,
    grade,
    hits,
    rejecting,
    dtiBand: band,
    dtiBasisPoints: dtiBasisPoints(debts, parameters.dti),
    dscrHundredths: cover,
    ltvBasisPoints: collateral && collateral.valueFen > 0 ? ltvBasisPoints(loan.amountFen, collateral.priorDebtFen, collateral.valueFen) : null,
    workingCapital: need,
    limit: limit?.ok ? limit.value : null,
    price: grade === null ? null : priceOffer(grade, lpr),
    verdict: rejecting.length > 0 || grade === null ? 'REJECT' : grade.decision,
  }
}

function priceOffer(grade: GradeRow, lpr: ReturnType<typeof lprFor>): PriceOffer | null {
  const range = priceRange(grade)
  if (!range) return null
  const at = (bp: number): Rate => rate(lpr.lprRate + bp * RATE_PER_BP)
  return {
    lprTenor: lpr.tenor,
    lprPublishedOn: lpr.publishedOn,
    lprRate: lpr.lprRate,
    range,
    rateFrom: at(range.fromBp),
    rateTo: at(range.toBp),
    defaultRate: at(range.defaultBp),
  }
}
