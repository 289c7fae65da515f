import type { Party } from '../completeness/parties.ts'
import type { Application } from '../intake/application.ts'
import { partyPeople } from '../intake/party-people.ts'

/** One field of the application that a paper should bear out. `path` is that of the intake form. */
export interface EnteredField {
  readonly path: string
  readonly value: string | number | boolean | null
}

const IDENTITY = ['name', 'idNumber', 'idIssuedOn', 'idExpiresOn', 'address']
const WHO = ['name', 'idNumber']
const LOAN = ['loan.amountFen', 'loan.tenorMonths', 'loan.repaymentMethod', 'loan.purposeText']
const BUSINESS = ['business.uscc', 'business.name', 'business.address', 'business.registeredOn']
const HOUSE = ['house.titleNo', 'house.unitNo', 'house.address', 'house.areaHundredths', 'house.ownership']

/** Fields of the person a sheet is for come first, without their prefix; then fields of the case (domain 2, column "check"). */
const FIELDS: Readonly<Record<string, { readonly person?: readonly string[]; readonly of?: readonly string[] }>> = {
  D101: { person: WHO, of: LOAN },
  D102: { person: IDENTITY },
  D103: { person: IDENTITY },
  D104: { person: ['name', 'idNumber', 'address'] },
  D105: { person: ['name', 'idNumber', 'address'] },
  D106: { of: ['borrower.name', 'borrower.idNumber', 'spouse.name', 'spouse.idNumber'] },
  D107: { person: WHO, of: ['borrower.maritalStatus'] },
  D108: { person: WHO, of: ['borrower.maritalStatus'] },
  D109: { of: ['borrower.maritalStatus'] },
  D110: { person: ['name', 'address'] },
  D111: { person: IDENTITY },
  D113: { person: WHO },
  D201: { person: WHO },
  D203: { person: WHO },
  D208: { of: ['loan.purposeText', 'loan.amountFen'] },
  D301: { of: ['borrower.name', 'employment.employer', 'employment.since', 'employment.monthlyIncomeFen'] },
  D302: { of: ['borrower.name', 'employment.monthlyIncomeFen'] },
  D303: { of: ['borrower.name', 'employment.employer', 'employment.since'] },
  D304: { of: ['borrower.name', 'employment.employer'] },
  D305: { of: ['borrower.name', 'employment.employer'] },
  D307: { of: ['borrower.name', 'business.name', 'business.annualTurnoverFen'] },
  D309: { person: WHO },
  D401: { of: [...BUSINESS, 'borrower.name'] },
  D407: { of: ['business.name', 'business.uscc', 'business.annualTurnoverFen'] },
  D408: { of: ['business.address', 'business.premises', 'business.leaseEndsOn'] },
  D409: { of: ['business.name', 'business.industry'] },
  D410: { of: ['business.name', 'loan.purposeText'] },
  D411: { of: ['business.address'] },
  D604: { of: [...HOUSE, 'borrower.name'] },
  D605: { of: ['house.titleNo', 'house.unitNo', 'borrower.name'] },
  D606: { person: WHO, of: ['house.address'] },
  D609: { of: ['house.address', 'house.areaHundredths', 'house.declaredValueFen'] },
  D610: { of: ['house.address'] },
  D617: { of: ['house.unitNo', 'house.address', 'borrower.name'] },
  D707: { of: ['loan.payee.name', 'loan.payee.account', 'loan.payee.bank', 'loan.payee.amountFen'] },
}

/** Where the person of a sheet stands in the form; a legal representative is the person behind an enterprise's borrower. */
const personAt = (application: Application, party: Party): string | null =>
  partyPeople(application).find((one) => one.party === (party === 'LR' ? 'B' : party))?.path ?? null

/** What stands at a dotted path; undefined where the application has nothing of the kind. */
export function valueAt(application: Application, path: string): EnteredField['value'] | undefined {
  let at: unknown = application
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null) return undefined
    at = (at as Record<string, unknown>)[key]
  }
  return at === null || typeof at === 'string' || typeof at === 'number' || typeof at === 'boolean' ? at : undefined
}

/**
 * What was entered at intake that this paper should say too, in the order a checker reads it. Empty for a paper that
 * bears out nothing entered. Fields that the application does not have are left out.
 * @example enteredFields('D102', 'B', application)[0] // { path: 'borrower.name', value: '…' }
 */
export function enteredFields(itemId: string, party: Party, application: Application): EnteredField[] {
  const { person = [], of = [] } = FIELDS[itemId] ?? {}
  const who = personAt(application, party)
  const paths = [...(who === null ? [] : person.map((field) => `${who}.${field}`)), ...of]
  return paths.flatMap((path) => {
    const value = valueAt(application, path)
    return value === undefined || value === '' ? [] : [{ path, value }]
  })
}

/**
 * Every field that some paper bears out, and so may be corrected after it was compared with one: those of each person and of the case.
 * @example comparedPaths(application).has('borrower.idNumber') // true
 */
export function comparedPaths(application: Application): ReadonlySet<string> {
  const ofPeople = partyPeople(application).flatMap(({ path }) => IDENTITY.map((field) => `${path}.${field}`))
  const ofCase = Object.values(FIELDS).flatMap(({ of = [] }) => of)
  return new Set([...ofPeople, ...ofCase].filter((path) => valueAt(application, path) !== undefined))
}
