import type { ContractTerms } from './terms.ts'

interface Source {
  readonly house: { readonly use: NonNullable<ContractTerms['house']>['use'] } | null
  readonly vehicle: object | null
  readonly guarantorCompanies: readonly { readonly name: string }[]
  readonly cost: { readonly items: readonly { readonly code: string; readonly payee: string }[]; readonly partners: readonly string[] }
}

/** What the borrower may pay others and no row of the cost table names (D204). */
export interface CostsBeside {
  /** A premium the contract asks for. */
  readonly premium: boolean
  /** Guarantor companies whose fee, if any, no row names. */
  readonly companies: readonly string[]
}

/**
 * What the all-in cost leaves out: table and customer's card say so, that the total is not taken for all.
 * @example costsBeside(terms).premium
 */
export function costsBeside({ house, vehicle, guarantorCompanies, cost }: Source): CostsBeside {
  const insured = house?.use === 'COMMERCIAL' || vehicle !== null
  const named = cost.items.filter(({ code }) => code === 'GUARANTEE').map(({ payee }) => payee)
  return {
    premium: insured && !cost.items.some(({ code }) => code === 'INSURANCE'),
    companies: guarantorCompanies.map(({ name }) => name).filter((name) => !named.includes(name)),
  }
}

/** Whom the table names as partners: who is paid for guarantee or service, and every company that guarantees, paid or not. @example partnersNamed(terms) */
export const partnersNamed = ({ guarantorCompanies, cost }: Source): string[] => [...new Set([...cost.partners, ...guarantorCompanies.map(({ name }) => name)])]
