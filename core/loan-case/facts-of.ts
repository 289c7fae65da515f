import type { CaseFacts } from '../completeness/facts.ts'
import type { Application } from '../intake/application.ts'
import type { DateOnly } from '../kernel/calendar.ts'
import { disclosureDue, type Product, visitRequired } from '../product/product.ts'

/** What the facts need beyond the application. */
export interface FactsContext {
  readonly product: Pick<Product, 'line' | 'security' | 'needsDisclosure' | 'visit' | 'useProofAlways' | 'taxRecordAboveFen'>
  /** First four digits of the branch's region (GB/T 2260). */
  readonly branchCityCode: string
  /** Contract day if known, else the business date: decides whether the cost disclosure is due. */
  readonly contractOn: DateOnly
  /** The parameters' `costDisclosureFrom`. */
  readonly disclosureFrom: DateOnly
}

/**
 * The checklist's facts from an application and its product. A spouse who also owns the house is counted once, as spouse.
 * @example factsOf(application, { product, branchCityCode: '3201', contractOn: today, disclosureFrom })
 */
export function factsOf(application: Application, context: FactsContext): CaseFacts {
  const { borrower, spouse, employment, business, loan, house, declarations } = application
  const { product } = context
  const others = house?.coOwners.filter((owner) => owner.idNumber !== spouse?.idNumber && owner.idNumber !== borrower.idNumber) ?? []
  return {
    line: product.line,
    security: product.security,
    maritalStatus: borrower.maritalStatus,
    idType: borrower.idType,
    residenceByRegister: borrower.residenceProof === 'HUKOU',
    registeredInBranchCity: borrower.hukouCityCode === context.branchCityCode,
    agentPresent: declarations.agentPresent,
    employed: employment !== null,
    housingFundDeclared: employment?.housingFund ?? false,
    incomeAboveTaxThreshold: employment !== null && employment.monthlyIncomeFen > product.taxRecordAboveFen,
    assetsDeclared: declarations.assetsDeclared,
    taxRegistered: business?.taxRegistered ?? false,
    licensedSector: business?.licensedSector ?? false,
    coOwned: house !== null && house.ownership !== 'SOLE',
    coOwners: others.length,
    leased: house?.leased ?? false,
    residential: house?.use === 'RESIDENTIAL',
    paymentMode: loan.paymentMode,
    useProofByPolicy: product.useProofAlways,
    disclosureDue: disclosureDue(product, context.contractOn, context.disclosureFrom),
    visitRequired: visitRequired(product, loan.amountFen),
  }
}
