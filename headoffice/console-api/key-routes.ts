import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { keyFingerprint } from '../../protocol/enrolment-file.ts'
import { sendRefusal } from '../http/context.ts'
import type { App } from '../http/server.ts'
import { allKeys } from '../import/office-keys.ts'
import { officeKeysOfBranches } from '../store/office-keys.ts'
import { KeysTurned, OfficeKeys } from './answers.ts'
import type { ConsoleContext } from './console-service.ts'
import { described } from './described.ts'

/** Head office's own keys: which there are, from which down batch on each branch goes by them, and the change to new ones. */
export function keyRoutes(app: App, context: ConsoleContext): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const { office } = context.head
  routes.get('/keys', described('Head office’s own keys, and by which of them each branch goes', OfficeKeys), async (request, reply) => {
    if (!context.allowed(request, reply, 'ADMINISTRATOR', 'OPERATOR', 'AUDITOR')) return reply
    const turns = await context.head.query<{ subject: string; at: Date; who: string }>(`select subject, at, who from audit where act = 'keys.turn'`)
    const rows = await officeKeysOfBranches(office.database)
    const inForce = new Map(rows.map((row) => [row.branch, row.keyId]))
    return {
      keys: allKeys(office.keys).map(({ sign }) => {
        const made = turns.find((turn) => turn.subject === sign.keyId)
        return {
          keyId: sign.keyId,
          fingerprint: keyFingerprint(sign),
          madeAt: made?.at ?? null,
          madeBy: made?.who ?? null,
          branches: rows
            .filter((row) => row.keyId === sign.keyId)
            .map(({ branch, epoch, fromSeq }) => ({
              branch,
              epoch,
              fromSeq,
              inForce: inForce.get(branch) === sign.keyId,
            })),
        }
      }),
    }
  })
  routes.post('/keys/turn', described('New keys of head office, announced to every branch', KeysTurned), async (request, reply) => {
    const admin = context.allowed(request, reply, 'ADMINISTRATOR')
    if (!admin) return reply
    const turned = await context.head.turnKeys(admin.userId)
    return turned.ok ? reply.send(turned.value) : sendRefusal(reply, turned.error)
  })
}
