import type { BorrowerKind, IdType, MaritalStatus, PaymentMode, PledgeKind, ProductLine, SecurityMode } from '../product/vocabulary.ts'
import type { People } from './parties.ts'

/** Everything the checklist may ask about a case, as plain values. `core/loan-case/facts-of.ts` fills it. */
export interface CaseFacts {
  readonly line: ProductLine
  /** A cooperative or enterprise borrows itself; its legal representative stands for it as "the borrower" in personal facts. */
  readonly borrowerKind: BorrowerKind
  readonly security: SecurityMode
  readonly maritalStatus: MaritalStatus
  readonly idType: IdType
  /** The address is proved by the household register. */
  readonly residenceByRegister: boolean
  /** The household register lies in the branch's city. */
  readonly registeredInBranchCity: boolean
  readonly agentPresent: boolean
  readonly employed: boolean
  readonly housingFundDeclared: boolean
  readonly incomeAboveTaxThreshold: boolean
  readonly assetsDeclared: boolean
  readonly taxRegistered: boolean
  readonly licensedSector: boolean
  /** A family farm that holds a business licence, not only a place on the list. */
  readonly farmLicensed: boolean
  /** The enterprise is controlled by somebody else than its legal representative. */
  readonly controllerApart: boolean
  readonly coOwned: boolean
  /** Co-owners other than the spouse. */
  readonly coOwners: number
  readonly leased: boolean
  readonly residential: boolean
  /** Persons who guarantee, in the order of the application. */
  readonly guarantors: readonly { readonly married: boolean }[]
  readonly guarantorCompanies: number
  /** A company other than the borrower owns the collateral. */
  readonly companyOwnsCollateral: boolean
  readonly pledge: PledgeKind | null
  /** The right to use farmland is given as security. */
  readonly landUsePledged: boolean
  /** An agricultural guarantee company stands behind the loan. */
  readonly governmentGuarantee: boolean
  readonly paymentMode: PaymentMode
  /** The bank asks for proof of use even when the payee was paid by entrustment. */
  readonly useProofByPolicy: boolean
  readonly disclosureDue: boolean
  readonly visitRequired: boolean
}

/** The people of a case, for sheets and signature blocks. @example partiesOf(peopleOf(facts), ['B', 'SP']) */
export const peopleOf = (facts: CaseFacts): People => ({
  borrower: facts.borrowerKind,
  married: facts.maritalStatus === 'MARRIED',
  coOwners: facts.coOwners,
  guarantors: facts.guarantors,
  guarantorCompanies: facts.guarantorCompanies,
  controller: facts.controllerApart,
  companyOwnsCollateral: facts.companyOwnsCollateral,
  agent: facts.agentPresent,
})
