import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { CaseEventBody } from '../../core/batch/case-event.ts'
import { applicantKey, nameKey } from '../../core/batch/cross-keys.ts'
import { BranchCode, HashText } from '../../core/batch/envelope.ts'
import { BAG_TYPE, EVENT_TYPE } from '../../core/batch/record-types.ts'
import { recordAct } from '../acts/record-act.ts'
import { sendRefusal } from '../http/context.ts'
import type { App } from '../http/server.ts'
import { readBlob } from '../import/read-blob.ts'
import { recordPlace } from '../import/split-record.ts'
import { bagsOf } from '../import/write-bag.ts'
import { findingsOf } from '../store/cross-checks.ts'
import { Found, OneCase } from './answers.ts'
import type { ConsoleContext } from './console-service.ts'
import { cut } from './cut.ts'
import { described } from './described.ts'

const LIST = `select c.branch_id as branch, c.case_id::text as "caseId", c.application_no as "applicationNo", c.contract_no as "contractNo", c.product, c.status,
  c.amount_minor::text as "amountFen", c.business_date as "businessDate" from case_head c`
const Search = z.strictObject({ by: z.enum(['NUMBER', 'NAME', 'ID']), text: z.string().trim().min(2).max(100) })
const CaseKey = z.object({ branch: BranchCode, caseId: z.uuid() })
const MOST = 100
function found<T>(asked: readonly T[]) {
  const { rows, more } = cut(asked, MOST)
  return { cases: rows, more }
}

/** Papers of a record, with whether their bytes have come. */
export const papersOf = (context: ConsoleContext, branch: string, type: string, id: string, rev: number) =>
  context.head.query(
    `select rb.role, rb.sha256, rb.bytes, rb.media, b.sha256 is not null as here from record_blob rb
       left join blob b on b.branch_id = rb.branch_id and b.sha256 = rb.sha256
      where rb.branch_id = $1 and rb.type = $2 and rb.id = $3 and rb.rev = $4 order by rb.role`,
    [branch, type, id, rev],
  )

/** The newest list of a case's scans; none where its branch has told of none. */
async function scansOf(context: ConsoleContext, branch: string, caseId: string) {
  const [last] = await context.head.query<{ rev: number | null }>(
    `select max(rev) as rev from record where branch_id = $1 and type = 'case.papers' and id = $2 and state <> 'parked'`,
    [branch, caseId],
  )
  return last?.rev ? await papersOf(context, branch, 'case.papers', caseId, last.rev) : []
}

/** The archive volumes of a case, and how many of their files have come. */
async function volumesOf(context: ConsoleContext, branch: string, caseId: string) {
  const bags = await bagsOf(context.head.office, branch, caseId)
  return await Promise.all(
    bags.map(async ({ row, body: { archiveNo, volumeNo, sealHash, filedOn, files } }) => {
      const listed = await papersOf(context, branch, BAG_TYPE, caseId, row.rev)
      return { archiveNo, volumeNo, sealHash, filedOn, files, here: listed.filter((file) => file.here === true).length }
    }),
  )
}

/** The steps of a case, oldest first. */
async function stepsOf(context: ConsoleContext, branch: string, caseId: string) {
  const rows = await context.head.query<{ rev: number; sealed: string }>(
    `select rev, sealed from record where branch_id = $1 and type = '${EVENT_TYPE}' and id = $2 and state <> 'parked' order by rev`,
    [branch, caseId],
  )
  return rows.map(({ rev, sealed }) => {
    const place = recordPlace(branch, { type: EVENT_TYPE, id: caseId, rev })
    const { event, at, from, to, staffNo, entry } = CaseEventBody.parse(JSON.parse(context.head.office.seal.open(place, sealed)))
    return { event, at, from, to, staffNo, entry: entry.n }
  })
}

/** Search across branches, one case with its persons and findings, and its papers; each look is on the audit log. */
export function caseRoutes(app: App, context: ConsoleContext): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const { office } = context.head
  // A name or number is in the body, never in a path that a proxy may log.
  routes.post('/search', described('Find cases by number, name or identity number', Found, { body: Search }), async (request, reply) => {
    const user = context.allowed(request, reply, 'CASE_OFFICER')
    if (!user) return reply
    const { by, text } = request.body
    await recordAct(office, user.userId, { type: 'case.search', by })
    if (by === 'NUMBER') {
      const pattern = `${text.toUpperCase().replace(/[\\%_]/g, '\\$&')}%`
      const sql = `${LIST} where c.application_no like $1 or c.contract_no like $1 order by c.application_no limit ${MOST + 1}`
      return found(await context.head.query(sql, [pattern]))
    }
    const key = by === 'ID' ? applicantKey(text) : nameKey(text)
    const sql = `${LIST} join cross_key k on k.branch_id = c.branch_id and k.case_id = c.case_id where k.kind = $1 and k.key_hash = $2 order by c.branch_id, c.application_no limit ${MOST + 1}`
    return found(await context.head.query(sql, [key.kind, office.seal.hash(key)]))
  })
  routes.get(
    '/cases/:branch/:caseId',
    described('One case as its branch sealed it, with findings, papers and steps', OneCase, { params: CaseKey }),
    async (request, reply) => {
      const user = context.allowed(request, reply, 'CASE_OFFICER')
      if (!user) return reply
      const { branch, caseId } = request.params
      const [head] = await context.head.query(`${LIST} where c.branch_id = $1 and c.case_id = $2`, [branch, caseId])
      const [record] = await context.head.query<{ rev: number; sealed: string; state: string }>(
        `select rev, sealed, state from record where branch_id = $1 and type = 'case.sealed' and id = $2 and state <> 'parked' order by rev desc limit 1`,
        [branch, caseId],
      )
      if (!head || !record) return sendRefusal(reply, { code: 'CASE_NOT_FOUND', details: {} })
      await recordAct(office, user.userId, { type: 'case.view', branch, caseId })
      const body: unknown = JSON.parse(office.seal.open(recordPlace(branch, { type: 'case.sealed', id: caseId, rev: record.rev }), record.sealed))
      return {
        head,
        body,
        rev: record.rev,
        complete: record.state === 'complete',
        findings: await findingsOf(office.database, branch, caseId),
        papers: [...(await papersOf(context, branch, 'case.sealed', caseId, record.rev)), ...(await scansOf(context, branch, caseId))],
        volumes: await volumesOf(context, branch, caseId),
        steps: await stepsOf(context, branch, caseId),
      }
    },
  )
  routes.get(
    '/papers/:branch/:sha256',
    described('One paper', z.unknown(), { params: z.object({ branch: BranchCode, sha256: HashText }) }),
    async (request, reply) => {
      const user = context.allowed(request, reply, 'CASE_OFFICER')
      if (!user) return reply
      const { branch, sha256 } = request.params
      const bytes = await readBlob(office, branch, sha256)
      if (!bytes) return sendRefusal(reply, { code: 'FILE_MISSING', details: {} })
      await recordAct(office, user.userId, { type: 'paper.view', branch, sha256 })
      const pdf = bytes.subarray(0, 5).toString('latin1') === '%PDF-'
      reply.header('content-security-policy', "default-src 'none'; frame-ancestors 'self'; object-src 'self'; style-src 'unsafe-inline'")
      reply.header('content-disposition', `${pdf ? 'inline' : 'attachment'}; filename="${sha256.slice(0, 12)}${pdf ? '.pdf' : '.bin'}"`)
      return reply.type(pdf ? 'application/pdf' : 'application/octet-stream').send(bytes)
    },
  )
}
