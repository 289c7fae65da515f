import type { CaseSealedBody2 } from '../../core/batch/case-sealed.ts'
import { ENDED_STATES } from '../../core/loan-case/states.ts'
import { recordPlace } from '../import/split-record.ts'
import type { Queries } from './database.ts'
import type { RowSeal } from './row-seal.ts'

/** Who asks, on what, and how far a case has come that has not ended. */
export interface OpenCase {
  readonly state: string
  readonly idNumber: string
  readonly collateral: CaseSealedBody2['collateral']
}
type Body = Pick<CaseSealedBody2, 'applicant'> & Partial<Pick<CaseSealedBody2, 'collateral'>>
type Row = { branch_id: string; case_id: string; status: string; rev: number; sealed: string }
const PAGE = 1000
const FIRST = { branch_id: '', case_id: '00000000-0000-0000-0000-000000000000' }

/** Open cases of every branch but one, by pages; their bodies are opened, and held no longer than its page. */
export async function* openCasesElsewhere(tx: Queries, seal: RowSeal, branch: string): AsyncGenerator<readonly OpenCase[]> {
  for (let after: Pick<Row, 'branch_id' | 'case_id'> | undefined = FIRST; after; ) {
    const rows: Row[] = await tx.query<Row>(
      `select c.branch_id, c.case_id::text as case_id, c.status, r.rev, r.sealed from case_head c
         join record r on r.branch_id = c.branch_id and r.type = 'case.sealed' and r.id = c.case_id and r.rev = c.rev
        where c.branch_id <> $1 and (c.branch_id, c.case_id) > ($2, $3::uuid)
          and c.status not in (select s from jsonb_array_elements_text($4::jsonb) as e(s))
        order by c.branch_id, c.case_id limit ${PAGE}`,
      [branch, after.branch_id, after.case_id, JSON.stringify(ENDED_STATES)],
    )
    yield rows.map((row) => {
      const place = recordPlace(row.branch_id, { type: 'case.sealed', id: row.case_id, rev: row.rev })
      const { applicant, collateral } = JSON.parse(seal.open(place, row.sealed)) as Body
      return { state: row.status, idNumber: applicant.idNumber, collateral: collateral ?? [] }
    })
    after = rows.length === PAGE ? rows.at(-1) : undefined
  }
}
