import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { HashText } from '../../core/batch/envelope.ts'
import { PACK_KINDS, PackFileName } from '../../core/batch/reference-pack.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { DateField } from '../../core/kernel/schema.ts'
import { recordAct } from '../acts/record-act.ts'
import { issueToEach } from '../down/issue-down.ts'
import { keepPackFile, packFile } from '../down/packs.ts'
import { CountedParam, sendRefusal } from '../http/context.ts'
import type { App } from '../http/server.ts'
import { actOf } from '../import/project-office.ts'
import { besideFirst } from '../store/second-person.ts'
import { handsOf, Password, proveSelf } from './accounts.ts'
import { Done, OnePack, Packs } from './answers.ts'
import { checkPack } from './check-pack.ts'
import type { ConsoleContext } from './console-service.ts'
import type { ConsoleUser } from './console-sessions.ts'
import { described, guarded } from './described.ts'
import { branchesWith } from './pack-standings.ts'

const Key = z.object({ kind: z.enum(PACK_KINDS), version: CountedParam })
type Key = z.output<typeof Key>
const Draft = z.strictObject({
  kind: z.enum(PACK_KINDS),
  version: z.int().min(1).max(1_000_000),
  effectiveFrom: DateField,
  title: z.string().trim().min(1).max(200),
  note: z.string().max(4000),
  files: z
    .array(z.strictObject({ name: PackFileName, text: z.string().min(1).max(4_000_000) }))
    .min(1)
    .max(100),
})
const MAX_BODY = 16 * 1024 * 1024
type PackRow = { ref: string; state: string; prepared_by: string }
const LIST = `select kind, version, state, effective_from as "effectiveFrom", title, prepared_by as "preparedBy", prepared_at as "preparedAt",
  published_by as "publishedBy", published_at as "publishedAt",
  (select count(distinct d.branch_id) from delivery d where d.ref = p.ref) as "deliveredTo" from pack p`

async function packRow(context: ConsoleContext, { kind, version }: Key): Promise<PackRow | null> {
  const rows = await context.head.query<PackRow>('select ref, state, prepared_by from pack where kind = $1 and version = $2', [kind, version])
  return rows[0] ?? null
}

/** A draft as it was saved, its files as text; null where there is none. */
async function draftOf(context: ConsoleContext, ref: string | undefined) {
  if (ref === undefined) return null
  const { what } = await actOf(context.head.office, ref)
  if (what.type !== 'pack.draft') return null
  const { effectiveFrom, title, note } = what
  const files = []
  for (const file of what.files) files.push({ name: file.name, text: (await packFile(context.head.office, file)).toString('utf8') })
  return { effectiveFrom, title, note, files }
}

/** An older version is never published after a newer one: no branch would be told of it. */
async function notNewer(context: ConsoleContext, { kind, version }: Key): Promise<Refusal | null> {
  const newer = await context.head.query(`select 1 from pack where kind = $1 and state = 'published' and version >= $2 limit 1`, [kind, version])
  return newer.length > 0 ? { code: 'PACK_NOT_NEWER', details: { version } } : null
}

async function saveDraft(context: ConsoleContext, user: ConsoleUser, draft: z.output<typeof Draft>): Promise<Refusal | null> {
  const { office } = context.head
  const older = await notNewer(context, draft)
  if (older) return older
  const standing = await packRow(context, draft)
  // One's own draft is corrected by saving it again; somebody else's is not replaced unseen.
  if (standing?.state === 'draft' && standing.prepared_by !== user.userId) return { code: 'PACK_DRAFT_STANDS', details: { who: standing.prepared_by } }
  const checked = checkPack(draft.kind, draft.files)
  if (!checked.ok) return checked.error
  const files = []
  for (const { name, text } of draft.files) files.push(await keepPackFile(office, name, text))
  const { kind, version, effectiveFrom, title, note } = draft
  const { hands } = await handsOf(context, user)
  await recordAct(office, user.userId, { type: 'pack.draft', kind, version, effectiveFrom, title, note, files, hands })
  return null
}

