import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { BranchCode, HashText } from '../../core/batch/envelope.ts'
import { BATCH_LIMITS } from '../../core/batch/limits.ts'
import { maskedLine } from '../../core/batch/masked-line.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import { recordAct, recordActHeld } from '../acts/record-act.ts'
import { sendRefusal } from '../http/context.ts'
import type { App } from '../http/server.ts'
import { linePlace } from '../import/apply-batch.ts'
import { notePlace } from '../import/project-office.ts'
import { Done, Quarantine, QuarantinedRecord } from './answers.ts'
import type { ConsoleContext } from './console-service.ts'
import { cut } from './cut.ts'
import { described } from './described.ts'

/** So much of a record is shown; what is longer is no record of ours. */
const SHOWN = 20_000
const MOST = 500
type NotedRow = { branch: string; envelope: string; line: number; sealed_note: string | null }
const Line = z.int().min(0).max(BATCH_LIMITS.counted)

/** What head office could not take: why, the record itself for who looks into it, and that it is settled. */
export function quarantineRoutes(app: App, context: ConsoleContext): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const { office } = context.head
  routes.get('/quarantine', described('What could not be taken, and why', Quarantine), async (request, reply) => {
    if (!context.allowed(request, reply, 'OPERATOR', 'AUDITOR')) return reply
    const rows = await context.head.query<NotedRow>(
      `select q.branch_id as branch, q.env_hash as envelope, q.line_no as line, q.reason, q.field, q.state, q.settled_by as "settledBy", q.sealed_note,
              q.sealed is not null as "hasRecord", b.epoch, b.seq, b.received_at as at,
              coalesce(b.state = 'applied', false) as applied
         from quarantine q left join batch b on b.branch_id = q.branch_id and b.env_hash = q.env_hash
        order by q.state, b.received_at desc nulls last, q.branch_id, q.line_no limit ${MOST + 1}`,
    )
    const noteOf = ({ branch, envelope, line, sealed_note: sealed }: NotedRow): string | null =>
      sealed === null ? null : office.seal.open(notePlace(branch, envelope, line), sealed)
    const { rows: shown, more } = cut(rows, MOST)
    return { more, entries: shown.map(({ sealed_note, ...row }) => ({ ...row, note: noteOf({ ...row, sealed_note }) })) }
  })
  const Look = z.strictObject({ branch: BranchCode, envelope: HashText, line: Line.min(1), whole: z.boolean() })
  // Each look is on the audit log before it is given, and says whether the record was masked.
  routes.post(
    '/quarantine/record',
    described('Look at a quarantined record, masked or whole: on the audit log', QuarantinedRecord, { body: Look }),
    async (request, reply) => {
      const user = context.allowed(request, reply, 'OPERATOR')
      if (!user) return reply
      const { branch, envelope, line, whole } = request.body
      const [row] = await context.head.query<{ sealed: string }>(
        'select sealed from quarantine where branch_id = $1 and env_hash = $2 and line_no = $3 and sealed is not null',
        [branch, envelope, line],
      )
      if (!row) return sendRefusal(reply, { code: 'QUARANTINE_NOT_FOUND', details: {} })
      await recordAct(office, user.userId, { type: 'quarantine.view', branch, envelope, line, whole })
      const bytes = Buffer.from(office.seal.open(linePlace(branch, envelope, line), row.sealed), 'base64')
      const parsed = bytes.length <= BATCH_LIMITS.lineBytes ? tryStrictJson(bytes) : undefined
      const text = bytes.toString('utf8')
      const shown = whole ? (parsed === undefined ? text : JSON.stringify(parsed, null, 2)) : maskedLine(parsed, text.slice(0, SHOWN))
      return reply.send({ text: shown.slice(0, SHOWN), bytes: bytes.length, cut: shown.length > SHOWN || (parsed === undefined && text.length > SHOWN) })
    },
  )
  const Settle = z.strictObject({
    branch: BranchCode,
    envelope: HashText,
    line: Line,
    note: z.string().trim().min(1).max(500),
  })
  routes.post('/quarantine/settle', described('Settle a quarantined record with a note', Done, { body: Settle }), async (request, reply) => {
    const user = context.allowed(request, reply, 'OPERATOR')
    if (!user) return reply
    const { branch, envelope, line, note } = request.body
    return await office.lanes.run(branch, async () => {
      const rows = await context.head.query(`select 1 as one from quarantine where branch_id = $1 and env_hash = $2 and line_no = $3 and state = 'open'`, [
        branch,
        envelope,
        line,
      ])
      if (rows.length === 0) return sendRefusal(reply, { code: 'QUARANTINE_NOT_FOUND', details: {} })
      await recordActHeld(office, user.userId, { type: 'quarantine.settle', branch, envelope, line, note })
      return reply.send({ ok: true })
    })
  })
}
