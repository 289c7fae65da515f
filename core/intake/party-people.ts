import type { Application } from './application.ts'
import type { Person } from './person.ts'

/** One natural person of an application, by the party code of the checklist, and where he stands in the form. */
export interface PartyPerson {
  readonly party: string
  readonly path: string
  readonly person: Person
}

/**
 * Everybody an application names, each under his party code: the borrower or, for an enterprise, its legal representative ('B'),
 * spouse, controller, every co-owner, guarantors with their spouses, those who act for companies, the agent.
 * @example partyPeople(application).map(({ party }) => party) // ['B', 'SP', 'CO1', 'G1', 'GS1']
 */
export function partyPeople(application: Application): readonly PartyPerson[] {
  const { borrower, spouse, house, vehicle, enterprise, guarantors, guarantorCompanies, collateralCompany, agent } = application
  const one = (party: string, path: string, person: Person | null | undefined): PartyPerson[] => (person ? [{ party, path, person }] : [])
  const owners = [
    ...(house?.coOwners ?? []).map((person, index) => ({ path: `house.coOwners.${index}`, person })),
    ...(vehicle?.coOwners ?? []).map((person, index) => ({ path: `vehicle.coOwners.${index}`, person })),
  ]
  return [
    ...one('B', 'borrower', borrower),
    ...one('SP', 'spouse', spouse),
    ...one('AC', 'enterprise.controller', enterprise?.controller),
    ...owners.flatMap(({ path, person }, index) => one(`CO${index + 1}`, path, person)),
    ...guarantors.flatMap((guarantor, index) => [
      ...one(`G${index + 1}`, `guarantors.${index}`, guarantor),
      ...one(`GS${index + 1}`, `guarantors.${index}.spouse`, guarantor.spouse),
    ]),
    ...guarantorCompanies.flatMap((company, index) => one(`GC${index + 1}`, `guarantorCompanies.${index}.legalRepresentative`, company.legalRepresentative)),
    ...one('MC', 'collateralCompany.legalRepresentative', collateralCompany?.legalRepresentative),
    ...one('AG', 'agent', agent),
  ]
}

/**
 * Who stands behind a party code, by name: the enterprise or company where one does, else the person; null when nobody does.
 * @example partyOwner(application, 'GC1') // the guarantor company's name
 */
export function partyOwner(application: Application, party: string): string | null {
  const { business, enterprise, guarantorCompanies, collateralCompany } = application
  if (party === 'B' && enterprise && business) return business.name
  if (party === 'MC') return collateralCompany?.name ?? null
  const company = /^GC(\d+)$/.exec(party)
  if (company) return guarantorCompanies[Number(company[1]) - 1]?.name ?? null
  const code = party === 'LR' ? 'B' : party
  return partyPeople(application).find((one) => one.party === code)?.person.name ?? null
}
