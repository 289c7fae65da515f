import { type ActingParty, debtorOf, type Owner } from '../../core/contract/owners.ts'
import type { ContractView } from '../../core/contract/view-contract.ts'
import { businessRows, personRows, personSigner } from '../layout/parties.ts'
import type { Signer } from '../layout/signatures.ts'
import type { Pair } from '../layout/tables.ts'
import { dateOrHand } from '../layout/words.ts'

/** Somebody who signs a paper: a person, or a company by its seal and its representative. */
export interface SigningParty extends ActingParty {
  readonly role: string
}

export const partyRows = ({ role, person, company }: SigningParty): Pair[] =>
  company
    ? [
        [role, company.name],
        ['统一社会信用代码', company.uscc],
        ['法定代表人', `${person.name}　${person.idNumber}`],
        ['联系电话', person.phone],
        ['住所（送达地址）', company.address],
      ]
    : personRows(role, person)

export const partySigner = ({ role, person, company }: SigningParty, view: Pick<ContractView, 'signedOn'>): Signer =>
  company ? { role, name: company.name, kind: 'COMPANY', date: dateOrHand(view.signedOn) } : personSigner(role, person, view)

/** Who owes: a person, or an enterprise with its legal representative. */
export const borrowerParty = (role: string, view: ContractView): SigningParty => ({ role, ...debtorOf(view) })

/** The borrower's rows; a sole trader's business stands under its owner. */
export const borrowerRows = (role: string, view: ContractView): Pair[] => [
  ...partyRows(borrowerParty(role, view)),
  ...(view.borrowerKind === 'ENTERPRISE' ? [] : businessRows(view)),
]

/** The owners of a thing as they sign its paper. @param ends what the owner's role ends in: '（乙方）' in a contract of two sides */
export function ownerParties(role: string, ends: string, owners: readonly Owner[]): SigningParty[] {
  const several = owners.filter(({ part }) => part === 'CO_OWNER').length > 1
  const roleOf = ({ part }: Owner, at: number): string =>
    ({ OWNER: `${role}${ends}`, CO_OWNER: several ? `${role}（共有人${at}）` : `${role}（共有人）`, SPOUSE: `${role}配偶` })[part]
  return owners.map((owner, at) => ({ ...owner, role: roleOf(owner, at) }))
}
