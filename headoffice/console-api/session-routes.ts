import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Refusal } from '../../core/kernel/result.ts'
import { OFFICE_ROLES, type OfficeRole } from '../../core/people/office-roles.ts'
import { checkNewPassword } from '../../core/people/password-rule.ts'
import { recordAct } from '../acts/record-act.ts'
import { sendRefusal } from '../http/context.ts'
import type { App } from '../http/server.ts'
import { bareCode } from '../import/enrol-code.ts'
import { COOKIE, type ConsoleContext } from './console-service.ts'
import { type ConsoleUser, sameSecret } from './console-sessions.ts'
import { hashPassword, passwordOpens } from './passwords.ts'

const Password = z.string().min(1).max(400)
export const UserIdText = z.string().regex(/^[a-z0-9][a-z0-9._-]{1,39}$/)
type UserRow = { user_id: string; name: string; roles: string; password: string; state: string }

const isRole = (text: string): text is OfficeRole => (OFFICE_ROLES as readonly string[]).includes(text)
export const rolesOf = (text: string): OfficeRole[] => text.split(' ').filter(isRole)
export const schema = { hide: true } as const

/** A page of another site may not even try: what has no session yet is asked where it comes from. */
function fromElsewhere(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

export async function findUser(context: ConsoleContext, userId: string): Promise<UserRow | null> {
  const rows = await context.head.query<UserRow>('select user_id, name, roles, password, state from office_user where user_id = $1', [userId])
  return rows[0] ?? null
}

async function signIn(context: ConsoleContext, userId: string, password: string): Promise<ConsoleUser | Refusal> {
  const may = context.sessions.mayTry(userId)
  if (!may.ok) return may.error
  const row = await findUser(context, userId)
  const opens = await passwordOpens(row?.state === 'active' ? row.password : null, password)
  if (!opens || !row) {
    context.sessions.failed(userId)
    // A made-up name is not written down: it may be a password typed into the wrong field.
    if (row) await recordAct(context.head.office, userId, { type: 'session.refused' })
    return { code: 'PASSWORD_WRONG', details: {} }
  }
  context.sessions.succeeded(userId)
  await recordAct(context.head.office, userId, { type: 'session.open' })
  return { userId, name: row.name, roles: rolesOf(row.roles) }
}

/** Set-up of the first account, sign-in and sign-out, one's own password. */
export function sessionRoutes(app: App, context: ConsoleContext): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const { office } = context.head
  const config = { rateLimit: { max: 20, timeWindow: '1 minute' } }
  const needsSetUp = async (): Promise<boolean> => {
    const rows = await context.head.query<{ n: number }>('select count(*) as n from office_user')
    return context.setUpCode !== null && rows[0]?.n === 0
  }
  const begin = (reply: FastifyReply, user: ConsoleUser) => {
    const { token, session } = context.sessions.open(user)
    reply.setCookie(COOKIE, token, { path: '/console', httpOnly: true, sameSite: 'strict', secure: context.secure })
    return { user, csrf: session.csrf, needsSetUp: false, fingerprint: context.head.fingerprint }
  }
  routes.get('/session', { schema }, async (request) => {
    const session = context.sessions.of(request.cookies[COOKIE])
    return { user: session?.user ?? null, csrf: session?.csrf ?? '', needsSetUp: await needsSetUp(), fingerprint: session ? context.head.fingerprint : '' }
  })
  const SetUp = z.strictObject({ code: z.string().max(40), userId: UserIdText, name: z.string().trim().min(1).max(60), password: Password })
  routes.post('/set-up', { config, schema: { ...schema, body: SetUp } }, async (request, reply) => {
    const { code, userId, name, password } = request.body
    if (fromElsewhere(request)) return sendRefusal(reply, { code: 'CSRF_WRONG', details: {} })
    return await office.lanes.run('console set-up', async () => {
      const right = sameSecret(bareCode(code), context.setUpCode ?? '')
      if (!right || !(await needsSetUp())) return sendRefusal(reply, { code: 'ENROLMENT_CODE_WRONG', details: {} })
      const strong = checkNewPassword(password, { staffNo: userId, staffName: name })
      if (!strong.ok) return sendRefusal(reply, strong.error)
      await recordAct(office, userId, { type: 'user.add', userId, name, roles: ['ADMINISTRATOR'], password: await hashPassword(password) })
      await recordAct(office, userId, { type: 'session.open' })
      return begin(reply, { userId, name, roles: ['ADMINISTRATOR'] })
    })
  })
  routes.post(
    '/sign-in',
    { config, schema: { ...schema, body: z.strictObject({ userId: z.string().max(40), password: Password }) } },
    async (request, reply) => {
      if (fromElsewhere(request)) return sendRefusal(reply, { code: 'CSRF_WRONG', details: {} })
      const user = await signIn(context, request.body.userId.trim().toLowerCase(), request.body.password)
      return 'code' in user ? sendRefusal(reply, user) : begin(reply, user)
    },
  )
  routes.post('/sign-out', { schema }, async (request, reply) => {
    const user = context.allowed(request, reply, ...OFFICE_ROLES)
    if (!user) return reply
    context.sessions.close(request.cookies[COOKIE])
    await recordAct(office, user.userId, { type: 'session.close' })
    return reply.clearCookie(COOKIE, { path: '/console' }).send({ ok: true })
  })
  routes.post('/password', { config, schema: { ...schema, body: z.strictObject({ current: Password, next: Password }) } }, async (request, reply) => {
    const user = context.allowed(request, reply, ...OFFICE_ROLES)
    if (!user) return reply
    const { current, next } = request.body
    const row = await findUser(context, user.userId)
    if (!row || !(await passwordOpens(row.password, current))) return sendRefusal(reply, { code: 'PASSWORD_WRONG', details: {} })
    const strong = checkNewPassword(next, { staffNo: user.userId, staffName: user.name, current })
    if (!strong.ok) return sendRefusal(reply, strong.error)
    await recordAct(office, user.userId, { type: 'user.password', userId: user.userId, password: await hashPassword(next) })
    return reply.send({ ok: true })
  })
}
