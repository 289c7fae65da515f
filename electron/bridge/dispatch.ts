import type { z } from 'zod'
import type { Access, Call, CallTable, Handlers, Seat } from '../../core/bridge/define-calls.ts'
import { hasRole, type Session } from '../../core/kernel/people.ts'
import { type Result, refuse } from '../../core/kernel/result.ts'
import { describeIncident, type IncidentLog } from './incident-log.ts'

export interface DispatchParts<T extends CallTable> {
  readonly calls: T
  readonly handlers: Handlers<T>
  readonly incidentNumber: () => string
  readonly log: IncidentLog
}
export type Dispatch = (seat: Seat, channel: unknown, input: unknown) => Promise<Result<unknown>>
type AnyHandler = (session: Session | null, input: unknown, seat: Seat) => Promise<Result<unknown>>

function admit(access: Access, { session, password }: Seat): Result<never> | null {
  if (access === 'PUBLIC') return null
  if (!session) return refuse('NOT_SIGNED_IN')
  if (access === 'SEATED') return null
  if (password.due) return refuse('PASSWORD_CHANGE_DUE', { due: password.due })
  if (access !== 'SIGNED_IN' && !hasRole(session, ...access)) return refuse('ROLE_MISSING', { needed: access })
  return null
}

/** Our schemas give error codes as messages; zod's own sentences are replaced by the kind of issue. No value is repeated. */
function refuseInput(error: z.ZodError): Result<never> {
  const named = error.issues.map((issue) => ({
    field: issue.path.join('.'),
    reason: /^[A-Z][A-Z0-9_]+$/.test(issue.message) ? issue.message : issue.code.toUpperCase(),
  }))
  const [first] = named
  return refuse('FIELD_INVALID', { field: first?.field ?? '', reason: first?.reason ?? '', issues: named.map(({ field, reason }) => `${field} ${reason}`) })
}

async function answer(call: Call, handler: AnyHandler, input: unknown, seat: Seat): Promise<Result<unknown>> {
  const parsed = call.input.safeParse(input)
  if (!parsed.success) return refuseInput(parsed.error)
  const result = await handler(seat.session, parsed.data, seat)
  return result.ok ? { ok: true, value: call.output.parse(result.value) } : result
}

/**
 * Makes the one path from the window to a use case: known channel, session and role, parse, call, check the reply.
 * Exceptions become `INTERNAL` with an incident number (architecture, "Results and exceptions").
 */
export function makeDispatch<T extends CallTable>(parts: DispatchParts<T>): Dispatch {
  return async (seat, channel, input) => {
    const call = typeof channel === 'string' && Object.hasOwn(parts.calls, channel) ? parts.calls[channel] : undefined
    if (!call || typeof channel !== 'string') return refuse('CHANNEL_UNKNOWN')
    const refused = admit(call.access, seat)
    if (refused) return refused
    try {
      // The table and the handlers were matched by `Handlers<T>`; the pairing by name cannot be seen by the compiler here.
      return await answer(call, parts.handlers[channel] as AnyHandler, input, seat)
    } catch (error) {
      const incident = parts.incidentNumber()
      parts.log(describeIncident(incident, channel, error))
      return refuse('INTERNAL', { incident })
    }
  }
}
