import { CaseEscalatedBody, CaseEscalatedBody2 } from '../../core/batch/escalation.ts'
import type { RecordLine } from '../../core/batch/record-line.ts'
import type { Queries } from './database.ts'
import type { Place } from './records.ts'

/**
 * What is undecided of a case that no longer waits for head office lapses: it was withdrawn, or a newer state of it was sent. Either may
 * come first, the question or the state: papers of the question travel in a lane of their own.
 */
async function lapse(tx: Queries, place: Place, cases: readonly string[]): Promise<void> {
  if (cases.length === 0) return
  await tx.query(
    `update escalation e set state = 'superseded' where e.branch_id = $1 and e.case_id in (select x.id::uuid from jsonb_array_elements_text($2::jsonb) as x(id))
        and e.state in ('open', 'proposed') and exists (
          select 1 from case_head h join record r on r.branch_id = h.branch_id and r.type = 'case.sealed' and r.id = h.case_id and r.rev = h.rev
           where h.branch_id = e.branch_id and h.case_id = e.case_id and h.status <> 'HO_PENDING' and (r.doc->>'caseVersion')::int > e.case_version)`,
    [place.branch, JSON.stringify(cases)],
  )
}

/** Cases put before head office; an undecided older revision of the same case gives way to the newer. */
export async function insertEscalations(tx: Queries, place: Place, taken: readonly { record: RecordLine; hash: string }[]): Promise<void> {
  const escalated = taken.filter(({ record }) => record.type === 'case.escalated').sort((a, b) => (a.record.id < b.record.id ? -1 : 1))
  for (const { record, hash } of escalated) {
    const body = (record.schema === 1 ? CaseEscalatedBody : CaseEscalatedBody2).parse(record.body)
    await tx.query(
      `insert into escalation (branch_id, case_id, rev, rec_hash, level, state, case_version, application_no, product, amount_minor, received_at)
       values ($1, $2, $3, $4, $5, 'open', $6, $7, $8, $9, $10) on conflict (branch_id, case_id, rev) do nothing`,
      [place.branch, record.id, record.rev, hash, body.level, body.caseVersion, body.applicationNo, body.productCode, body.amountFen, place.at],
    )
    await tx.query(
      `update escalation e set state = 'superseded' where e.branch_id = $1 and e.case_id = $2 and e.state in ('open', 'proposed')
          and exists (select 1 from escalation newer where newer.branch_id = e.branch_id and newer.case_id = e.case_id and newer.rev > e.rev)`,
      [place.branch, record.id],
    )
  }
  const told = taken.flatMap(({ record }) => (record.type === 'case.escalated' || (record.type === 'case.sealed' && record.rev > 1) ? [record.id] : []))
  await lapse(tx, place, [...new Set(told)].sort())
}
