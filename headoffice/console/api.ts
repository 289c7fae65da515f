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
  loaded: boolean
}

/** Who is signed in. */
export const session = reactive<SessionState>({ user: null, csrf: '', due: false, needsSetUp: false, recovers: false, fingerprint: '', loaded: false })

export type Answer<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: Refused }

/** One call to the service; a refusal is a value, a dead line the refusal OFFLINE. A session that ended leads back to the sign-in. */
export async function call<T = unknown>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<Answer<T>> {
  try {
    const headers: Record<string, string> = { 'x-csrf': session.csrf, ...(body === undefined ? {} : { 'content-type': 'application/json' }) }
    const answer = await fetch(`/console/api${path}`, {
      method,
      headers,
      credentials: 'same-origin',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const value = await answer.json()
    if (answer.ok) return { ok: true, value }
    if (value.error?.code === 'NOT_SIGNED_IN') session.user = null
    return { ok: false, error: value.error }
  } catch {
    return { ok: false, error: { code: 'OFFLINE', details: {} } }
  }
}

export const has = (...anyOf: readonly OfficeRole[]): boolean => anyOf.some((role) => session.user?.roles.includes(role))

export function begin(value: Omit<SessionState, 'loaded'>): void {
  Object.assign(session, value, { loaded: true })
}
