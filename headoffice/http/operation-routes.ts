import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { RefusalBody } from '../../core/batch/exchange.ts'
import { APP } from '../head-office.ts'
import { type HttpContext, sendRefusal } from './context.ts'
import { describeWhole } from './openapi.ts'
import type { App, ServiceOptions } from './server.ts'

/** Behind a proxy nobody is known to be on this machine: then metrics need their token. */
const LOCAL = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/** Health for a load balancer, metrics for Prometheus, and the description of the service. */
export function operationRoutes(app: App, context: HttpContext, { metricsToken, proxies }: Pick<ServiceOptions, 'metricsToken' | 'proxies'>): void {
  const routes = app.withTypeProvider<ZodTypeProvider>()
  const { office } = context.head
  routes.get(
    '/v1/health',
    {
      schema: {
        tags: ['operation'],
        summary: 'Whether the journal can be written and the database answers; 503 until it is started again where not',
        response: { 200: z.object({ ok: z.literal(true), app: z.string(), journal: z.number() }), 503: RefusalBody },
      },
    },
    async (_request, reply) => {
      if (office.spool.inDoubt) return sendRefusal(reply, { code: 'HEAD_OFFICE_IN_DOUBT', details: {} })
      await office.database.query('select 1 as one')
      return { ok: true as const, app: APP, journal: office.spool.journal.length }
    },
  )
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    const allowed = metricsToken === undefined ? proxies === undefined && LOCAL.has(request.ip) : request.headers.authorization === `Bearer ${metricsToken}`
    if (!allowed) return sendRefusal(reply, { code: 'NOT_SIGNED_IN', details: {} })
    return reply.type(context.metrics.registry.contentType).send(await context.metrics.registry.metrics())
  })
  app.get('/v1/openapi.json', { schema: { hide: true } }, () => describeWhole(app.swagger() as Parameters<typeof describeWhole>[0]))
}
