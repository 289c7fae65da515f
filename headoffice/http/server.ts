import { readFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import fastifyHelmet from '@fastify/helmet'
import fastifyRateLimit from '@fastify/rate-limit'
import fastifySwagger from '@fastify/swagger'
import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify'
import { jsonSchemaTransform, serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import { tryStrictJson } from '../../protocol/strict-json.ts'
import { APP, type HeadOffice } from '../head-office.ts'
import type { HttpContext } from './context.ts'
import { DeviceSessions } from './device-sessions.ts'
import { downRoutes } from './down-routes.ts'
import { answerErrors } from './errors.ts'
import { createMetrics } from './metrics.ts'
import { operationRoutes } from './operation-routes.ts'
import { Offered, Registered } from './registered.ts'
import { Seen } from './seen.ts'
import { upRoutes } from './up-routes.ts'

export type App = FastifyInstance<Server>

export interface TlsFiles {
  readonly cert: string
  readonly key: string
  /** With it, only clients with a certificate of this authority get in (mTLS). */
  readonly clientCa?: string
}
export interface ServiceOptions {
  /** Off, or a stream of JSON lines; the default is stdout. */
  readonly log: boolean | { readonly write: (line: string) => void }
  readonly tls?: TlsFiles
  /** Requests a minute from one address. */
  readonly requestsPerMinute?: number
  /** How long a body may stand still before its request is given up; a minute when left out. */
  readonly idleMs?: number
  /** Bearer token for /metrics; without one only this machine may read it. */
  readonly metricsToken?: string
  /** Addresses of the proxies in front, 'loopback' for this machine: callers are told apart by what those write into X-Forwarded-For. */
  readonly proxies?: string
  /** Adds the console. */
  readonly console?: (app: App, context: HttpContext) => Promise<void>
}

/** Lines name method, route, status and time: no query, no body, no header, no address. */
const logger = (log: ServiceOptions['log']): NonNullable<FastifyServerOptions['logger']> =>
  log === false
    ? false
    : {
        level: 'info',
        ...(log === true ? {} : { stream: log }),
        serializers: {
          req: (request) => ({ method: request.method, route: request.routeOptions?.url ?? '' }),
          res: (reply) => ({ statusCode: reply.statusCode }),
        },
      }

async function httpsOf(tls: TlsFiles): Promise<Record<string, unknown>> {
  const [cert, key] = [await readFile(tls.cert), await readFile(tls.key)]
  const mutual = tls.clientCa ? { ca: await readFile(tls.clientCa), requestCert: true, rejectUnauthorized: true } : {}
  return { cert, key, minVersion: 'TLSv1.2', ...mutual }
}

/** What a route says it answers, where it says so beside its schema (`described`). */
const withAnswer: typeof jsonSchemaTransform = (at) => {
  const answer = at.route?.config?.answer
  return jsonSchemaTransform(answer ? { ...at, schema: { ...at.schema, response: { 200: answer } } } : at)
}

/** A part may take an hour to come in as long as it does come in; anything else, which anybody may send, two minutes. */
const LONGEST_MS = 3_600_000
const USUAL_MS = 120_000
const IDLE_MS = 60_000

/** Gives up a body of which nothing comes for a while; however slow a line is, what moves on it goes on. */
function giveUpIdle(app: App, idleMs: number): void {
  app.addHook('onRequest', (request, _reply, done) => {
    const { raw } = request
    if (raw.headers['content-length'] !== undefined || raw.headers['transfer-encoding'] !== undefined) {
      const { socket } = raw
      // Nobody listens for it, so that the server itself ends the connection.
      socket.setTimeout(idleMs)
      const timer = request.url.startsWith('/v1/parts/') ? undefined : setTimeout(() => socket.destroy(), USUAL_MS)
      raw.once('close', () => clearTimeout(timer))
      raw.once('end', () => {
        clearTimeout(timer)
        socket.setTimeout(0)
      })
    }
    done()
  })
}

/** Head office's HTTP service over an open head office; not yet listening. */
export async function buildService(head: HeadOffice, options: ServiceOptions): Promise<App> {
  const https = options.tls ? { https: await httpsOf(options.tls) } : {}
  const app = Fastify({
    logger: logger(options.log),
    bodyLimit: 256 * 1024,
    requestTimeout: LONGEST_MS,
    keepAliveTimeout: 60_000,
    ...(options.proxies ? { trustProxy: options.proxies } : {}),
    ...https,
  }) as unknown as App
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  const metrics = createMetrics(head.office)
  const context: HttpContext = { head, metrics, devices: new DeviceSessions(), registered: new Registered(), seen: new Seen(), offered: new Offered() }
  app.decorate('refusals', metrics.refusals)
  answerErrors(app)
  giveUpIdle(app, options.idleMs ?? IDLE_MS)
  await app.register(fastifyHelmet, { contentSecurityPolicy: { useDefaults: false, directives: { 'default-src': ["'none'"], 'frame-ancestors': ["'none'"] } } })
  await app.register(fastifyRateLimit, { max: options.requestsPerMinute ?? 3000, timeWindow: '1 minute' })
  await app.register(fastifySwagger, {
    openapi: { info: { title: 'First-loan head office', version: APP, description: 'HOB/1 over HTTP: see docs/batch-format.md.' } },
    transform: withAnswer,
  })
  // Read strictly, as what lies inside: a key twice would mean one thing to us and another to a proxy in front.
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    const value = tryStrictJson(Buffer.from(body))
    if (value === undefined) done(Object.assign(new Error('no JSON of ours'), { statusCode: 400 }))
    else done(null, value)
  })
  // Parts are read from the socket while they are hashed and written; nothing is collected in memory.
  app.addContentTypeParser('application/octet-stream', (_request, _payload, done) => done(null))
  app.addHook('onResponse', (request, reply, done) => {
    metrics.requests.observe({ method: request.method, route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) }, reply.elapsedTime / 1000)
    done()
  })
  upRoutes(app, context)
  downRoutes(app, context)
  operationRoutes(app, context, options)
  await options.console?.(app, context)
  return app
}
