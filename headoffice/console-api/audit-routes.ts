import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { CountedParam } from '../http/context.ts'
import type { App } from '../http/server.ts'
import { Audit } from './answers.ts'
import type { ConsoleContext } from './console-service.ts'
import { described } from './described.ts'

const PAGE = 100

/** The audit log, newest first; it is part of the hash-chained journal, `n` its line there. */
export function auditRoutes(app: App, context: ConsoleContext): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  routes.get(
    '/audit',
    described('What everybody did, newest first', Audit, { querystring: z.object({ before: CountedParam.optional() }) }),
    async (request, reply) => {
      if (!context.allowed(request, reply, 'AUDITOR', 'ADMINISTRATOR')) return reply
      const rows = await context.head.query<{ n: number; at: Date; who: string; act: string; subject: string; note: string }>(
        'select n, at, who, act, subject, note from audit where n < $1 order by n desc limit $2',
        [request.query.before ?? 2_000_000_000, PAGE],
      )
      return { rows, more: rows.length === PAGE }
    },
  )
}
