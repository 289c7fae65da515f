import { normaliseText } from '../kernel/han-text.ts'
import { normaliseName } from '../kernel/person-name.ts'
import type { Application, Person } from './application.ts'
import { normaliseAccount } from './bank-card.ts'
import { normaliseIdNumber } from './id-number.ts'
import { normalisePhone } from './mobile.ts'
import { normaliseTitleNo } from './real-estate-number.ts'
import { normaliseUscc } from './uscc.ts'

const person = <P extends Person>(value: P): P => ({
  ...value,
  name: normaliseName(value.name),
  idNumber: normaliseIdNumber(value.idNumber),
  phone: normalisePhone(value.phone),
  address: normaliseText(value.address),
})

/**
 * The application as it is stored and printed: names, numbers and accounts in their one written form (domain 3, 9).
 * Checking it gives the same issues as checking what was typed.
 * @example const stored = normaliseApplication(typed)
 */
export function normaliseApplication(typed: Application): Application {
  const { business, house, loan } = typed
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
  }
}
