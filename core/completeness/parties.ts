/**
 * Whom a sheet is for: borrower, legal representative and controller of an enterprise, spouse, each co-owner other than
 * the spouse, each guarantor and his spouse, each guarantor company, a company that owns the collateral, an agent.
 */
export const PARTY_ROLES = ['B', 'LR', 'SP', 'AC', 'CO', 'G', 'GS', 'GC', 'MC', 'AG'] as const
export type PartyRole = (typeof PARTY_ROLES)[number]
const COUNTED = ['CO', 'G', 'GS', 'GC'] as const
type Counted = (typeof COUNTED)[number]
/** Roles that several people may hold. */
export const isCounted = (role: PartyRole): role is Counted => (COUNTED as readonly string[]).includes(role)
/** One person of the case: those who may be several are counted from 1 (domain 2.2.3: signature blocks are per role instance). */
export type Party = Exclude<PartyRole, Counted> | `${Counted}${number}`

/** Who stands in a case. Guarantor n and his spouse share the number. */
export interface People {
  readonly borrower: 'PERSON' | 'ENTERPRISE'
  /** The borrower, or the legal representative who acts for the enterprise. */
  readonly married: boolean
  /** Other than the spouse. */
  readonly coOwners: number
  readonly guarantors: readonly { readonly married: boolean }[]
  readonly guarantorCompanies: number
  /** A controller who is not the legal representative. */
  readonly controller: boolean
  readonly companyOwnsCollateral: boolean
  readonly agent: boolean
}

/**
 * Who signs or seals, as the checklist writes it. SELF is the person the sheet is for, SELF_SPOUSE that person's spouse; B the
 * borrower (an enterprise by seal and legal representative), SP spouse, CO, G, GS, GC each of them, M mortgagor, TENANT tenant,
 * PRINCIPAL and AGENT under a power of attorney, E the business's seal, LR its legal representative, CM1/CM2 account managers,
 * RV reviewer, BM branch manager, PO disbursement officer, T teller, BANK the contract seal, EMPLOYER, ISSUER, REGISTRY,
 * APPRAISER, INSURER, COUNTERPARTY, VILLAGE, OWNERS (shareholders or members in meeting) outside bodies.
 */
// biome-ignore format: the customer's side, the bank's, outside bodies
export const SIGNER_CODES = [
  'SELF', 'SELF_SPOUSE', 'B', 'SP', 'CO', 'G', 'GS', 'GC', 'M', 'TENANT', 'PRINCIPAL', 'AGENT', 'E', 'LR',
  'CM1', 'CM2', 'RV', 'BM', 'PO', 'T', 'BANK',
  'EMPLOYER', 'ISSUER', 'REGISTRY', 'APPRAISER', 'INSURER', 'COUNTERPARTY', 'VILLAGE', 'OWNERS',
] as const
export type SignerCode = (typeof SIGNER_CODES)[number]
/** A signature block on one paper. */
export type SignerRole = Exclude<SignerCode, 'SELF' | 'SELF_SPOUSE' | Counted> | Party

const PARTY = /^(?:B|LR|SP|AC|MC|AG|(?:CO|G|GS|GC)[1-9]\d?)$/
/** Codes that name no single block. */
const PLURAL: readonly string[] = ['SELF', 'SELF_SPOUSE', 'CO', 'G', 'GS', 'GC']

/** @example isParty('SP') // true */
export const isParty = (text: string): text is Party => PARTY.test(text)

/** Narrows text from outside, e.g. the bridge. @example isSignerRole('CO2') // true */
export const isSignerRole = (text: string): text is SignerRole =>
  isParty(text) || (!PLURAL.includes(text) && (SIGNER_CODES as readonly string[]).includes(text))

/** The customer's side; other signers are the bank's or an outside body's. */
export const isCustomer = (role: SignerRole): boolean => isParty(role) || ['M', 'E', 'PRINCIPAL', 'AGENT', 'TENANT', 'OWNERS'].includes(role)

/** The role behind a party. @example roleOf('GS2') // 'GS' */
export const roleOf = (party: Party): PartyRole => party.replace(/\d+$/, '') as PartyRole

const numbered = <R extends Counted>(role: R, count: number): readonly `${R}${number}`[] =>
  Array.from({ length: count }, (_, index): `${R}${number}` => `${role}${index + 1}`)

function holdersOf(people: People, role: PartyRole): readonly Party[] {
  const { guarantors } = people
  const one = (there: boolean, party: Party): readonly Party[] => (there ? [party] : [])
  switch (role) {
    case 'B':
      return ['B']
    case 'LR':
      return one(people.borrower === 'ENTERPRISE', 'LR')
    case 'SP':
      return one(people.married, 'SP')
    case 'AC':
      return one(people.borrower === 'ENTERPRISE' && people.controller, 'AC')
    case 'CO':
      return numbered('CO', people.coOwners)
    case 'G':
      return numbered('G', guarantors.length)
    case 'GS':
      return numbered('GS', guarantors.length).filter((_, index) => guarantors[index]?.married)
    case 'GC':
      return numbered('GC', people.guarantorCompanies)
    case 'MC':
      return one(people.companyOwnsCollateral, 'MC')
    case 'AG':
      return one(people.agent, 'AG')
  }
}

/** The people of the case in a fixed order. @example partiesOf(people, ['B', 'SP', 'CO']) // ['B', 'SP', 'CO1'] */
export const partiesOf = (people: People, roles: readonly PartyRole[]): readonly Party[] =>
  PARTY_ROLES.filter((role) => roles.includes(role)).flatMap((role) => holdersOf(people, role))

const isRole = (code: SignerCode): code is Extract<SignerCode, PartyRole> => (PARTY_ROLES as readonly string[]).includes(code)

/** The signature blocks a sheet must bear for `party`; roles nobody holds in this case drop out. */
export function requiredSigners(codes: readonly SignerCode[], party: Party, people: People): readonly SignerRole[] {
  const enterprise = people.borrower === 'ENTERPRISE'
  const blocksOf = (signer: Party): readonly SignerRole[] => (signer === 'B' && enterprise ? ['E', 'LR'] : [signer])
  const spouseOf = (signer: Party): readonly Party[] => {
    const spouse: Party | null = signer === 'B' ? 'SP' : roleOf(signer) === 'G' ? `GS${Number(signer.slice(1))}` : null
    return spouse === null ? [] : partiesOf(people, ['SP', 'GS']).filter((held) => held === spouse)
  }
  const wanted = codes.flatMap((code): readonly SignerRole[] => {
    if (code === 'SELF') return blocksOf(party)
    if (code === 'SELF_SPOUSE') return spouseOf(party)
    // The spouse of a legal representative owes nothing with the enterprise.
    if (code === 'SP' && enterprise) return []
    if (isRole(code)) return partiesOf(people, [code]).flatMap(blocksOf)
    return [code]
  })
  return [...new Set(wanted)]
}
