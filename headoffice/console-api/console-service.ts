import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import fastifyCookie from '@fastify/cookie'
import fastifyStatic from '@fastify/static'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { OfficeRole } from '../../core/people/office-roles.ts'
import type { HeadOffice } from '../head-office.ts'
import { type HttpContext, sendRefusal } from '../http/context.ts'
import type { App } from '../http/server.ts'
import { randomLetters } from '../import/enrol-code.ts'
import { auditRoutes } from './audit-routes.ts'
import { branchRoutes } from './branch-routes.ts'
import { caseRoutes } from './case-routes.ts'
import { type ConsoleSession, ConsoleSessions, type ConsoleUser, sameSecret } from './console-sessions.ts'
import { deviceRoutes } from './device-routes.ts'
import { escalationRoutes } from './escalation-routes.ts'
import { keyRoutes } from './key-routes.ts'
import { logRoutes } from './log-routes.ts'
import { packRoutes } from './pack-routes.ts'
import { quarantineRoutes } from './quarantine-routes.ts'
import { BEFORE_SESSION, sessionRoutes } from './session-routes.ts'
import { userRoutes } from './user-routes.ts'

export interface ConsoleOptions {
  /** Lets the first person make his account; null when there are accounts. */
  readonly setUpCode: string | null
  /** Whether the cookie is for TLS only. */
  readonly secure: boolean
}
export interface ConsoleContext extends HttpContext, ConsoleOptions {
  readonly sessions: ConsoleSessions
  /** Who is signed in and, when something is changed, has the page's token; else a refusal was sent. */
  signedIn(request: FastifyRequest, reply: FastifyReply): ConsoleSession | null
  /** The signed-in person with one of these roles and a password of his own; else a refusal was sent. */
  allowed(request: FastifyRequest, reply: FastifyReply, ...anyOf: readonly OfficeRole[]): ConsoleUser | null
}

export const COOKIE = 'office'
const PAGE = fileURLToPath(new URL('../../out/console', import.meta.url))
const CSP = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'frame-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
}

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0')
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNul)
}

/** A set-up code while nobody has an account, shown once where the service was started. */
export async function setUpCode(head: HeadOffice): Promise<string | null> {
  const rows = await head.query<{ n: number }>('select count(*) as n from office_user')
  return (rows[0]?.n ?? 0) > 0 ? null : randomLetters(12)
}

/** The console: its page, and the calls the page makes. */
export const consoleService =
  (options: ConsoleOptions) =>
  async (app: App, http: HttpContext): Promise<void> => {
    const sessions = new ConsoleSessions()
    const signedIn: ConsoleContext['signedIn'] = (request, reply) => {
      const session = sessions.of(request.cookies[COOKIE])
      const changes = request.method !== 'GET'
      const forged = session && changes && !sameSecret(String(request.headers['x-csrf'] ?? ''), session.csrf)
      if (session && !forged) return session
      sendRefusal(reply, { code: session ? 'CSRF_WRONG' : 'NOT_SIGNED_IN', details: {} })
      return null
    }
    const allowed: ConsoleContext['allowed'] = (request, reply, ...anyOf) => {
      const session = signedIn(request, reply)
      if (!session) return null
      const may = anyOf.some((role) => session.user.roles.includes(role))
      if (may && !session.due) return session.user
      sendRefusal(reply, { code: session.due ? 'PASSWORD_CHANGE_DUE' : 'ROLE_MISSING', details: {} })
      return null
    }
    const context: ConsoleContext = { ...http, ...options, sessions, signedIn, allowed }
    await app.register(
      async (scope) => {
        const child = scope as unknown as App
        await child.register(fastifyCookie)
        child.addHook('onSend', async (_request, reply) => {
          reply.header('cache-control', 'no-store')
        })
        // Whatever writes needs the page's token before its body is read, whether or not its route asks again.
        child.addHook('onRequest', async (request, reply) => {
          const route = (request.routeOptions.url ?? '').slice(child.prefix.length)
          if (request.method !== 'GET' && !BEFORE_SESSION.has(route) && !signedIn(request, reply)) return reply
          return undefined
        })
        // No column takes it, and nobody means it.
        child.addHook('preValidation', (request, reply, done) => {
          if (!holdsNul(request.body) && !holdsNul(request.query)) return done()
          sendRefusal(reply, { code: 'MESSAGE_INVALID', details: { field: 'body' } }, 400)
        })
        sessionRoutes(child, context)
        branchRoutes(child, context)
        quarantineRoutes(child, context)
        caseRoutes(child, context)
        escalationRoutes(child, context)
        packRoutes(child, context)
        userRoutes(child, context)
        keyRoutes(child, context)
        logRoutes(child, context)
        deviceRoutes(child, context)
        auditRoutes(child, context)
      },
      { prefix: '/console/api' },
    )
    if (existsSync(path.join(PAGE, 'index.html'))) {
      await app.register(fastifyStatic, {
        root: PAGE,
        prefix: '/console/',
        redirect: true,
        setHeaders: (reply) => {
          reply.header(
            'content-security-policy',
            Object.entries(CSP)
              .map(([name, values]) => `${name} ${values.join(' ')}`)
              .join('; '),
          )
        },
      })
    }
    app.get('/', { schema: { hide: true } }, (_request, reply) => reply.redirect('/console/'))
  }
