import { randomBytes } from 'node:crypto'
import type { Session } from '../../core/kernel/people.ts'

/** A sealed file somebody may look at, and what it is. */
export interface TicketFile {
  readonly blobRef: string
  readonly media: string
}

interface Ticket extends TicketFile {
  readonly session: Session
  readonly until: number
}

/** Leave to fetch a file for a short while: unguessable, and worth nothing once the person has left the seat. */
export interface FileTickets {
  issue(session: Session, file: TicketFile): string
  /** The file, or null for an unknown or old ticket, or one whose session `sits` nowhere. */
  redeem(ticket: string, sits: (session: Session) => boolean): TicketFile | null
  /** Whether this is the session's first look at the file. */
  first(session: Session, blobRef: string): boolean
}

/** Long enough for a slow disk to show a page again, too short to be worth keeping. */
export const TICKET_MS = 2 * 60_000
const TICKET_BYTES = 24

/** @param now milliseconds of a clock that does not go back @example const tickets = makeFileTickets() */
export function makeFileTickets(now: () => number = () => performance.now()): FileTickets {
  const tickets = new Map<string, Ticket>()
  const looked = new WeakMap<Session, Set<string>>()
  const sweep = (): void => {
    for (const [ticket, { until }] of tickets) if (until <= now()) tickets.delete(ticket)
  }
  return {
    issue(session, { blobRef, media }) {
      sweep()
      const ticket = randomBytes(TICKET_BYTES).toString('base64url')
      tickets.set(ticket, { blobRef, media, session, until: now() + TICKET_MS })
      return ticket
    },
    redeem(ticket, sits) {
      sweep()
      const found = tickets.get(ticket)
      return found && sits(found.session) ? { blobRef: found.blobRef, media: found.media } : null
    },
    first(session, blobRef) {
      const seen = looked.get(session) ?? new Set<string>()
      looked.set(session, seen)
      const first = !seen.has(blobRef)
      seen.add(blobRef)
      return first
    },
  }
}
