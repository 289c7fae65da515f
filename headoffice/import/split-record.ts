import { type CaseSealedBody, CaseSealedBody2 } from '../../core/batch/case-sealed.ts'
import { applicantKey, collateralKey, type KeyIdentity, nameKey } from '../../core/batch/cross-keys.ts'
import type { RecordLine } from '../../core/batch/record-line.ts'
import type { CaseHead } from '../store/cases.ts'
import type { RowSeal } from '../store/row-seal.ts'

/** Where a record's personal part is sealed for. */
export const recordPlace = (branch: string, record: Pick<RecordLine, 'type' | 'id' | 'rev'>): string => `${branch} ${record.type} ${record.id} ${record.rev}`

/** Divides a body into what may stand in the clear and what is sealed; of a type we do not know, everything is sealed. */
export function splitRecord(branch: string, record: RecordLine, seal: RowSeal): { doc: Record<string, unknown>; sealed: string } {
  const place = recordPlace(branch, record)
  if (record.type !== 'case.sealed') return { doc: {}, sealed: seal.seal(place, JSON.stringify(record.body)) }
  const { applicant, ...doc } = record.body
  return { doc, sealed: seal.seal(place, JSON.stringify({ applicant })) }
}

/** What a record says of a case, or null when it is none. The body has been judged. */
export function caseHeadOf(record: RecordLine): CaseHead | null {
  if (record.type !== 'case.sealed') return null
  // Judged before: every schema of the type has these fields.
  const body = record.body as unknown as CaseSealedBody
  const second = record.schema === 2 ? CaseSealedBody2.parse(record.body) : null
  const keys: KeyIdentity[] = [applicantKey(body.applicant.idNumber), nameKey(body.applicant.name), ...(second?.collateral ?? []).map(collateralKey)]
  return {
    caseId: record.id,
    rev: record.rev,
    applicationNo: body.applicationNo,
    contractNo: body.contractNo,
    product: body.productCode,
    line: body.productLine,
    status: body.state,
    amountFen: body.amountFen,
    businessDate: body.businessDate,
    keys,
  }
}
