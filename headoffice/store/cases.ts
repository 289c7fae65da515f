import type { KeyIdentity } from '../../core/batch/cross-keys.ts'
import type { RowSeal } from './row-seal.ts'
import type { Writing } from './write-together.ts'

/** A case as the newest `case.sealed` of a branch has it. */
export interface CaseHead {
  readonly caseId: string
  readonly rev: number
  readonly applicationNo: string
  readonly contractNo: string | null
  readonly product: string
  readonly line: string
  readonly status: string
  readonly amountFen: string
  readonly businessDate: string
  readonly keys: readonly KeyIdentity[]
}

/** Raises case heads to newer revisions, and notes what is compared across branches; rows sorted by key, each once. */
export function caseHeadRows(branch: string, at: string, heads: readonly CaseHead[], seal: RowSeal): Writing[] {
  const newest = new Map<string, CaseHead>()
  for (const head of heads) if ((newest.get(head.caseId)?.rev ?? 0) < head.rev) newest.set(head.caseId, head)
  const sorted = [...newest.values()].sort((a, b) => (a.caseId < b.caseId ? -1 : 1))
  const rows = sorted.map((head) => ({
    branch_id: branch,
    case_id: head.caseId,
    rev: head.rev,
    application_no: head.applicationNo,
    contract_no: head.contractNo,
    product: head.product,
    line: head.line,
    status: head.status,
    amount_minor: head.amountFen,
    business_date: head.businessDate,
    sealed_at: at,
  }))
  const keys = sorted.flatMap((head) => {
    const hashes = new Map(head.keys.map((key) => [`${key.kind} ${seal.hash(key)}`, key.kind]))
    return [...hashes].sort().map(([place, kind]) => ({ branch_id: branch, case_id: head.caseId, kind, key_hash: place.slice(kind.length + 1) }))
  })
  return [
    {
      rows,
      sql: (json) => `insert into case_head select * from jsonb_populate_recordset(null::public.case_head, ${json})
     on conflict (branch_id, case_id) do update set rev = excluded.rev, application_no = excluded.application_no, contract_no = excluded.contract_no,
       product = excluded.product, line = excluded.line, status = excluded.status, amount_minor = excluded.amount_minor,
       business_date = excluded.business_date, sealed_at = excluded.sealed_at
     where case_head.rev < excluded.rev`,
    },
    {
      rows: keys,
      sql: (json) => `insert into cross_key select * from jsonb_populate_recordset(null::public.cross_key, ${json})
     on conflict (branch_id, case_id, kind, key_hash) do nothing`,
    },
  ]
}
