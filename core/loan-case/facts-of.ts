import type { CaseFacts } from '../completeness/facts.ts'
import type { Application } from '../intake/application.ts'
import type { DateOnly } from '../kernel/calendar.ts'
import { disclosureDue, type Product, visitRequired } from '../product/product.ts'

/** What the facts need beyond the application. */
export interface FactsContext {
  readonly product: Pick<Product, 'line' | 'borrower' | 'security' | 'needsDisclosure' | 'visit' | 'useProofAlways' | 'taxRecordAboveFen'>
  /** First four digits of the branch's region (GB/T 2260). */
  readonly branchCityCode: string
  /** Contract day if known, else the business date: decides whether the cost disclosure is due. */
  readonly contractOn: DateOnly
  /** The parameters' `costDisclosureFrom`. */
  readonly disclosureFrom: DateOnly
}

/** Owners of the house or vehicle who are neither the borrower nor the spouse: a spouse who owns it too is counted once, as spouse. */
export function otherOwners({ borrower, spouse, house, vehicle }: Application): NonNullable<Application['house']>['coOwners'] {
  const owners = [...(house?.coOwners ?? []), ...(vehicle?.coOwners ?? [])]
  return owners.filter((owner) => owner.idNumber !== spouse?.idNumber && owner.idNumber !== borrower.idNumber)
}

/** What the offers say: owners, guarantors, the pledge. */
function securityFacts(application: Application) {
  const { house, vehicle, pledge, farm, guarantors, guarantorCompanies, collateralCompany } = application
  return {
    coOwned: [house, vehicle].some((offer) => offer !== null && offer.ownership !== 'SOLE'),
    coOwners: otherOwners(application).length,
    leased: house?.leased ?? false,
    residential: house?.use === 'RESIDENTIAL',
    guarantors: guarantors.map(({ maritalStatus }) => ({ married: maritalStatus === 'MARRIED' })),
    guarantorCompanies: guarantorCompanies.length,
    companyOwnsCollateral: collateralCompany !== null,
    pledge: pledge?.kind ?? null,
    landUsePledged: farm?.landUsePledged ?? false,
    governmentGuarantee: farm !== null && farm.guaranteeCompany !== null,
  }
}

/**
 * The checklist's facts from an application and its product.
 * @example factsOf(application, { product, branchCityCode: '3201', contractOn: today, disclosureFrom })
 */
export function factsOf(application: Application, context: FactsContext): CaseFacts {
  const { borrower, employment, business, enterprise, farm, loan, declarations } = application
  const { product } = context
  return {
    line: product.line,
    borrowerKind: product.borrower,
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
    farmLicensed: farm?.licensed ?? false,
    controllerApart: enterprise !== null && enterprise.controller !== null,
    ...securityFacts(application),
    paymentMode: loan.paymentMode,
    useProofByPolicy: product.useProofAlways,
    disclosureDue: product.borrower === 'PERSON' && disclosureDue(product, context.contractOn, context.disclosureFrom),
    visitRequired: visitRequired(product, loan.amountFen),
  }
}
