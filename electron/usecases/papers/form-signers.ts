import type { Application } from '../../../core/intake/application.ts'
import { partyPeople } from '../../../core/intake/party-people.ts'
import type { Person } from '../../../core/intake/person.ts'
import type { SigningParty } from '../../../templates/contracts/signing-parties.ts'
import type { IntakeFormKind } from '../../../templates/slips/form-frames.v1.ts'

/** Who signs a form of the counter, by the party code of the checklist. */
export interface FormSigner {
  readonly party: string
  readonly signer: SigningParty
}

/** Roles that sign each form (checklist items D201 with D202, D203, D208, D209). */
const SIGN: Readonly<Record<IntakeFormKind, readonly string[]>> = {
  CREDIT_AUTHORISATION: ['B', 'LR', 'SP', 'AC', 'G', 'GS', 'GC'],
  PERSONAL_INFO_CONSENT: ['B', 'LR', 'SP', 'AC', 'G', 'GS'],
  USE_UNDERTAKING: ['B', 'SP'],
  SERVICE_ADDRESS: ['B', 'SP', 'CO', 'G', 'GC'],
}
const roleOf = (party: string): string => party.replace(/\d+$/, '')
const asSigner = ({ name, idType, idNumber, phone, address }: Person): SigningParty => ({ role: '', person: { name, idType, idNumber, phone, address } })

/**
 * Everybody who signs this form, a sheet each. An enterprise signs as itself; for its credit report and personal information its
 * legal representative signs a sheet of his own.
 * @example formSigners('SERVICE_ADDRESS', application).map(({ party }) => party) // ['B', 'SP']
 */
export function formSigners(kind: IntakeFormKind, application: Application): FormSigner[] {
  const { enterprise, business, guarantorCompanies } = application
  const company = enterprise && business ? { name: business.name, uscc: business.uscc, address: business.address } : null
  const people = partyPeople(application).flatMap(({ party, person }): FormSigner[] => {
    const signer = asSigner(person)
    if (party === 'B' && company)
      return kind === 'PERSONAL_INFO_CONSENT'
        ? [{ party: 'LR', signer }]
        : [
            { party, signer: { ...signer, company } },
            { party: 'LR', signer },
          ]
    if (roleOf(party) !== 'GC') return [{ party, signer }]
    const guarantor = guarantorCompanies[Number(party.slice(2)) - 1]
    return guarantor ? [{ party, signer: { ...signer, company: { name: guarantor.name, uscc: guarantor.uscc, address: guarantor.address } } }] : []
  })
  // The spouse of a legal representative owes nothing with the enterprise; who stands in the case twice signs once for himself.
  const asked = people.filter(({ party }) => SIGN[kind].includes(roleOf(party)) && !(company !== null && party === 'SP'))
  const selfOf = ({ signer }: FormSigner): string => `${signer.company?.uscc ?? ''} ${signer.person.idNumber}`
  return asked.filter((one, at) => asked.findIndex((other) => selfOf(other) === selfOf(one)) === at)
}
