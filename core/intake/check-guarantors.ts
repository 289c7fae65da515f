import { type DateOnly, fullYears } from '../kernel/calendar.ts'
import type { SecurityMode } from '../product/vocabulary.ts'
import type { Application } from './application.ts'
import { usccIssues } from './check-business.ts'
import { birthOf, personIssues, sameNumber } from './check-person.ts'
import { type FieldIssue, stop, when } from './issues.ts'
import { normaliseUscc } from './uscc.ts'

/** Of age at 18 (Civil Code 17): a minor cannot stand surety. */
const MAJORITY = 18

function personGuarantors({ borrower, spouse, guarantors }: Application, today: DateOnly): FieldIssue[] {
  return guarantors.flatMap((guarantor, index) => {
    const path = `guarantors.${index}`
    const married = guarantor.maritalStatus === 'MARRIED'
    const birth = birthOf(guarantor, today)
    const debtors = [borrower, ...(spouse ? [spouse] : []), ...guarantors.slice(0, index)]
    const own = guarantor.spouse
    return [
      ...personIssues(path, guarantor, today),
      ...when(
        debtors.some((other) => sameNumber(other, guarantor)),
        stop(`${path}.idNumber`, 'SAME_PERSON'),
      ),
      ...when(birth !== null && fullYears(birth, today) < MAJORITY, stop(`${path}.idNumber`, 'GUARANTOR_MINOR', { years: MAJORITY })),
      ...when(married && own === null, stop(`${path}.spouse`, 'SPOUSE_MISSING')),
      ...when(!married && own !== null, stop(`${path}.spouse`, 'SPOUSE_NOT_EXPECTED')),
      ...(own === null ? [] : personIssues(`${path}.spouse`, own, today)),
      ...when(own !== null && sameNumber(own, guarantor), stop(`${path}.spouse.idNumber`, 'SAME_PERSON')),
    ]
  })
}

function companyGuarantors({ business, guarantorCompanies }: Application, today: DateOnly): FieldIssue[] {
  return guarantorCompanies.flatMap((company, index) => {
    const path = `guarantorCompanies.${index}`
    const others = [business?.uscc ?? '', ...guarantorCompanies.slice(0, index).map(({ uscc }) => uscc)].map(normaliseUscc)
    return [
      ...usccIssues(`${path}.uscc`, company.uscc),
      ...when(others.includes(normaliseUscc(company.uscc)), stop(`${path}.uscc`, 'SAME_COMPANY')),
      ...personIssues(`${path}.legalRepresentative`, company.legalRepresentative, today),
    ]
  })
}

/** Guarantors: at least one where the product stands on them, none on credit; beside a real security as many as are offered (domain 2.1). */
export function guarantorIssues(application: Application, { security }: { readonly security: SecurityMode }, today: DateOnly): FieldIssue[] {
  const none = application.guarantors.length + application.guarantorCompanies.length === 0
  return [
    ...when(none && security === 'GUARANTEE', stop('guarantors', 'GUARANTOR_MISSING')),
    ...when(!none && security === 'CREDIT', stop('guarantors', 'GUARANTOR_NOT_EXPECTED')),
    ...personGuarantors(application, today),
    ...companyGuarantors(application, today),
  ]
}
