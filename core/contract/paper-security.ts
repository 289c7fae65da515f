import type { Fen } from '../kernel/fen.ts'
import { fen } from '../kernel/fen.ts'
import type { ContractTerms } from './terms.ts'
import type { TermsCompany, TermsParty } from './terms-security.ts'

interface Secured {
  /** The number of its contract, made from the loan contract's. */
  readonly contractNo: string
  readonly securedFen: Fen
}

/** What else than a house secures the loan: each has a contract of its own (domain 4.8). */
export type PaperSecurity = Secured &
  (
    | ({ readonly kind: 'VEHICLE' } & NonNullable<ContractTerms['vehicle']>)
    | ({ readonly kind: 'PLEDGE'; readonly what: NonNullable<ContractTerms['pledge']>['kind'] } & Omit<NonNullable<ContractTerms['pledge']>, 'kind'>)
    | { readonly kind: 'GUARANTOR'; readonly person: TermsParty; readonly spouse: TermsParty | null }
    | { readonly kind: 'COMPANY'; readonly company: TermsCompany }
  )

/**
 * The securities of the terms beside the house, each with the number of its contract: the loan contract's digits under the letters
 * of its kind, so that no number needs a counter of its own and a pile of papers shows what belongs together.
 * @example securitiesOf(terms).map(({ contractNo }) => contractNo) // ['DY1101992026112600015-C', 'BZ1101992026112600015-1']
 */
export function securitiesOf(terms: ContractTerms): PaperSecurity[] {
  const digits = terms.contractNo.slice(2)
  const { vehicle, pledge, guarantors, guarantorCompanies, loan } = terms
  const whole = fen(loan.amountFen)
  return [
    ...(vehicle ? [{ kind: 'VEHICLE' as const, contractNo: `DY${digits}-C`, ...vehicle }] : []),
    ...(pledge ? [{ ...pledge, kind: 'PLEDGE' as const, what: pledge.kind, contractNo: `ZY${digits}` }] : []),
    ...guarantors.map(({ spouse, ...person }, index) => ({
      kind: 'GUARANTOR' as const,
      contractNo: `BZ${digits}-${index + 1}`,
      securedFen: whole,
      person,
      spouse,
    })),
    ...guarantorCompanies.map((company, index) => ({ kind: 'COMPANY' as const, contractNo: `BZ${digits}-F${index + 1}`, securedFen: whole, company })),
  ]
}

/** Pledged by entry in a register (Civil Code 443 to 445); a deposit and a movable are by handing them over (429, 441). */
const BY_ENTRY: readonly NonNullable<ContractTerms['pledge']>['kind'][] = ['RECEIVABLE', 'EQUITY', 'IP']

/** Whether a right that secures the loan stands in a register. @example hasRegistered({ house: null, vehicle: null, pledge: deposit }) // false */
export const hasRegistered = ({ house, vehicle, pledge }: { readonly [thing in 'house' | 'vehicle']: unknown } & Pick<ContractTerms, 'pledge'>): boolean =>
  Boolean(house) || Boolean(vehicle) || (pledge !== null && BY_ENTRY.includes(pledge.kind))
