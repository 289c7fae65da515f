import type { CaseFacts } from './facts.ts'

/**
 * The closed table of conditions a checklist may name (rulings 13). A checklist that names another one is refused;
 * a new rule is a new entry here. The words for the screen are the locale key `reasonKey(name)`.
 */
export const PREDICATES = {
  ALWAYS: () => true,
  /** The borrower is a natural person. */
  PERSON: (facts) => facts.borrowerKind === 'PERSON',
  ENTERPRISE: (facts) => facts.borrowerKind === 'ENTERPRISE',
  CONSUMER_LINE: (facts) => facts.line === 'IND_CONSUME',
  /** Sole traders. */
  BUSINESS_LINE: (facts) => facts.line === 'IND_BIZ',
  SME_LINE: (facts) => facts.line === 'SME_WC',
  AGRI_LINE: (facts) => facts.line === 'AGRI',
  FAMILY_FARM: (facts) => facts.line === 'AGRI' && facts.borrowerKind === 'PERSON',
  COOPERATIVE: (facts) => facts.line === 'AGRI' && facts.borrowerKind === 'ENTERPRISE',
  FARM_LICENSED: (facts) => facts.line === 'AGRI' && facts.borrowerKind === 'PERSON' && facts.farmLicensed,
  CONTROLLER_APART: (facts) => facts.controllerApart,
  CONTROLLER_IS_LEGAL_REP: (facts) => !facts.controllerApart,
  MORTGAGE_RE: (facts) => facts.security === 'MORTGAGE_RE',
  MORTGAGE_VEH: (facts) => facts.security === 'MORTGAGE_VEH',
  GUARANTOR_PERSON: (facts) => facts.guarantors.length > 0,
  GUARANTOR_MARRIED: (facts) => facts.guarantors.some(({ married }) => married),
  GUARANTOR_COMPANY: (facts) => facts.guarantorCompanies > 0,
  COMPANY_OWNS_COLLATERAL: (facts) => facts.companyOwnsCollateral,
  PLEDGE_DEPOSIT: (facts) => facts.pledge === 'DEPOSIT',
  PLEDGE_RECEIVABLE: (facts) => facts.pledge === 'RECEIVABLE',
  PLEDGE_MOVABLE: (facts) => facts.pledge === 'MOVABLE',
  PLEDGE_EQUITY: (facts) => facts.pledge === 'EQUITY',
  PLEDGE_IP: (facts) => facts.pledge === 'IP',
  PLEDGE_NON_CASH: (facts) => facts.pledge !== null && facts.pledge !== 'DEPOSIT',
  LAND_USE_PLEDGED: (facts) => facts.landUsePledged,
  GOVERNMENT_GUARANTEE: (facts) => facts.governmentGuarantee,
  SINGLE: (facts) => facts.maritalStatus === 'SINGLE',
  MARRIED: (facts) => facts.maritalStatus === 'MARRIED',
  DIVORCED: (facts) => facts.maritalStatus === 'DIVORCED',
  WIDOWED: (facts) => facts.maritalStatus === 'WIDOWED',
  NON_RESIDENT_ID: (facts) => facts.idType !== 'RESIDENT',
  RESIDENCE_BY_REGISTER: (facts) => facts.residenceByRegister,
  REGISTERED_ELSEWHERE: (facts) => !facts.registeredInBranchCity,
  AGENT_PRESENT: (facts) => facts.agentPresent,
  EMPLOYED: (facts) => facts.employed,
  HOUSING_FUND_DECLARED: (facts) => facts.housingFundDeclared,
  INCOME_ABOVE_TAX_THRESHOLD: (facts) => facts.incomeAboveTaxThreshold,
  ASSETS_DECLARED: (facts) => facts.assetsDeclared,
  TAX_REGISTERED: (facts) => facts.taxRegistered,
  LICENSED_SECTOR: (facts) => facts.licensedSector,
  CO_OWNED: (facts) => facts.coOwned,
  LEASED: (facts) => facts.leased,
  RESIDENTIAL: (facts) => facts.residential,
  NON_RESIDENTIAL: (facts) => !facts.residential,
  NOT_SELF_PAID: (facts) => facts.paymentMode !== 'SELF',
  NOT_ENTRUSTED: (facts) => facts.paymentMode !== 'ENTRUSTED',
  USE_PROOF_BY_POLICY: (facts) => facts.useProofByPolicy,
  DISCLOSURE_DUE: (facts) => facts.disclosureDue,
  VISIT_REQUIRED: (facts) => facts.visitRequired,
} as const satisfies Record<string, (facts: CaseFacts) => boolean>

export type PredicateName = keyof typeof PREDICATES
export const PREDICATE_NAMES = Object.keys(PREDICATES) as PredicateName[]

/** Locale key of the sentence that says why. @example reasonKey('MARRIED') // 'reasons.MARRIED' */
export const reasonKey = (name: PredicateName): string => `reasons.${name}`
