import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { checkNewPassword } from '../../core/people/password-rule.ts'
import { recordAct } from '../acts/record-act.ts'
import { sendRefusal } from '../http/context.ts'
import type { App } from '../http/server.ts'
import { bareCode } from '../import/enrol-code.ts'
import { atPassword, findUser, openAccount, PASSWORD_WRONG, Password, rolesOf, stillOpen, UserIdText } from './accounts.ts'
import { Done, SessionNow } from './answers.ts'
import { COOKIE, type ConsoleContext } from './console-service.ts'
import { type ConsoleUser, IDLE_MS, sameSecret } from './console-sessions.ts'
import { described, guarded, open } from './described.ts'
import { hashPassword } from './passwords.ts'
import { recoveryHash, recoveryOpen } from './recovery-code.ts'

/** Calls made before there is a session: asked where they come from instead of for the page's token. */
export const BEFORE_SESSION: ReadonlySet<string> = new Set(['/set-up', '/sign-in', '/recover'])

/** A page of another site may not even try: what has no session yet is asked where it comes from. */
function fromElsewhere(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site']
  return site !== undefined && site !== 'same-origin' && site !== 'none'
}

function begin(context: ConsoleContext, reply: FastifyReply, user: ConsoleUser, due: boolean) {
  const { token, session } = context.sessions.open(user, due)
  reply.setCookie(COOKIE, token, { path: '/console', httpOnly: true, sameSite: 'strict', secure: context.secure })
  return { user, csrf: session.csrf, due, needsSetUp: false, recovers: false, fingerprint: context.head.fingerprint, idleSeconds: IDLE_MS / 1000 }
}

/** Set-up of the first account, and the way back in with a code of the terminal when no administrator can sign in. */
function firstAccounts(app: App, context: ConsoleContext, needsSetUp: () => Promise<boolean>): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const { office } = context.head
  const Account = z.strictObject({ code: z.string().max(40), userId: UserIdText, name: z.string().trim().min(1).max(60), password: Password })
  routes.post('/set-up', guarded(open('Make the first account, by the code of the terminal', SessionNow, { body: Account })), async (request, reply) => {
    const { code, userId, name, password } = request.body
    if (fromElsewhere(request)) return sendRefusal(reply, { code: 'CSRF_WRONG', details: {} })
    return await office.lanes.onActs('console users', async () => {
      const right = sameSecret(bareCode(code), context.setUpCode ?? '')
      if (!right || !(await needsSetUp())) return sendRefusal(reply, { code: 'ENROLMENT_CODE_WRONG', details: {} })
      const strong = checkNewPassword(password, { staffNo: userId, staffName: name })
      if (!strong.ok) return sendRefusal(reply, strong.error)
      await recordAct(office, userId, { type: 'user.add', userId, name, roles: ['ADMINISTRATOR'], password: await hashPassword(password) })
      await recordAct(office, userId, { type: 'session.open' })
      return begin(context, reply, { userId, name, roles: ['ADMINISTRATOR'] }, false)
    })
  })
  routes.post(
    '/recover',
    guarded(open('Open an administrator’s account anew, by a one-time code of the terminal', SessionNow, { body: Account })),
    async (request, reply) => {
      const { code, userId, password } = request.body
      if (fromElsewhere(request)) return sendRefusal(reply, { code: 'CSRF_WRONG', details: {} })
      return await office.lanes.onActs('console users', async () => {
        const codeHash = recoveryHash(code)
        if ((await recoveryOpen(office)) !== codeHash) return sendRefusal(reply, { code: 'ENROLMENT_CODE_WRONG', details: {} })
        const known = await findUser(context, userId)
        if (known && known.roles !== 'ADMINISTRATOR') return sendRefusal(reply, { code: 'OFFICE_USER_TAKEN', details: {} })
        const name = known?.name ?? request.body.name
        const strong = checkNewPassword(password, { staffNo: userId, staffName: name })
        if (!strong.ok) return sendRefusal(reply, strong.error)
        await recordAct(office, userId, { type: 'recovery.use', codeHash, userId, name, password: await hashPassword(password) })
        context.sessions.forget(userId)
        await recordAct(office, userId, { type: 'session.open' })
        return begin(context, reply, { userId, name, roles: ['ADMINISTRATOR'] }, false)
      })
    },
  )
}

/** The first account, sign-in and sign-out, one's own password. */
export function sessionRoutes(app: App, context: ConsoleContext): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const { office } = context.head
  const needsSetUp = async (): Promise<boolean> => {
    const rows = await context.head.query<{ n: number }>('select count(*) as n from office_user')
    return context.setUpCode !== null && rows[0]?.n === 0
  }
  firstAccounts(app, context, needsSetUp)
  routes.get('/session', open('Who is signed in, and what the page may offer where nobody is', SessionNow), async (request) => {
    const session = context.sessions.of(request.cookies[COOKIE])
    const closed = { needsSetUp: await needsSetUp(), recovers: (await recoveryOpen(office)) !== null }
    if (!session) return { user: null, csrf: '', due: false, ...closed, fingerprint: '', idleSeconds: null }
    return { user: session.user, csrf: session.csrf, due: session.due, ...closed, fingerprint: context.head.fingerprint, idleSeconds: IDLE_MS / 1000 }
  })
  routes.post(
    '/sign-in',
    guarded(open('Sign in', SessionNow, { body: z.strictObject({ userId: z.string().max(40), password: Password }) })),
    async (request, reply) => {
      if (fromElsewhere(request)) return sendRefusal(reply, { code: 'CSRF_WRONG', details: {} })
      const userId = request.body.userId.trim().toLowerCase()
      const opened = await openAccount(context, userId, request.body.password, 'session.refused')
      if ('code' in opened) return sendRefusal(reply, opened)
      return await office.lanes.onActs('console users', async () => {
        const row = await stillOpen(context, opened)
        await recordAct(office, userId, { type: row ? 'session.open' : 'session.refused' })
        if (!row) return sendRefusal(reply, PASSWORD_WRONG)
        return begin(context, reply, { userId, name: row.name, roles: rolesOf(row.roles) }, row.must_change === 1)
      })
    },
  )
  routes.post('/sign-out', described('Sign out', Done), async (request, reply) => {
    const session = context.signedIn(request, reply)
    if (!session) return reply
    context.sessions.close(request.cookies[COOKIE])
    await recordAct(office, session.user.userId, { type: 'session.close' })
    return reply.clearCookie(COOKIE, { path: '/console' }).send({ ok: true })
  })
  routes.post(
    '/password',
    guarded(described('Change one’s own password', Done, { body: z.strictObject({ current: Password, next: Password }) })),
    async (request, reply) => {
      const session = context.signedIn(request, reply)
      if (!session) return reply
      const { current, next } = request.body
      const { userId, name } = session.user
      const opened = await openAccount(context, userId, current, 'password.refused')
      if ('code' in opened) return sendRefusal(reply, atPassword(opened))
      const strong = checkNewPassword(next, { staffNo: userId, staffName: name, current })
      if (!strong.ok) return sendRefusal(reply, strong.error)
      const password = await hashPassword(next)
      return await office.lanes.onActs('console users', async () => {
        if (!context.signedIn(request, reply)) return reply
        if (!(await stillOpen(context, opened))) return sendRefusal(reply, atPassword(PASSWORD_WRONG))
        await recordAct(office, userId, { type: 'user.password', userId, password })
        context.sessions.chose(request.cookies[COOKIE])
        return reply.send({ ok: true })
      })
    },
  )
}
