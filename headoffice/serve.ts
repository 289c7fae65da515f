import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Refusal, Result } from '../core/kernel/result.ts'
import { ok } from '../core/kernel/result.ts'
import { consoleService, setUpCode } from './console-api/console-service.ts'
import { watchCrossLists } from './down/cross-lists.ts'
import { initHeadOffice, openHeadOffice } from './head-office.ts'
import { buildService, type TlsFiles } from './http/server.ts'
import type { Trouble } from './office.ts'

export interface ServeRequest {
  readonly data: string
  readonly host: string
  readonly port: number
  readonly tls: TlsFiles | null
  readonly databaseUrl: string | null
  readonly metricsToken: string | null
  /** As `openHeadOffice` has it. */
  readonly takeOver?: boolean
  /** A proxy in front speaks TLS: then a public address without TLS of our own is allowed. */
  readonly behindProxy: boolean
  /** Where that proxy is; left out: on this machine. */
  readonly proxies?: string
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])

/** What keeps the service from starting, in a sentence; null when nothing does. Batches are sealed, but sign-in to the console is not. */
export function mayListen({ host, tls, behindProxy }: Pick<ServeRequest, 'host' | 'tls' | 'behindProxy'>): string | null {
  if (tls || behindProxy || LOOPBACK.has(host)) return null
  return `${host} can be reached from elsewhere: give --tls-cert and --tls-key, or --behind-proxy when a proxy speaks TLS`
}

type TlsAsked = { readonly [Name in keyof TlsFiles]?: TlsFiles[Name] | undefined }

/** The files of TLS where all of them are named, null where none is; else in a sentence which to give: with less than asked for nothing is served. */
export function tlsOf({ cert, key, clientCa }: TlsAsked): TlsFiles | string | null {
  if (cert && key) return { cert, key, ...(clientCa ? { clientCa } : {}) }
  if (cert || key) return `${cert ? '--tls-cert' : '--tls-key'} is nothing by itself: give ${cert ? '--tls-key' : '--tls-cert'}, too`
  if (!clientCa) return null
  return '--client-ca asks callers for their certificate in TLS of our own: give --tls-cert and --tls-key; where a proxy speaks TLS, have the proxy ask for it'
}

export interface Serving {
  readonly url: string
  readonly fingerprint: string
  /** For the first visit of the console, while nobody has an account. */
  readonly setUpCode: string | null
  /** What stands still at the start. */
  readonly troubles: readonly Trouble[]
  close(): Promise<void>
}

/** Opens head office (set up on the first start) and listens. Refuses as `openHeadOffice`. */
export async function serveHeadOffice(request: ServeRequest, log: boolean): Promise<Result<Serving>> {
  if (!existsSync(path.join(request.data, 'keys.json'))) {
    const made: Result<unknown> = await initHeadOffice(request.data, 'Head Office')
    if (!made.ok) return made as { ok: false; error: Refusal }
  }
  const opened = await openHeadOffice(request.data, undefined, {
    ...(request.databaseUrl ? { databaseUrl: request.databaseUrl } : {}),
    takeOver: request.takeOver === true,
  })
  if (!opened.ok) return opened
  const head = opened.value
  try {
    const code = await setUpCode(head)
    const app = await buildService(head, {
      log,
      ...(request.tls ? { tls: request.tls } : {}),
      ...(request.behindProxy ? { proxies: request.proxies ?? 'loopback' } : {}),
      ...(request.metricsToken ? { metricsToken: request.metricsToken } : {}),
      console: consoleService({ setUpCode: code, secure: request.tls !== null || request.behindProxy }),
    })
    await app.listen({ host: request.host, port: request.port })
    const endLists = watchCrossLists(head.office)
    const address = app.server.address()
    const port = typeof address === 'object' && address ? address.port : request.port
    return ok({
      url: `${request.tls ? 'https' : 'http'}://${request.host.includes(':') ? `[${request.host}]` : request.host}:${port}`,
      fingerprint: head.fingerprint,
      setUpCode: code,
      troubles: head.troubles,
      close: async () => {
        await app.close()
        await endLists()
        await head.close()
      },
    })
  } catch (error) {
    await head.close()
    throw error
  }
}
