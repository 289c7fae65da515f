import type { z } from 'zod'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** What the route answers with 200, for the description of the service alone: what is sent is not made over by it. */
    answer?: z.ZodType
  }
}

/**
 * A route of the console with what the description of the service says of it.
 * @example routes.get('/packs', described('Reference data', Packs), handler)
 */
export function described<Schema extends object = object>(summary: string, answer: z.ZodType, schema: Schema = {} as Schema) {
  return { schema: { tags: ['console'], summary, ...schema }, config: { answer } }
}

/** The same of one that is asked before there is a session. */
export function open<Schema extends object = object>(summary: string, answer: z.ZodType, schema: Schema = {} as Schema) {
  return described(summary, answer, { security: [], ...schema })
}

/** A route that tries a password: so often a minute from one address. */
export function guarded<Route extends { readonly config: object }>(route: Route) {
  return { ...route, config: { ...route.config, rateLimit: { max: 20, timeWindow: '1 minute' } } }
}
