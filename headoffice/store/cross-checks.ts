import { type ComparedCase, type CrossCheckBody, crossFindings, ENDED_STATES } from '../../core/batch/cross-check.ts'
import type { Queries } from './database.ts'
import type { BatchPlace } from './streams.ts'

type CaseRow = { branch_id: string; case_id: string; line: string; status: string; business_date: string }
const toCompared = (row: CaseRow): ComparedCase => ({
  branch: row.branch_id,
  caseId: row.case_id,
  line: row.line,
  state: row.status,
  businessDate: row.business_date,
})
/** A person with more other cases than this that live is a finding anyway. */
const MOST = 50
const ENDED = ENDED_STATES.map((state) => `'${state}'`).join(', ')
const CASE = 'c.branch_id, c.case_id::text as case_id, c.line, c.status, c.business_date'

async function sameKey(tx: Queries, branch: string, caseId: string, kind: string): Promise<ComparedCase[]> {
  const rows = await tx.query<CaseRow>(
    `select distinct ${CASE} from cross_key mine
       join cross_key k on k.kind = mine.kind and k.key_hash = mine.key_hash
       join case_head c on c.branch_id = k.branch_id and c.case_id = k.case_id
      where mine.branch_id = $1 and mine.case_id = $2 and mine.kind = $3 and k.case_id <> mine.case_id and c.status not in (${ENDED}) order by 1, 2 limit ${MOST}`,
    [branch, caseId, kind],
  )
  return rows.map(toCompared)
}

/** What is found about one case; empty when nothing is. */
export async function findingsOf(tx: Queries, branch: string, caseId: string): Promise<CrossCheckBody[]> {
  const own = await tx.query<CaseRow>(`select ${CASE} from case_head c where c.branch_id = $1 and c.case_id = $2`, [branch, caseId])
  if (!own[0]) return []
  return crossFindings(toCompared(own[0]), {
    applicant: await sameKey(tx, branch, caseId, 'APPLICANT'),
    collateral: await sameKey(tx, branch, caseId, 'COLLATERAL'),
  })
}

/** Cases of a batch that share a person or a pledged thing with another case: only those are looked at one by one. */
export async function suspectsOf(tx: Queries, place: BatchPlace): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select r.id::text as id from record r
      where r.branch_id = $1 and r.epoch = $2 and r.seq = $3 and r.type = 'case.sealed' and exists (
        select 1 from cross_key mine join cross_key k on k.kind = mine.kind and k.key_hash = mine.key_hash and k.case_id <> mine.case_id
         where mine.branch_id = r.branch_id and mine.case_id = r.id and mine.kind in ('APPLICANT', 'COLLATERAL'))
      order by 1`,
    [place.branch, place.epoch, place.seq],
  )
  return rows.map((row) => row.id)
}
