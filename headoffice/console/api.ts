import { reactive } from 'vue'
import type { OfficeRole } from '../../core/people/office-roles.ts'

export interface Refused {
  readonly code: string
  readonly details: Readonly<Record<string, unknown>>
}
export interface SessionState {
  user: { userId: string; name: string; roles: OfficeRole[] } | null
  csrf: string
  /** The password was given by an administrator: another is chosen first. */
  due: boolean
  needsSetUp: boolean
  /** A code of the terminal is open, for an administrator who cannot sign in. */
  recovers: boolean
  fingerprint: string
  /** So long without a call, and the service ends the session. */
  idleSeconds: number | null
  loaded: boolean
  /** The session has ended: the page waits, unseen, for the same person to sign in again. */
  over: boolean
  /** Counts who sat down here, one after another: the next person finds nothing of the last. */
  sitting: number
}

/** Who is signed in. */
export const session = reactive<SessionState>({
  user: null,
  csrf: '',
  due: false,
  needsSetUp: false,
  recovers: false,
  fingerprint: '',
  idleSeconds: null,
  loaded: false,
  over: false,
  sitting: 0,
})

/** When the newest call began that the service took from this session: its idle time counts from there. */
let heard = 0
/** What is fetched beside `call`, such as a paper, counts as well. */
export function fetched(): void {
  heard = Date.now()
}

/** Ends the view when the service has ended the session by now: who went away left names and numbers on the screen. */
export function endIfIdle(): void {
  if (session.user && session.idleSeconds !== null && Date.now() - heard >= session.idleSeconds * 1000) session.over = true
}

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refused }

/** One call to the service; a refusal is a value, a dead line the refusal OFFLINE. A session that ended leads to the sign-in, before the page as it is. */
export async function call<T = unknown>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer<T>> {
  const began = Date.now()
  try {
    const headers: Record<string, string> = { 'x-csrf': session.csrf, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    const answer = await fetch(`/console/api${path}`, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const value = await answer.json()
    const ended = value.error?.code === 'NOT_SIGNED_IN'
    if (!ended) heard = Math.max(heard, began)
    if (answer.ok) return { ok: true, value }
    session.over ||= ended && session.user !== null
    return { ok: false, error: value.error }
  } catch {
    return { ok: false, error: { code: 'OFFLINE', details: {} } }
  }
}

export const has = (...anyOf: readonly OfficeRole[]): boolean => anyOf.some((role) => session.user?.roles.includes(role))

export function begin(value: Omit<SessionState, 'loaded' | 'over' | 'sitting'>): void {
  const again = session.over && session.user?.userId === value.user?.userId
  Object.assign(session, value, { loaded: true, over: false, sitting: again ? session.sitting : session.sitting + 1 })
}
/** Signed out: nothing of the page stays. */
export function leave(): void {
  Object.assign(session, { user: null, over: false })
}
