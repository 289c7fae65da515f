import { z } from 'zod'
import { SpoolDamagedError, type SpoolEntry } from '../../protocol/spool.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import type { Projector } from '../office.ts'
import { batchByHash } from '../store/batches.ts'
import { completeRecords } from '../store/blobs.ts'
import { carefully, type Queries } from '../store/database.ts'
import { calledParked, insertFollowup, parkedRef } from '../store/followups.ts'
import type { Place } from '../store/records.ts'
import { envelopeOf, recordsOf } from './batch-content.ts'
import { judgeAlone } from './judge-lines.ts'
import { applyLines } from './project-batch.ts'

const ReplayObject = z.strictObject({ envelope: z.string(), lines: z.array(z.int()) })
/** `seq`: of the receipt that tells it, so that no two are the same. */
const ToldObject = ReplayObject.extend({ seq: z.int() })
export type ToldObject = z.output<typeof ToldObject>

const objectOf = async <T>(schema: z.ZodType<T>, office: Projector, entry: SpoolEntry): Promise<T> =>
  schema.parse(tryStrictJson(await office.spool.need(entry.ref)))

/**
 * The branch is told that lines are parked. A rebuild by a later release, which knows their schema, finds them applied: that nobody told it so is
 * known by this entry alone (ADR 0171).
 */
export async function toldParked(tx: Queries, office: Projector, entry: SpoolEntry): Promise<void> {
  const { envelope: hash, lines } = await objectOf(ToldObject, office, entry)
  const { branch } = await envelopeOf(office.spool, hash)
  await insertFollowup(tx, branch, parkedRef(entry.ref), hash, lines)
}

/** Parked lines judged again, now that their schema is known; a rebuild finds nothing parked and changes nothing. */
export async function replayParked(tx: Queries, office: Projector, entry: SpoolEntry): Promise<void> {
  const { envelope: hash, lines } = await objectOf(ReplayObject, office, entry)
  const envelope = await envelopeOf(office.spool, hash)
  const place = { branch: envelope.branch, epoch: envelope.epoch, seq: envelope.seq, hash, at: entry.at }
  const parked = await tx.query<{ line_no: number; type: string; id: string; rev: number }>(
    `delete from record where branch_id = $1 and epoch = $2 and seq = $3 and state = 'parked' and line_no in (select value::int from jsonb_array_elements_text($4::jsonb))
     returning line_no, type, id::text as id, rev`,
    [place.branch, place.epoch, place.seq, JSON.stringify(lines)],
  )
  if (!(await calledParked(tx, place.branch, hash, lines))) await insertFollowup(tx, place.branch, entry.ref, hash, lines)
  if (parked.length === 0) return
  // What is rejected now leaves nothing behind; what is applied brings its papers again.
  await tx.query(
    `delete from record_blob where branch_id = $1 and (type, id, rev) in (
       select k.type, k.id, k.rev from jsonb_to_recordset($2::jsonb) as k(type text, id uuid, rev int))`,
    [place.branch, JSON.stringify(parked.map(({ type, id, rev }) => ({ type, id, rev })))],
  )
  const records = await recordsOf(tx, office, envelope)
  if (!records.ok) throw new SpoolDamagedError(`batch ${hash} no longer opens`)
  const again = parked.map((row) => row.line_no).sort((a, b) => a - b)
  const wanted = again.flatMap((number) => {
    const line = records.value.lines[number - 1]
    return line ? [{ line, number }] : []
  })
  const batch = await batchByHash(tx, place.branch, hash)
  // Its lines have their answers, and what else stands under their keys is not known.
  const judged = await judgeAlone(place, wanted, office.seal)
  await applyLines(carefully(tx), office, { ...place, at: batch ? await appliedAt(tx, place) : place.at }, judged)
  await completeRecords(tx, place)
}

/** The instant a batch was applied, as text: what a rebuild writes for the same record. */
async function appliedAt(tx: Queries, place: Place): Promise<string> {
  const rows = await tx.query<{ at: string }>(
    `select to_char(applied_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at from batch
      where branch_id = $1 and epoch = $2 and dir = 'up' and seq = $3`,
    [place.branch, place.epoch, place.seq],
  )
  return rows[0]?.at ?? place.at
}