const Step = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('publish'), ref: HashText, password: Password }),
  z.strictObject({ step: z.literal('discard'), ref: HashText }),
])

async function settle(context: ConsoleContext, user: ConsoleUser, key: Key, { step, ref }: z.output<typeof Step>): Promise<Refusal | null> {
  const { office } = context.head
  const row = await packRow(context, key)
  if (row?.state !== 'draft') return { code: 'PACK_NOT_FOUND', details: {} }
  // What was opened, nothing else: a draft is saved again under the same version.
  if (row.ref !== ref) return { code: 'PACK_CHANGED', details: {} }
  if (step === 'discard') {
    await recordAct(office, user.userId, { type: 'pack.discard', ...key })
    return null
  }
  const older = await notNewer(context, key)
  if (older) return older
  const me = await handsOf(context, user)
  const second = await besideFirst(office.database, 'pack', [key.kind, key.version], me, office.now())
  if (!second.ok) return second.error
  await recordAct(office, user.userId, { type: 'pack.publish', ...key, hands: me.hands })
  await issueToEach(office)
  return null
}

/** Reference data: prepared by one, looked at as a diff, published by another, sent to every branch. */
export function packRoutes(app: App, context: ConsoleContext): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const { office } = context.head
  routes.get('/packs', described('Reference data, drafts and published', Packs), async (request, reply) => {
    if (!context.allowed(request, reply, 'PACK_EDITOR', 'OPERATOR', 'AUDITOR')) return reply
    return { packs: await context.head.query(`${LIST} where state <> 'discarded' order by kind, version desc limit 500`) }
  })
  routes.get(
    '/packs/:kind/:version',
    described('One pack with its files, the version before, and how branches stand with it', OnePack, { params: Key }),
    async (request, reply) => {
      if (!context.allowed(request, reply, 'PACK_EDITOR', 'AUDITOR')) return reply
      const row = await packRow(context, request.params)
      if (!row) return sendRefusal(reply, { code: 'PACK_NOT_FOUND', details: {} })
      const before = await context.head.query<{ ref: string; version: number }>(
        `select ref, version from pack where kind = $1 and version < $2 and state = 'published' order by version desc limit 1`,
        [request.params.kind, request.params.version],
      )
      const draft = await draftOf(context, row.ref)
      if (!draft) return sendRefusal(reply, { code: 'PACK_NOT_FOUND', details: {} })
      return {
        ref: row.ref,
        state: row.state,
        branches: row.state === 'published' ? await branchesWith(context.head, { ...request.params, ref: row.ref }) : [],
        preparedBy: row.prepared_by,
        ...draft,
        before: before[0]?.version ?? null,
        beforeFiles: (await draftOf(context, before[0]?.ref))?.files ?? [],
      }
    },
  )
  routes.post('/packs', { bodyLimit: MAX_BODY, ...described('Save a draft, checked as a branch reads it', Done, { body: Draft }) }, async (request, reply) => {
    const user = context.allowed(request, reply, 'PACK_EDITOR')
    if (!user) return reply
    const refusal = await office.lanes.onActs('console packs', () => saveDraft(context, user, request.body))
    return refusal ? sendRefusal(reply, refusal) : reply.send({ ok: true })
  })
  routes.post(
    '/packs/:kind/:version',
    guarded(described('Publish a draft of somebody else, by one’s own password, or discard it', Done, { params: Key, body: Step })),
    async (request, reply) => {
      const user = context.allowed(request, reply, 'PACK_EDITOR')
      if (!user) return reply
      const wrong = request.body.step === 'discard' ? null : await proveSelf(context, user, request.body.password)
      if (wrong) return sendRefusal(reply, wrong)
      return await office.lanes.onActs('console packs', async () => {
        if (!context.allowed(request, reply, 'PACK_EDITOR')) return reply
        const refusal = await settle(context, user, request.params, request.body)
        return refusal ? sendRefusal(reply, refusal) : reply.send({ ok: true })
      })
    },
  )
}
