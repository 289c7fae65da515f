/** Whom a sheet is for: borrower, spouse, each co-owner other than the spouse. */
export const PARTY_ROLES = ['B', 'SP', 'CO'] as const
export type PartyRole = (typeof PARTY_ROLES)[number]
/** One person of the case: co-owners are counted from 1 (domain 2.2.3: signature blocks are per role instance). */
export type Party = 'B' | 'SP' | `CO${number}`

/**
 * Who signs or seals, as the checklist writes it. SELF is the person the sheet is for; B borrower, SP spouse, CO every
 * co-owner, M mortgagor, TENANT tenant, PRINCIPAL and AGENT under a power of attorney, E the business's seal, CM1/CM2
 * account managers, RV reviewer, BM branch manager, PO disbursement officer, T teller, BANK the contract seal,
 * EMPLOYER, ISSUER, REGISTRY, APPRAISER, INSURER, COUNTERPARTY outside bodies.
 */
export const SIGNER_CODES = [
  'SELF',
  'B',
  'SP',
  'CO',
  'M',
  'TENANT',
  'PRINCIPAL',
  'AGENT',
  'E',
  'CM1',
  'CM2',
  'RV',
  'BM',
  'PO',
  'T',
  'BANK',
  'EMPLOYER',
  'ISSUER',
  'REGISTRY',
  'APPRAISER',
  'INSURER',
  'COUNTERPARTY',
] as const
export type SignerCode = (typeof SIGNER_CODES)[number]
/** A signature block on one paper. */
export type SignerRole = Exclude<SignerCode, 'SELF' | 'CO'> | Party

/** Narrows text from outside, e.g. the bridge. @example isSignerRole('CO2') // true */
export const isSignerRole = (text: string): text is SignerRole =>
  /^CO[1-9]\d?$/.test(text) || (text !== 'SELF' && text !== 'CO' && (SIGNER_CODES as readonly string[]).includes(text))

/** @example isParty('SP') // true */
export const isParty = (text: string): text is Party => /^(B|SP|CO[1-9]\d?)$/.test(text)

/** The customer's side; other signers are the bank's or an outside body's. */
export const isCustomer = (role: SignerRole): boolean => isParty(role) || ['M', 'E', 'PRINCIPAL', 'AGENT', 'TENANT'].includes(role)

/** The people of the case in a fixed order. @example partiesOf({ married: true, coOwners: 1 }, ['B', 'SP', 'CO']) // ['B', 'SP', 'CO1'] */
export function partiesOf(people: { readonly married: boolean; readonly coOwners: number }, roles: readonly PartyRole[]): readonly Party[] {
  const coOwners = Array.from({ length: people.coOwners }, (_, index): Party => `CO${index + 1}`)
  return PARTY_ROLES.filter((role) => roles.includes(role)).flatMap((role): readonly Party[] =>
    role === 'CO' ? coOwners : role === 'SP' && !people.married ? [] : [role],
  )
}

/** The signature blocks a sheet must bear for `party`; roles nobody holds in this case drop out. */
export function requiredSigners(
  codes: readonly SignerCode[],
  party: Party,
  people: { readonly married: boolean; readonly coOwners: number },
): readonly SignerRole[] {
  const wanted = codes.flatMap((code): readonly SignerRole[] => {
    if (code === 'SELF') return [party]
    if (code === 'B' || code === 'SP' || code === 'CO') return partiesOf(people, [code])
    return [code]
  })
  return [...new Set(wanted)]
}
