import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { AuditSealedBody } from '../../core/batch/audit-sealed.ts'
import { BranchCode, Position } from '../../core/batch/envelope.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { recordActHeld } from '../acts/record-act.ts'
import { sendRefusal } from '../http/context.ts'
import type { App } from '../http/server.ts'
import { acceptedLogs, disputedLogs } from '../store/audit-logs.ts'
import { besideFirst } from '../store/second-person.ts'
import { handsOf } from './accounts.ts'
import { Done, Logs } from './answers.ts'
import type { ConsoleContext } from './console-service.ts'
import type { ConsoleUser } from './console-sessions.ts'
import { described } from './described.ts'

const Of = { branch: BranchCode, logId: z.uuid(), rev: Position, root: AuditSealedBody.shape.root }
const Settle = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('propose'), ...Of, reason: z.string().trim().min(1).max(500) }),
  z.strictObject({ step: z.literal('accept'), ...Of }),
  z.strictObject({ step: z.literal('withdraw'), ...Of }),
])

/** Only the newest log of a branch, as the page showed it, is accepted: by a second person, for the reason the first gave. */
async function settle(context: ConsoleContext, user: ConsoleUser, asked: z.output<typeof Settle>): Promise<Refusal | null> {
  const { office } = context.head
  const { branch, logId, rev, root } = asked
  const log = (await disputedLogs(office.database, branch)).find((one) => one.logId === logId && one.rev === rev && one.root === root)
  const { proposedBy, reason } = log ?? { proposedBy: null, reason: null }
  if (!log || (asked.step === 'propose') !== (proposedBy === null)) return { code: 'AUDIT_LOG_CHANGED', details: {} }
  const of = { branch, logId, rev, size: log.size, root }
  if (asked.step === 'withdraw') {
    await recordActHeld(office, user.userId, { type: 'log.withdraw', ...of })
    return null
  }
  const me = await handsOf(context, user)
  const { hands } = me
  if (asked.step === 'propose') {
    await recordActHeld(office, user.userId, { type: 'log.propose', ...of, reason: asked.reason, hands })
    return null
  }
  const second = await besideFirst(office.database, 'log', [branch, logId, rev], me, office.now())
  if (!second.ok) return second.error
  await recordActHeld(office, user.userId, { type: 'log.accept', ...of, proposedBy: proposedBy ?? '', reason: reason ?? '', hands })
  return null
}

/** Audit logs of branches that do not go on from what head office took: of a restored or newly set up device they never will by themselves. */
export function logRoutes(app: App, context: ConsoleContext): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const { office } = context.head
  routes.get('/logs', described('Audit logs of branches that do not go on, and those two persons accepted', Logs), async (request, reply) => {
    if (!context.allowed(request, reply, 'OPERATOR', 'AUDITOR', 'ADMINISTRATOR')) return reply
    return { disputed: await disputedLogs(office.database, null), accepted: await acceptedLogs(office.database) }
  })
  routes.post(
    '/logs/settle',
    described('Accept an audit log from here: proposed by one, accepted by another', Done, { body: Settle }),
    async (request, reply) => {
      const user = context.allowed(request, reply, 'OPERATOR')
      if (!user) return reply
      const refusal = await office.lanes.run(request.body.branch, () => settle(context, user, request.body))
      return refusal ? sendRefusal(reply, refusal) : reply.send({ ok: true })
    },
  )
}
