import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { BranchCode, Position } from '../../core/batch/envelope.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { recordActHeld } from '../acts/record-act.ts'
import { sendRefusal } from '../http/context.ts'
import type { App } from '../http/server.ts'
import { closingPlace, closings } from '../store/closings.ts'
import { besideFirst } from '../store/second-person.ts'
import { openStream } from '../store/streams.ts'
import { handsOf } from './accounts.ts'
import { Devices, Done } from './answers.ts'
import type { ConsoleContext } from './console-service.ts'
import type { ConsoleUser } from './console-sessions.ts'
import { described } from './described.ts'

const Of = { branch: BranchCode, epoch: Position }
const Close = z.discriminatedUnion('step', [
  z.strictObject({ step: z.literal('propose'), ...Of, reason: z.string().trim().min(1).max(500) }),
  z.strictObject({ step: z.literal('confirm'), ...Of }),
  z.strictObject({ step: z.literal('withdraw'), ...Of }),
])

/** Only the device a branch works with now is closed, as the page showed it: by a second person. */
async function close(context: ConsoleContext, user: ConsoleUser, asked: z.output<typeof Close>): Promise<Refusal | null> {
  const { office } = context.head
  const { devices } = context
  const { branch, epoch } = asked
  const stream = await openStream(office.database, branch, 'up')
  const known = (await closings(office.database)).find((one) => one.branch === branch && one.epoch === epoch)
  const changed = stream?.epoch !== epoch || known?.closedBy != null || (asked.step === 'propose') !== (known === undefined)
  if (changed) return { code: 'DEVICE_CHANGED', details: {} }
  if (asked.step === 'withdraw') {
    await recordActHeld(office, user.userId, { type: 'device.withdraw', branch, epoch })
    return null
  }
  const me = await handsOf(context, user)
  const { hands } = me
  if (asked.step === 'propose') {
    await recordActHeld(office, user.userId, { type: 'device.propose', branch, epoch, reason: asked.reason, hands })
    return null
  }
  const second = await besideFirst(office.database, 'device', [branch, epoch], me, office.now())
  if (!second.ok) return second.error
  await recordActHeld(office, user.userId, { type: 'device.close', branch, epoch, proposedBy: known?.proposedBy ?? '', hands })
  devices.end(branch)
  return null
}

/** Shuts out a branch's device that was lost, stolen or given up: until the branch enrols another, nothing is taken from it and nothing told. */
export function deviceRoutes(app: App, context: ConsoleContext): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const { office } = context.head
  routes.get('/devices', described('Devices of branches that are closed, or proposed to be', Devices), async (request, reply) => {
    if (!context.allowed(request, reply, 'OPERATOR', 'AUDITOR', 'ADMINISTRATOR')) return reply
    const known = await closings(office.database)
    return { closings: known.map(({ sealedReason, ...one }) => ({ ...one, reason: office.seal.open(closingPlace(one), sealedReason) })) }
  })
  routes.post('/devices/close', described('Close a branch’s device: proposed by one, confirmed by another', Done, { body: Close }), async (request, reply) => {
    const user = context.allowed(request, reply, 'OPERATOR')
    if (!user) return reply
    const refusal = await office.lanes.run(request.body.branch, () => close(context, user, request.body))
    return refusal ? sendRefusal(reply, refusal) : reply.send({ ok: true })
  })
}
