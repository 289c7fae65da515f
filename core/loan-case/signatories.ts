import type { Application } from '../intake/application.ts'
import { partyPeople } from '../intake/party-people.ts'
import type { Person } from '../intake/person.ts'

/** Who signs the contract set and must hold a valid document that day (domain 2.2.7, R02): everybody but agent and controller. */
export const signatories = (application: Application): readonly Person[] =>
  partyPeople(application)
    .filter(({ party }) => party !== 'AG' && party !== 'AC')
    .map(({ person }) => person)

/** Whether a policy must run to maturity: a house that is no dwelling, or a vehicle (D610). */
export const insuranceNeeded = ({ house, vehicle }: Pick<Application, 'house' | 'vehicle'>): boolean => house?.use === 'COMMERCIAL' || vehicle !== null
