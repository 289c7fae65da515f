import type { Lender } from '../../../core/contract/terms.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import type { StaffId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { findStaff } from '../../../db/repositories/staff.ts'
import type { Reader } from '../../../db/sql.ts'
import type { SlipCase, StaffMark } from '../../../templates/layout/slip-head.ts'
import type { Counter } from '../counter.ts'
import type { CaseFile } from './case-file.ts'

/** The bank as its papers name it. */
export const lenderOf = ({ branch }: Pick<Counter, 'branch'>): Lender => ({
  bank: branch.bankName,
  branch: branch.name,
  address: branch.address,
  phone: branch.phone,
  manager: branch.managerName,
})

/** The seal of the approval that stands, or of the contract drawn up before approvals were sealed. */
const sealIn = ({ record, decision, contract }: Pick<CaseFile, 'record' | 'decision' | 'contract'>): string | null =>
  record.approvedOn === null ? null : (decision?.termsSha256 ?? (record.contractMaker === null ? null : (contract?.termsSha256 ?? null)))

/** What every slip says first. */
export function slipCase(counter: Pick<Counter, 'branch'>, file: Pick<CaseFile, 'record' | 'decision' | 'contract'>): SlipCase {
  const { record } = file
  const seal = sealIn(file)
  return {
    lender: lenderOf(counter),
    caseNo: record.applicationNo,
    // an enterprise is the customer, not the person who acts for it
    customer: (record.application?.enterprise && record.applicant.businessName) || record.applicant.name,
    productLine: record.productLine,
    ...(seal === null ? {} : { seal }),
  }
}

export const markOf = (session: Session, on: DateOnly): StaffMark => ({ name: session.staffName, staffNo: session.staffNo, on })

/** The mark of somebody who acted earlier. @throws Error when the person is not on record: our bug */
export async function markOfStaff(reader: Reader, staffId: StaffId | null, on: DateOnly): Promise<StaffMark> {
  const person = staffId && (await findStaff(reader, staffId))
  if (!person) throw new Error('a person of the case is not on record')
  return { name: person.staffName, staffNo: person.staffNo, on }
}
