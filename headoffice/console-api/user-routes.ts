import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { BranchCode } from '../../core/batch/envelope.ts'
import { OFFICE_ROLES, officeRolesAllowed } from '../../core/people/office-roles.ts'
import { checkNewPassword } from '../../core/people/password-rule.ts'
import { recordAct } from '../acts/record-act.ts'
import { sendRefusal } from '../http/context.ts'
import type { App } from '../http/server.ts'
import { enrolledFingerprint } from '../import/enrol.ts'
import { makeEnrolCode } from '../import/enrol-code.ts'
import { openStream } from '../store/streams.ts'
import type { ConsoleContext } from './console-service.ts'
import { hashPassword } from './passwords.ts'
import { findUser, rolesOf, schema, UserIdText } from './session-routes.ts'

const NewUser = z.strictObject({
  userId: UserIdText,
  name: z.string().trim().min(1).max(60),
  roles: z.array(z.enum(OFFICE_ROLES)),
  password: z.string().min(1).max(400),
})

/** People and roles, and codes to enrol devices: the administrator's. */
export function userRoutes(app: App, context: ConsoleContext): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const { office } = context.head
  routes.get('/users', { schema }, async (request, reply) => {
    if (!context.allowed(request, reply, 'ADMINISTRATOR', 'AUDITOR')) return reply
    const rows = await context.head.query<{ user_id: string; name: string; roles: string; state: string }>(
      'select user_id, name, roles, state from office_user order by user_id',
    )
    return { users: rows.map(({ user_id, name, roles, state }) => ({ userId: user_id, name, roles: rolesOf(roles), state })) }
  })
  routes.post('/users', { schema: { ...schema, body: NewUser } }, async (request, reply) => {
    const admin = context.allowed(request, reply, 'ADMINISTRATOR')
    if (!admin) return reply
    const { userId, name, roles, password } = request.body
    if (!officeRolesAllowed(roles)) return sendRefusal(reply, { code: 'ROLES_NOT_ALLOWED', details: { roles } })
    const strong = checkNewPassword(password, { staffNo: userId, staffName: name })
    if (!strong.ok) return sendRefusal(reply, strong.error)
    const hash = await hashPassword(password)
    return await office.lanes.run('console users', async () => {
      if (await findUser(context, userId)) return sendRefusal(reply, { code: 'OFFICE_USER_TAKEN', details: {} })
      await recordAct(office, admin.userId, { type: 'user.add', userId, name, roles, password: hash })
      return reply.send({ ok: true })
    })
  })
  const State = z.strictObject({ state: z.enum(['active', 'disabled']) })
  routes.post('/users/:userId/state', { schema: { ...schema, params: z.object({ userId: UserIdText }), body: State } }, async (request, reply) => {
    const admin = context.allowed(request, reply, 'ADMINISTRATOR')
    if (!admin) return reply
    const { userId } = request.params
    if (!(await findUser(context, userId))) return sendRefusal(reply, { code: 'OFFICE_USER_NOT_FOUND', details: {} })
    if (userId === admin.userId) return sendRefusal(reply, { code: 'DIFFERENT_PERSON_NEEDED', details: {} })
    await recordAct(office, admin.userId, { type: 'user.state', userId, state: request.body.state })
    context.sessions.closeAllOf(userId)
    return reply.send({ ok: true })
  })
  routes.post('/enrol-codes', { schema: { ...schema, body: z.strictObject({ branch: BranchCode }) } }, async (request, reply) => {
    const admin = context.allowed(request, reply, 'ADMINISTRATOR')
    if (!admin) return reply
    const { branch } = request.body
    const stream = await openStream(office.database, branch, 'down')
    const { fingerprint } = context.head
    const before = stream ? await enrolledFingerprint(office, { branch, epoch: stream.epoch }) : fingerprint
    // A device that asks again with keys it is enrolled with gets the enrolment it has, in the key of then.
    return reply.send({ code: await makeEnrolCode(office, admin.userId, branch), fingerprint, before: before === fingerprint ? null : before })
  })
}
