import { bodySchema } from '../../core/batch/record-types.ts'
import { issueDown } from '../down/issue-down.ts'
import type { Office } from '../office.ts'
import { catchUp } from './project.ts'

type ParkedRow = { branch_id: string; env_hash: string; type: string; schema: number; line_no: number }

/** Reads parked records again whose schema this release knows, batch by batch, and tells the branches. @returns how many */
export async function replayKnownSchemas(office: Office): Promise<number> {
  const rows = await office.database.query<ParkedRow>(
    `select r.branch_id, b.env_hash, r.type, r.schema, r.line_no from record r
       join batch b on b.branch_id = r.branch_id and b.epoch = r.epoch and b.seq = r.seq and b.dir = 'up'
      where r.state = 'parked' order by r.branch_id, r.epoch, r.seq, r.line_no`,
  )
  const known = rows.filter((row) => bodySchema(row.type, row.schema) !== null)
  const batches = new Map<string, ParkedRow[]>()
  for (const row of known) batches.set(`${row.branch_id} ${row.env_hash}`, [...(batches.get(`${row.branch_id} ${row.env_hash}`) ?? []), row])
  for (const group of batches.values()) {
    const [first] = group
    if (!first) continue
    const again = async (): Promise<void> => {
      const object = JSON.stringify({ envelope: first.env_hash, lines: group.map((row) => row.line_no) })
      await office.spool.append('replay', await office.spool.put(Buffer.from(object)), '', office.now(), first.branch_id)
      await catchUp(office, first.branch_id)
      await issueDown(office, first.branch_id)
    }
    await office.troubles.hold('projection', first.branch_id, () => office.lanes.run(first.branch_id, again))
  }
  return known.length
}
