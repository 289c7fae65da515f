import { addFen, type Fen, fen, formatFen } from '../kernel/fen.ts'
import { partnersNamed } from './costs-beside.ts'
import { securitiesOf } from './paper-security.ts'
import type { ContractTerms, TermsCharge } from './terms.ts'
import { paperAmount, paperArea, paperRate, paperYearCost } from './view-values.ts'

/** One row of the repayment schedule, ready for a table. */
export interface ScheduleRow {
  readonly index: string
  readonly dueOn: string
  readonly days: string
  readonly principal: string
  readonly interest: string
  readonly total: string
  readonly balance: string
  /** Of this instalment and all before it, to be carried to the next page. */
  readonly upTo: { readonly principal: string; readonly interest: string; readonly total: string }
}

/** A cost's standard in figures; the template says it in words. */
export interface CostRow {
  readonly code: ContractTerms['cost']['items'][number]['code']
  readonly kind: TermsCharge['kind']
  readonly figure: string
  readonly payee: string
  readonly bearer: 'BORROWER' | 'LENDER'
  readonly amount: string
}

const sum = (rows: ContractTerms['schedule'], pick: (row: ContractTerms['schedule'][number]) => Fen): Fen =>
  fen(rows.reduce((total, row) => total + pick(row), 0))

function scheduleRows(schedule: ContractTerms['schedule']): ScheduleRow[] {
  let [principal, interest] = [fen(0), fen(0)]
  return schedule.map((row) => {
    principal = addFen(principal, row.principalFen)
    interest = addFen(interest, row.interestFen)
    return {
      index: String(row.index),
      dueOn: row.dueOn,
      days: String(row.days),
      principal: formatFen(row.principalFen),
      interest: formatFen(row.interestFen),
      total: formatFen(row.totalFen),
      balance: formatFen(row.balanceFen),
      upTo: { principal: formatFen(principal), interest: formatFen(interest), total: formatFen(addFen(principal, interest)) },
    }
  })
}

const chargeFigure = (charge: TermsCharge): string => ('rate' in charge ? paperRate(charge.rate) : formatFen(charge.amountFen))

const loanView = ({ loan, schedule }: ContractTerms) => {
  const { rate } = loan
  return {
    ...loan,
    amount: paperAmount(loan.amountFen),
    tenorMonths: String(loan.tenorMonths),
    annualRate: paperRate(rate.annualRate),
    lprRate: paperRate(rate.lprRate),
    lprDate: rate.lprDate,
    lprTenor: rate.lprTenor,
    /** Basis points without sign, and on which side of the LPR they stand. */
    bp: String(Math.abs(rate.bp)),
    bpSide: rate.bp < 0 ? ('MINUS' as const) : ('PLUS' as const),
    repriceRule: rate.repriceRule,
    penaltyMarkup: `${rate.penaltyMarkupPercent}%`,
    penaltyRate: paperRate(rate.penaltyRate),
    misuseMarkup: `${rate.misuseMarkupPercent}%`,
    misuseRate: paperRate(rate.misuseRate),
    payee: loan.payee && { ...loan.payee, amount: paperAmount(loan.payee.amountFen) },
    instalments: String(schedule.length),
    firstDueOn: schedule[0]?.dueOn ?? loan.maturityOn,
    firstTotal: paperAmount(schedule[0]?.totalFen ?? fen(0)),
    /** Whether every row but the last asks the same total. */
    level: new Set(schedule.slice(0, -1).map(({ totalFen }) => totalFen)).size <= 1,
  }
}

const houseView = (house: NonNullable<ContractTerms['house']>) => ({
  ...house,
  area: paperArea(house.areaHundredths),
  appraised: paperAmount(house.appraisedFen),
  secured: paperAmount(house.securedFen),
  priorDebt: paperAmount(house.priorDebtFen),
})

/** The costs with every figure ready for paper: cost table and approval sheet show the same rows. */
export const costView = ({ cost }: Pick<ContractTerms, 'cost'>) => ({
  items: cost.items.map(
    (item): CostRow => ({
      code: item.code,
      kind: item.standard.kind,
      figure: chargeFigure(item.standard),
      payee: item.payee,
      bearer: item.bearer,
      amount: formatFen(item.amountFen),
    }),
  ),
  total: paperAmount(cost.totalFen),
  monthly: cost.monthly && { simple: paperYearCost(cost.monthly.simple), compound: paperYearCost(cost.monthly.compound) },
  xirr: paperYearCost(cost.xirr),
  headline: paperYearCost(cost.headline),
  partners: cost.partners,
  disclosedOn: cost.disclosedOn,
})

/**
 * The approved terms with every figure ready for paper: amounts in figures and capitals, rates, areas, row texts. Words
 * are the templates'. Every paper of a contract set is laid out from this one view, so no two can differ.
 * @example contractView(terms).loan.amount.uppercase
 */
export function contractView(terms: ContractTerms) {
  const { schedule } = terms
  return {
    ...terms,
    loan: loanView(terms),
    securities: securitiesOf(terms),
    house: terms.house && houseView(terms.house),
    cost: { ...costView(terms), partners: partnersNamed(terms) },
    schedule: scheduleRows(schedule),
    totals: {
      principal: paperAmount(sum(schedule, ({ principalFen }) => principalFen)),
      interest: paperAmount(sum(schedule, ({ interestFen }) => interestFen)),
      total: paperAmount(sum(schedule, ({ totalFen }) => totalFen)),
    },
  }
}
export type ContractView = ReturnType<typeof contractView>
export type CostView = ContractView['cost']
