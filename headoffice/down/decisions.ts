import { CaseDecidedBody } from '../../core/batch/escalation.ts'
import type { RecordLine } from '../../core/batch/record-line.ts'
import { derivedId } from '../../protocol/receipt.ts'
import { actOf } from '../import/project-office.ts'
import type { Office } from '../office.ts'
import { openStream } from '../store/streams.ts'
import { oneByOne } from './one-by-one.ts'
import { sealDown } from './seal-down.ts'

type DecidedRow = { case_id: string; rev: number; rec_hash: string; case_version: number; application_no: string; decided_ref: string; at: string }

async function recordOf(office: Office, row: DecidedRow): Promise<{ record: RecordLine; people: string[] }> {
  const { who, what } = await actOf(office, row.decided_ref)
  if (what.type !== 'decision.confirm') throw new Error('not a decision')
  const people = [...new Set([what.proposedBy, who])]
  const body = CaseDecidedBody.parse({
    caseId: row.case_id,
    applicationNo: row.application_no,
    escalationRev: row.rev,
    escalationHash: row.rec_hash,
    caseVersion: row.case_version,
    ...what.proposal,
    decidedBy: people,
    decidedAt: row.at,
  })
  return { record: { type: 'case.decided', schema: 1, id: derivedId(`decision ${row.decided_ref}`), rev: 1, body, blobs: [] }, people }
}

/** Sends each decision of head office once in every epoch: a restored branch gets it again, bound to the version that was seen. */
export async function issueDecisions(office: Office, branch: string): Promise<void> {
  const stream = await openStream(office.database, branch, 'down')
  if (!stream) return
  const rows = await office.database.query<DecidedRow>(
    `select e.case_id::text as case_id, e.rev, e.rec_hash, e.case_version, e.application_no, e.decided_ref,
            to_char(e.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at from escalation e
      where e.branch_id = $1 and e.decided_ref is not null
        and not exists (select 1 from delivery d where d.branch_id = e.branch_id and d.ref = e.decided_ref and d.epoch = $2)
      order by e.decided_n`,
    [branch, stream.epoch],
  )
  const send = async (row: DecidedRow): Promise<void> => {
    const { record, people } = await recordOf(office, row)
    const [preparedBy = '', second] = people
    await sealDown(office, branch, { answers: row.decided_ref, records: [record], blobs: [], preparedBy, sealedBy: second ?? 'headoffice-decision' })
  }
  await oneByOne(
    office,
    branch,
    rows.map((row) => () => send(row)),
  )
}
