import type { IdType, MaritalStatus, PaymentMode, ProductLine, SecurityMode } from '../product/vocabulary.ts'

/** Everything the checklist may ask about a case, as plain values. `core/loan-case/facts-of.ts` fills it. */
export interface CaseFacts {
  readonly line: ProductLine
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
  readonly coOwned: boolean
  /** Co-owners other than the spouse. */
  readonly coOwners: number
  readonly leased: boolean
  readonly residential: boolean
  readonly paymentMode: PaymentMode
  /** The bank asks for proof of use even when the payee was paid by entrustment. */
  readonly useProofByPolicy: boolean
  readonly disclosureDue: boolean
  readonly visitRequired: boolean
}
