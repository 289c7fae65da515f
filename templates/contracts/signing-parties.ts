import type { TermsCompany, TermsParty } from '../../core/contract/terms-security.ts'
import type { ContractView } from '../../core/contract/view-contract.ts'
import { businessRows, personRows, personSigner } from '../layout/parties.ts'
import type { Signer } from '../layout/signatures.ts'
import type { Pair } from '../layout/tables.ts'
import { dateOrHand } from '../layout/words.ts'

/** Somebody who signs a paper: a person, or a company by its seal and its representative. */
export interface SigningParty {
  readonly role: string
  readonly person: TermsParty
  readonly company?: Pick<TermsCompany, 'name' | 'uscc' | 'address'>
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
export const borrowerParty = (role: string, view: ContractView): SigningParty => ({
  role,
  person: view.borrower,
  ...(view.borrowerKind === 'ENTERPRISE' && view.business ? { company: view.business } : {}),
})

/** The borrower's rows; a sole trader's business stands under its owner. */
export const borrowerRows = (role: string, view: ContractView): Pair[] => [
  ...partyRows(borrowerParty(role, view)),
  ...(view.borrowerKind === 'ENTERPRISE' ? [] : businessRows(view)),
]

/** Everyone whose consent a right over a thing needs: owner, co-owners, and a spouse who is not among them. */
export function owners(role: string, view: ContractView, coOwners: readonly TermsParty[]): SigningParty[] {
  const { spouse, collateralCompany } = view
  // A company other than the borrower owns it: the company alone gives it.
  if (collateralCompany) return [{ role: `${role}（乙方）`, person: collateralCompany.legalRepresentative, company: collateralCompany }]
  return [
    borrowerParty(`${role}（乙方）`, view),
    ...coOwners.map((person, index) => ({ role: coOwners.length > 1 ? `${role}（共有人${index + 1}）` : `${role}（共有人）`, person })),
    ...(spouse && !coOwners.some(({ idNumber }) => idNumber === spouse.idNumber) ? [{ role: `${role}配偶`, person: spouse }] : []),
  ]
}
