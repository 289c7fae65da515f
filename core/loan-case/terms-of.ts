import { feeOf, lenderItems, partnersIn } from '../contract/agreed-costs.ts'
import type { AgreedTerms } from '../contract/agreed-terms.ts'
import { type CostDisclosure, discloseCost } from '../contract/cost-disclosure.ts'
import type { DueMode } from '../contract/due-dates.ts'
import { penaltyRate } from '../contract/penalty.ts'
import { makeSchedule, type ScheduleRequest } from '../contract/schedule.ts'
import type { ContractTermsInput, Lender } from '../contract/terms.ts'
import type { Application } from '../intake/application.ts'
import type { Company, Person } from '../intake/person.ts'
import type { DateOnly } from '../kernel/calendar.ts'
import type { Fen } from '../kernel/fen.ts'
import { RATE_PER_BP, RATE_PER_PERMILLE, type Rate } from '../kernel/rate.ts'
import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Parameters } from '../product/parameters.ts'
import type { Product } from '../product/product.ts'
import type { SecurityMode } from '../product/vocabulary.ts'
import type { LprTenor } from '../scoring/price.ts'

/** What the approval fixed, and what the contract adds. */
export interface TermsRequest {
  readonly application: Application
  readonly product: Product
  readonly parameters: Parameters
  readonly lender: Lender
  readonly caseNo: string
  readonly contractNo: string
  readonly mortgageNo: string | null
  readonly iouNo: string
  readonly amountFen: Fen
  readonly annualRate: Rate
  readonly lpr: { readonly tenor: LprTenor; readonly publishedOn: DateOnly; readonly lprRate: Rate }
  readonly valueDate: DateOnly
  readonly appraisal: { readonly appraisedFen: Fen; readonly priorDebtFen: Fen } | null
  readonly conditions: readonly string[]
  readonly agreed: AgreedTerms
  readonly disclosedOn: DateOnly | null
  readonly signedOn: DateOnly | null
  /** Of the approval; null before it is given, and where it was given unsealed. */
  readonly seal: string | null
}

/** Copies signed: bank, borrower, and a third for the registry or the guarantor. */
const copiesOf = ({ house, vehicle, pledge }: Application, security: SecurityMode) => ({
  total: security === 'CREDIT' && !house && !vehicle && !pledge ? 2 : 3,
  borrower: 1,
})
const PROOF_DAYS = 30

const party = ({ name, idType, idNumber, phone, address }: Person) => ({ name, idType, idNumber, phone, address })

/** What a schedule is counted from. */
export type LoanFigures = Pick<TermsRequest, 'application' | 'amountFen' | 'annualRate' | 'valueDate'> & {
  readonly agreed: Pick<AgreedTerms, 'dueDay' | 'costs'>
}

const dueModeOf = ({ dueDay }: Pick<AgreedTerms, 'dueDay'>): DueMode => (dueDay === null ? { kind: 'ALIGNED' } : { kind: 'FIXED_DAY', day: dueDay })

/** The schedule request of these terms; interest-only methods count actual days (domain 4.1). */
export const scheduleRequest = (request: LoanFigures): ScheduleRequest => ({
  principalFen: request.amountFen,
  annualRate: request.annualRate,
  tenorMonths: request.application.loan.tenorMonths,
  valueDate: request.valueDate,
  method: request.application.loan.repaymentMethod,
  dueMode: dueModeOf(request.agreed),
  interestBasis: 'ACT_360',
})

/** The all-in cost of these terms: interest, and what else the borrower bears (domain 4.5, D204). Refuses what `discloseCost` refuses, at the costs where there are any. */
export function costOf(request: LoanFigures & Pick<TermsRequest, 'parameters' | 'lender'>): Result<CostDisclosure> {
  const fees = (request.agreed.costs ?? []).filter(({ bearer }) => bearer === 'BORROWER').map(feeOf)
  const cost = discloseCost({
    loan: scheduleRequest(request),
    lenderCode: request.lender.bank,
    fees,
    penalty: request.parameters.penalty,
    ceiling: request.parameters.costCeiling,
  })
  return cost.ok || fees.length === 0 ? cost : refuse(cost.error.code, { ...cost.error.details, field: 'agreed.costs' })
}

/**
 * The canonical terms of an approved loan: the one source of its contract set. Refuses what `discloseCost` refuses.
 * @example termsOf(request)
 */
