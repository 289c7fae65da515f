import type { z } from 'zod'
import type { Calls } from '../../core/bridge/bridge.ts'
import type { Handlers, Seat } from '../../core/bridge/define-calls.ts'
import type { Session } from '../../core/kernel/people.ts'
import { type Result, refuse } from '../../core/kernel/result.ts'
import type { Counter } from '../usecases/counter.ts'
import type { Host } from '../usecases/people/host.ts'

/** The handlers of every channel whose name begins with one of these words. */
export type HandlersOf<Room extends string> = { readonly [Name in keyof Calls as Name extends `${Room}.${string}` ? Name : never]: Handlers<Calls>[Name] }

/** Makes handlers of use cases that need the open branch. A session exists only after a password opened it. */
export type AtCounter = <Input, Output>(
  work: (counter: Counter, session: Session, input: Input, seat: Seat) => Promise<Result<Output>>,
) => (session: Session, input: Input, seat: Seat) => Promise<Result<Output>>

/** @example const at = atCounter(host); at(openCase) // a handler of 'intake.open' */
export const atCounter =
  (host: Pick<Host, 'current'>): AtCounter =>
  (work) =>
  async (session, input, seat) => {
    const counter = host.current()
    return counter ? work(counter, session, input, seat) : refuse('NOT_SIGNED_IN')
  }

type Extra<Name extends keyof Calls, Work> = Work extends (...args: never[]) => Promise<Result<infer Value>>
  ? Exclude<keyof Value, keyof z.input<Calls[Name]['output']>>
  : never
/** Fields a handler would send that its channel does not know; the strict reply would fail at run time, after the change was made. */
type Extras<Table extends Handlers<Calls>> = { [Name in keyof Calls]: Extra<Name, Table[Name]> }[keyof Calls]

/** Every channel with its handler, and no reply with a field too many: both are errors of the compiler. */
export const allHandlers = <Table extends Handlers<Calls>>(table: [Extras<Table>] extends [never] ? Table : Extras<Table>): Handlers<Calls> => table as Table
