import type { ContractTerms } from './terms.ts'
import type { TermsCompany, TermsParty } from './terms-security.ts'

/** Who stands on a paper: a person, or a company by the person who acts for it. */
export interface ActingParty {
  readonly person: TermsParty
  readonly company?: Pick<TermsCompany, 'name' | 'uscc' | 'address'>
}

/** Somebody without whom no right over a thing is given or given back: its owners, and the spouse who consents. */
export interface Owner extends ActingParty {
  readonly part: 'OWNER' | 'CO_OWNER' | 'SPOUSE'
}

type Owned = Pick<ContractTerms, 'borrower' | 'borrowerKind' | 'business' | 'spouse' | 'coOwners' | 'collateralCompany'>

/** Who owes: a person, or an enterprise by its legal representative. */
export const debtorOf = ({ borrower, borrowerKind, business }: Pick<Owned, 'borrower' | 'borrowerKind' | 'business'>): ActingParty => ({
  person: borrower,
  ...(borrowerKind === 'ENTERPRISE' && business ? { company: business } : {}),
})

export const nameOf = ({ person, company }: ActingParty): string => company?.name ?? person.name

/**
 * Everybody who gives a thing as security, in the order in which they sign: the owner (the borrower, the borrowing enterprise, or the
 * other company that owns it), co-owners, and the borrower's spouse where the borrower himself owns it and the spouse is no co-owner.
 * What is pledged has one owner.
 * @example ownersOf(terms, 'HOUSE').map(nameOf) // ['测试𬱖', '测䶮㛃']
 */
export function ownersOf(terms: Owned, thing: 'HOUSE' | 'VEHICLE' | 'PLEDGE'): Owner[] {
  const { collateralCompany, spouse } = terms
  const owner: ActingParty = collateralCompany ? { person: collateralCompany.legalRepresentative, company: collateralCompany } : debtorOf(terms)
  const coOwners = thing === 'PLEDGE' ? [] : terms.coOwners
  const consents = spouse !== null && !owner.company && !coOwners.some(({ idNumber }) => idNumber === spouse.idNumber)
  return [
    { part: 'OWNER', ...owner },
    ...coOwners.map((person): Owner => ({ part: 'CO_OWNER', person })),
    ...(consents ? [{ part: 'SPOUSE', person: spouse } as const] : []),
  ]
}

/** The names in which a thing is held: a spouse who only consents holds nothing. @example holders(ownersOf(terms, 'HOUSE')).join('、') */
export const holders = (owners: readonly Owner[]): string[] => owners.filter(({ part }) => part !== 'SPOUSE').map(nameOf)