export function termsOf(request: TermsRequest): Result<ContractTermsInput> {
  const { application, product, parameters, annualRate, lpr, agreed } = request
  const { borrower, spouse, business, house, loan } = application
  const person = product.borrower === 'PERSON'
  const cost = costOf(request)
  if (!cost.ok) return cost
  const schedule = makeSchedule(scheduleRequest(request))
  const { penalty } = parameters
  return ok({
    caseNo: request.caseNo,
    contractNo: request.contractNo,
    mortgageNo: request.mortgageNo,
    iouNo: request.iouNo,
    productLine: product.line,
    borrowerKind: product.borrower,
    security: product.security,
    lender: request.lender,
    borrower: party(borrower),
    // the spouse of a legal representative owes nothing with the enterprise
    spouse: person && spouse ? party(spouse) : null,
    coOwners: [...(house?.coOwners ?? []), ...(application.vehicle?.coOwners ?? [])].map(party),
    business: business && { name: business.name, uscc: business.uscc, address: business.address },
    loan: {
      amountFen: request.amountFen,
      tenorMonths: loan.tenorMonths,
      rate: {
        annualRate,
        lprDate: lpr.publishedOn,
        lprTenor: lpr.tenor,
        lprRate: lpr.lprRate,
        bp: (annualRate - lpr.lprRate) / RATE_PER_BP,
        repriceRule: agreed.repriceRule,
        penaltyMarkupPercent: penalty.overduePercent,
        penaltyRate: penaltyRate(annualRate, penalty, ['OVERDUE']),
        misuseMarkupPercent: penalty.misusePercent,
        misuseRate: penaltyRate(annualRate, penalty, ['MISUSE']),
      },
      method: loan.repaymentMethod,
      dueMode: dueModeOf(agreed),
      interestBasis: 'ACT_360',
      valueDate: request.valueDate,
      maturityOn: schedule.maturityOn,
      purposeText: loan.purposeText,
      paymentMode: loan.paymentMode,
      // The bank pays the whole loan to the payee, whatever was asked for (domain 1.3: ENTRUSTED pays the sum drawn).
      payee: loan.payee && loan.paymentMode === 'ENTRUSTED' ? { ...loan.payee, amountFen: request.amountFen } : loan.payee,
      debitAccount: loan.debitAccount,
      proofDays: PROOF_DAYS,
      prepaymentFeePermille: parameters.prepaymentFeeRate / RATE_PER_PERMILLE,
    },
    schedule: [...schedule.instalments],
    cost: {
      items: [
        ...cost.value.items.map(({ code, standard, payeeCode, amountFen }) => ({ code, standard, payee: payeeCode, bearer: 'BORROWER' as const, amountFen })),
        ...lenderItems(agreed.costs ?? [], request.amountFen, schedule.instalments.length),
      ],
      totalFen: cost.value.totalFen,
      ...cost.value.annualCost,
      partners: partnersIn(agreed.costs ?? [], request.lender.bank),
      disclosedOn: request.disclosedOn,
    },
    house: house && request.appraisal ? { ...houseTerms(house), ...request.appraisal, securedFen: request.amountFen } : null,
    ...securityTerms(request),
    conditions: [...request.conditions],
    specialTerms: agreed.specialTerms,
    disputes: agreed.disputes,
    copies: copiesOf(application, product.security),
    signedOn: request.signedOn,
    ...(agreed.maximum === null ? {} : { maximum: agreed.maximum }),
    ...(request.seal === null ? {} : { seal: request.seal }),
  })
}

const companyTerms = ({ name, uscc, address, legalRepresentative }: Company) => ({ name, uscc, address, legalRepresentative: party(legalRepresentative) })

/** Vehicle, pledge and who else answers for the loan, each valued as the survey found it. */
function securityTerms({ application, appraisal, amountFen }: TermsRequest) {
  const { vehicle, pledge, guarantors, guarantorCompanies, collateralCompany } = application
  const valued = appraisal && { ...appraisal, securedFen: amountFen }
  return {
    vehicle: vehicle && valued ? { ...vehicleTerms(vehicle), ...valued } : null,
    pledge: pledge && valued ? { ...pledge, ...valued } : null,
    guarantors: guarantors.map((guarantor) => ({ ...party(guarantor), spouse: guarantor.spouse && party(guarantor.spouse) })),
    guarantorCompanies: guarantorCompanies.map(companyTerms),
    collateralCompany: collateralCompany && companyTerms(collateralCompany),
  }
}

const vehicleTerms = ({ plate, vin, certificateNo, model, firstRegisteredOn, ownership }: NonNullable<Application['vehicle']>) => ({
  plate,
  vin,
  certificateNo,
  model,
  firstRegisteredOn,
  ownership,
})

function houseTerms({ titleNo, unitNo, address, areaHundredths, use, ownership, leased }: NonNullable<Application['house']>) {
  return { titleNo, unitNo, address, areaHundredths, use, ownership, leased }
}
