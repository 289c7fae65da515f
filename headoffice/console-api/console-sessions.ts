import { randomBytes, timingSafeEqual } from 'node:crypto'
import { type Instant, instant } from '../../core/kernel/calendar.ts'
import type { Result } from '../../core/kernel/result.ts'
import { LOCK_OUT, type LockState, mayAttempt } from '../../core/people/lock-out.ts'
import type { OfficeRole } from '../../core/people/office-roles.ts'

export interface ConsoleUser {
  readonly userId: string
  readonly name: string
  readonly roles: readonly OfficeRole[]
}
export interface ConsoleSession {
  readonly user: ConsoleUser
  readonly csrf: string
  /** Somebody else gave the password: nothing opens before its owner chose another. */
  readonly due: boolean
}

export const IDLE_MS = 15 * 60_000
const LONGEST_MS = 8 * 60 * 60_000
/** After its last failure nothing of a name counts any more: neither a lock nor what leads to one. */
const FORGIVEN_MS = Math.max(LOCK_OUT.withinMinutes, LOCK_OUT.lockMinutes) * 60_000

type Kept = Omit<ConsoleSession, 'due'> & { readonly opened: number; seen: number; due: boolean }
const ended = ({ seen, opened }: Kept, now: number): boolean => now - seen > IDLE_MS || now - opened > LONGEST_MS

/** Who is signed in, in memory: a restart signs everybody out. Idle for 15 minutes or after 8 hours a session ends. */
export class ConsoleSessions {
  private readonly sessions = new Map<string, Kept>()
  /** Of whoever failed last, last. */
  private readonly failures = new Map<string, Instant[]>()
  private readonly turns = new Map<string, Promise<unknown>>()

  /** How much is kept in memory. */
  get kept(): { readonly sessions: number; readonly failures: number } {
    return { sessions: this.sessions.size, failures: this.failures.size }
  }

  open(user: ConsoleUser, due: boolean): { token: string; session: ConsoleSession } {
    for (const [old, session] of this.sessions) if (ended(session, Date.now())) this.sessions.delete(old)
    const token = randomBytes(32).toString('hex')
    const session = { user, due, csrf: randomBytes(32).toString('hex'), opened: Date.now(), seen: Date.now() }
    this.sessions.set(token, session)
    return { token, session }
  }
  of(token: string | undefined): ConsoleSession | null {
    const session = this.sessions.get(token ?? '')
    if (!session) return null
    const now = Date.now()
    if (ended(session, now)) {
      this.sessions.delete(token ?? '')
      return null
    }
    session.seen = now
    return session
  }
  close(token: string | undefined): void {
    this.sessions.delete(token ?? '')
  }
  /** Ends every session of a person whose account changed. */
  closeAllOf(userId: string): void {
    for (const [token, session] of this.sessions) if (session.user.userId === userId) this.sessions.delete(token)
  }
  /** Ends them, and with them what was tried with the wrong password: the account has another one. */
  forget(userId: string): void {
    this.closeAllOf(userId)
    this.failures.delete(userId)
  }
  /** The owner of a session chose a password: whoever else sits in his name does so by the old one. */
  chose(token: string | undefined): void {
    const session = this.sessions.get(token ?? '')
    if (!session || token === undefined) return
    this.forget(session.user.userId)
    session.due = false
    this.sessions.set(token, session)
  }
  /** Does what tries a password of an account after what tried one before: side by side they would all be allowed before the first has failed. */
  async inTurn<T>(userId: string, work: () => Promise<T>): Promise<T> {
    const mine = (this.turns.get(userId) ?? Promise.resolve()).then(work)
    const turn = mine.catch(() => undefined)
    this.turns.set(userId, turn)
    try {
      return await mine
    } finally {
      if (this.turns.get(userId) === turn) this.turns.delete(userId)
    }
  }
  /** Rulings 8: five failures in 15 minutes lock for 30. Refuses SIGN_IN_LOCKED. */
  mayTry(userId: string): Result<LockState> {
    return mayAttempt(this.failures.get(userId) ?? [], instant(new Date().toISOString()))
  }
  failed(userId: string): void {
    const before = this.failures.get(userId) ?? []
    this.failures.delete(userId)
    for (const [name, times] of this.failures) {
      if (Date.now() - Date.parse(times.at(-1) ?? '') < FORGIVEN_MS) break
      this.failures.delete(name)
    }
    this.failures.set(userId, [...before.slice(-20), instant(new Date().toISOString())])
  }
  succeeded(userId: string): void {
    this.failures.delete(userId)
  }
}

/** Compares secrets in constant time. */
export function sameSecret(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
