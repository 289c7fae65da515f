import { normaliseText, toHalfWidth } from '../kernel/han-text.ts'
import { normaliseName } from '../kernel/person-name.ts'
import type { Application } from './application.ts'
import { normaliseAccount } from './bank-card.ts'
import { normaliseIdNumber } from './id-number.ts'
import { normalisePhone } from './mobile.ts'
import type { Company, Person } from './person.ts'
import { checkPlate } from './plate.ts'
import { normaliseTitleNo } from './real-estate-number.ts'
import { normaliseUscc } from './uscc.ts'

const person = <P extends Person>(value: P): P => ({
  ...value,
  name: normaliseName(value.name),
  idNumber: normaliseIdNumber(value.idNumber),
  phone: normalisePhone(value.phone),
  address: normaliseText(value.address),
})

const company = (value: Company): Company => ({
  ...value,
  name: normaliseText(value.name),
  uscc: normaliseUscc(value.uscc),
  address: normaliseText(value.address),
  legalRepresentative: person(value.legalRepresentative),
})

const vehicle = (value: NonNullable<Application['vehicle']>): Application['vehicle'] => {
  const plate = checkPlate(value.plate)
  return {
    ...value,
    plate: plate.ok ? plate.plate : value.plate,
    vin: toHalfWidth(value.vin).replace(/\s/gu, '').toUpperCase(),
    coOwners: value.coOwners.map(person),
  }
}

/**
 * The application as it is stored and printed: names, numbers and accounts in their one written form (domain 3, 9).
 * Checking it gives the same issues as checking what was typed.
 * @example const stored = normaliseApplication(typed)
 */
export function normaliseApplication(typed: Application): Application {
  const { business, enterprise, house, loan } = typed
  const payee = loan.payee && { ...loan.payee, name: normaliseText(loan.payee.name), account: normaliseAccount(loan.payee.account) }
  return {
    ...typed,
    borrower: person(typed.borrower),
    spouse: typed.spouse && person(typed.spouse),
    business: business && { ...business, name: normaliseText(business.name), uscc: normaliseUscc(business.uscc), address: normaliseText(business.address) },
    loan: { ...loan, purposeText: normaliseText(loan.purposeText), debitAccount: normaliseAccount(loan.debitAccount), payee },
    house: house && {
      ...house,
      titleNo: normaliseTitleNo(house.titleNo),
      unitNo: house.unitNo.replace(/\s/gu, '').toUpperCase(),
      address: normaliseText(house.address),
      coOwners: house.coOwners.map(person),
    },
    enterprise: enterprise && { ...enterprise, controller: enterprise.controller && person(enterprise.controller) },
    vehicle: typed.vehicle && vehicle(typed.vehicle),
    guarantors: typed.guarantors.map((guarantor) => ({ ...person(guarantor), spouse: guarantor.spouse && person(guarantor.spouse) })),
    guarantorCompanies: typed.guarantorCompanies.map(company),
    collateralCompany: typed.collateralCompany && company(typed.collateralCompany),
    agent: typed.agent && person(typed.agent),
  }
}
