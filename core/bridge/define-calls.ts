import type { z } from 'zod'
import type { Role, Session } from '../kernel/people.ts'
import type { Result } from '../kernel/result.ts'
import type { PasswordStanding } from '../people/password-age.ts'

/**
 * Who may use a channel: anybody at the window; whoever signed in, also one who must choose a password first; any signed-in person whose
 * password stands; or such a one who holds any of these roles.
 */
export type Access = 'PUBLIC' | 'SEATED' | 'SIGNED_IN' | readonly Role[]

/** One channel of the bridge. Both schemas are checked in the main process, on the way in and on the way out. */
export interface Call {
  readonly access: Access
  readonly input: z.ZodType
  readonly output: z.ZodType
}
export type CallTable = Readonly<Record<string, Call>>

/** The place in front of one window: who sits there, and whether it is locked. Sign-in takes it, F11 locks it. */
export interface Seat {
  readonly session: Session | null
  readonly locked: boolean
  /** How the password stood when this person signed in, or chose another since. */
  readonly password: PasswordStanding
  take(session: Session, password?: PasswordStanding): void
  /** Ends the session and asks for a password before anything else. */
  lock(): void
  leave(): void
}

/** What a handler is told about the person: never null where the channel asks for a sign-in. */
export type SessionFor<A extends Access> = A extends 'PUBLIC' ? Session | null : Session

/** One handler: the parsed input in, a `Result` of the output (before its own transforms) back. */
export type Handler<C extends Call> = (session: SessionFor<C['access']>, input: z.output<C['input']>, seat: Seat) => Promise<Result<z.input<C['output']>>>

/** A handler for every channel of the table; a missing one, or one with a wrong reply, does not compile. */
export type Handlers<T extends CallTable> = { readonly [Name in keyof T]: Handler<T[Name]> }

/** The window's side: what `window.counter.invoke` takes and gives for each channel. */
export type Invoke<T extends CallTable> = <Name extends keyof T & string>(
  channel: Name,
  input: z.input<T[Name]['input']>,
) => Promise<Result<z.output<T[Name]['output']>>>

/**
 * Declares channels without losing their exact types.
 * @example defineCalls({ 'day.close': { access: ['BRANCH_MANAGER'], input: z.strictObject({}), output: z.strictObject({}) } })
 */
export const defineCalls = <const T extends CallTable>(calls: T): T => calls
