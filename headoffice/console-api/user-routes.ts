import type { FastifyReply, FastifyRequest } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { BranchCode } from '../../core/batch/envelope.ts'
import { instant } from '../../core/kernel/calendar.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { OFFICE_ROLES, officeRolesAllowed } from '../../core/people/office-roles.ts'
import { codeUntil } from '../../core/people/one-time-code.ts'
import { checkNewPassword } from '../../core/people/password-rule.ts'
import type { Act } from '../acts/act.ts'
import { recordAct } from '../acts/record-act.ts'
import { sendRefusal } from '../http/context.ts'
import type { App } from '../http/server.ts'
import { enrolledFingerprint } from '../import/enrol.ts'
import { makeEnrolCode } from '../import/enrol-code.ts'
import { openStream } from '../store/streams.ts'
import { findUser, Password, rolesOf, UserIdText } from './accounts.ts'
import { Done, EnrolCode, Users } from './answers.ts'
import type { ConsoleContext } from './console-service.ts'
import { described } from './described.ts'
import { hashPassword } from './passwords.ts'

const NewUser = z.strictObject({
  userId: UserIdText,
  name: z.string().trim().min(1).max(60),
  roles: z.array(z.enum(OFFICE_ROLES)),
  password: Password,
})

/** An administrator's change to somebody else's account, which ends what he is signed in to: it was opened by the account as it was. */
async function changeAnother(
  context: ConsoleContext,
  request: FastifyRequest<{ Params: { userId: string } }>,
  reply: FastifyReply,
  change: (user: { readonly userId: string; readonly name: string }) => Result<Act> | Promise<Result<Act>>,
): Promise<FastifyReply> {
  const { office } = context.head
  // In the lane of all changes to people: of two administrators who disable each other, the second is signed out before his turn.
  return await office.lanes.onActs('console users', async () => {
    const admin = context.allowed(request, reply, 'ADMINISTRATOR')
    if (!admin) return reply
    const { userId } = request.params
    const row = await findUser(context, userId)
    if (!row) return sendRefusal(reply, { code: 'OFFICE_USER_NOT_FOUND', details: {} })
    if (userId === admin.userId) return sendRefusal(reply, { code: 'DIFFERENT_PERSON_NEEDED', details: {} })
    const act = await change({ userId, name: row.name })
    if (!act.ok) return sendRefusal(reply, act.error)
    await recordAct(office, admin.userId, act.value)
    if (act.value.type === 'user.reset') context.sessions.forget(userId)
    else context.sessions.closeAllOf(userId)
    return reply.send({ ok: true })
  })
}

/** People and roles, and codes to enrol devices: the administrator's. */
export function userRoutes(app: App, context: ConsoleContext): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const { office } = context.head
  routes.get('/users', described('People and their roles', Users), async (request, reply) => {
    if (!context.allowed(request, reply, 'ADMINISTRATOR', 'AUDITOR')) return reply
    const rows = await context.head.query<{ user_id: string; name: string; roles: string; state: string; must_change: number }>(
      'select user_id, name, roles, state, must_change from office_user order by user_id',
    )
    return {
      users: rows.map(({ user_id, name, roles, state, must_change }) => ({ userId: user_id, name, roles: rolesOf(roles), state, due: must_change === 1 })),
    }
  })
  routes.post('/users', described('Add a person', Done, { body: NewUser }), async (request, reply) => {
    const admin = context.allowed(request, reply, 'ADMINISTRATOR')
    if (!admin) return reply
    const { userId, name, roles, password } = request.body
    if (!officeRolesAllowed(roles)) return sendRefusal(reply, { code: 'ROLES_NOT_ALLOWED', details: { roles } })
    const strong = checkNewPassword(password, { staffNo: userId, staffName: name })
    if (!strong.ok) return sendRefusal(reply, strong.error)
    const hash = await hashPassword(password)
    return await office.lanes.onActs('console users', async () => {
      if (!context.allowed(request, reply, 'ADMINISTRATOR')) return reply
      if (await findUser(context, userId)) return sendRefusal(reply, { code: 'OFFICE_USER_TAKEN', details: {} })
      await recordAct(office, admin.userId, { type: 'user.add', userId, name, roles, password: hash })
      return reply.send({ ok: true })
    })
  })
  const params = z.object({ userId: UserIdText })
  const State = z.strictObject({ state: z.enum(['active', 'disabled']) })
  routes.post('/users/:userId/state', described('Shut an account, or open it again', Done, { params, body: State }), (request, reply) =>
    changeAnother(context, request, reply, ({ userId }) => ok({ type: 'user.state', userId, state: request.body.state })),
  )
  const Roles = z.strictObject({ roles: z.array(z.enum(OFFICE_ROLES)) })
  routes.post('/users/:userId/roles', described('Give a person other roles', Done, { params, body: Roles }), (request, reply) =>
    changeAnother(context, request, reply, ({ userId }) => {
      const { roles } = request.body
      return officeRolesAllowed(roles) ? ok({ type: 'user.roles', userId, roles }) : refuse('ROLES_NOT_ALLOWED', { roles })
    }),
  )
  routes.post(
    '/users/:userId/password',
    described('Give a person another password, to be changed at the next sign-in', Done, { params, body: z.strictObject({ password: Password }) }),
    (request, reply) =>
      changeAnother(context, request, reply, async ({ userId, name }) => {
        const { password } = request.body
        const strong = checkNewPassword(password, { staffNo: userId, staffName: name })
        return strong.ok ? ok({ type: 'user.reset', userId, password: await hashPassword(password) }) : strong
      }),
  )
  routes.post(
    '/enrol-codes',
    described('A one-time code by which a branch enrols a device', EnrolCode, { body: z.strictObject({ branch: BranchCode }) }),
    async (request, reply) => {
      const admin = context.allowed(request, reply, 'ADMINISTRATOR')
      if (!admin) return reply
      const { branch } = request.body
      const stream = await openStream(office.database, branch, 'down')
      const { fingerprint } = context.head
      const before = stream ? await enrolledFingerprint(office, { branch, epoch: stream.epoch }) : fingerprint
      const until = codeUntil('ENROLMENT', instant(office.now()))
      // A device that asks again with keys it is enrolled with gets the enrolment it has, in the key of then.
      return reply.send({ code: await makeEnrolCode(office, admin.userId, branch), until, fingerprint, before: before === fingerprint ? null : before })
    },
  )
}
