import type { CaseSealedBody } from '../../core/batch/case-sealed.ts'
import type { RecordLine } from '../../core/batch/record-line.ts'
import type { Queries } from './database.ts'
import type { Place } from './records.ts'
import type { TakenLine } from './take-lines.ts'

/** On conflict: a case's head is raised to a later revision, never back. */
export const RAISED = `(branch_id, case_id) do update set rev = excluded.rev, application_no = excluded.application_no, contract_no = excluded.contract_no,
    product = excluded.product, line = excluded.line, status = excluded.status, amount_minor = excluded.amount_minor,
    business_date = excluded.business_date, sealed_at = excluded.sealed_at
  where case_head.rev < excluded.rev`
/** On conflict: by what a case is compared only becomes more. */
export const KEPT = '(branch_id, case_id, kind, key_hash) do nothing'

const RAISE = `with heads as (insert into case_head select * from jsonb_populate_recordset(null::public.case_head, $1::jsonb) on conflict ${RAISED})
insert into cross_key select * from jsonb_populate_recordset(null::public.cross_key, $2::jsonb) on conflict ${KEPT}`

function headOf({ branch, at }: Place, { id, rev, body }: RecordLine): unknown {
  const { applicationNo, contractNo, productCode, productLine, state, amountFen, businessDate } = body as CaseSealedBody
  return {
    branch_id: branch,
    case_id: id,
    rev,
    application_no: applicationNo,
    contract_no: contractNo,
    product: productCode,
    line: productLine,
    status: state,
    amount_minor: amountFen,
    business_date: businessDate,
    sealed_at: at,
  }
}

/** Heads of the cases among these lines, and by what they are compared, where some of them may be there. */
export async function raiseHeads(tx: Queries, place: Place, lines: readonly TakenLine[]): Promise<void> {
  const cases = lines.flatMap(({ record, stored }) => (record && stored?.head ? [{ record, keys: stored.keys }] : []))
  const heads = cases.map(({ record }) => headOf(place, record))
  const keys = cases.flatMap(({ record, keys }) => keys.map(([kind, key_hash]) => ({ branch_id: place.branch, case_id: record.id, kind, key_hash })))
  await tx.query(RAISE, [JSON.stringify(heads), JSON.stringify(keys)])
}
