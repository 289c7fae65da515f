import { ok, type Result, refuse } from '../kernel/result.ts'

/** Who last made somebody's account what it is: gave the password, or set roles and state; never the owner himself. */
export interface Hand {
  readonly by: string
  /** The instant, or null before the first branch was enrolled, while head office is being set up. */
  readonly at: string | null
}
/** A person of head office with all hands his account is in (`allHands`). */
export interface OfficePerson {
  readonly userId: string
  readonly hands: readonly Hand[]
}

/** So long two accounts from one hand are not two persons: a night, for others to see that they are there. */
export const ONE_HAND_HOURS = 24
const HOUR_MS = 3_600_000

const later = (one: string | null, other: string | null): string | null => ((one ?? '') < (other ?? '') ? other : one)

/**
 * The hands an account is in: those that gave its password and set its roles or state, and the hands those are in, since whoever makes an
 * administrator has what that one makes. Each once, with the newest instant at which it reached the account; never the owner's.
 * @param direct of every account
 * @example allHands('lin', new Map([['lin', [{ by: 'boss', at: null }]], ['boss', [{ by: 'admin', at: null }]]])) // boss and admin
 */
export function allHands(userId: string, direct: ReadonlyMap<string, readonly Hand[]>): Hand[] {
  const found = new Map<string, string | null>()
  for (const { by, at } of direct.get(userId) ?? []) {
    const seen = new Set([userId])
    for (const queue = [by]; queue.length > 0; ) {
      const next = queue.shift() ?? ''
      if (seen.has(next)) continue
      seen.add(next)
      found.set(next, later(found.get(next) ?? null, at))
      queue.push(...(direct.get(next) ?? []).map((hand) => hand.by))
    }
  }
  return [...found].map(([by, at]) => ({ by, at }))
}

/** Until when two hands of the same person hold these accounts together; null where they do not. */
function heldUntil(one: Hand, other: Hand): number | null {
  if (one.by !== other.by || one.at === null || other.at === null) return null
  return Math.min(Date.parse(one.at), Date.parse(other.at)) + ONE_HAND_HOURS * HOUR_MS
}

/**
 * Whether `second` is a second pair of eyes beside `first` (ADR 0167): another person, neither of whose accounts is in the hands of the other, and
 * not one of two that the same administrator made or changed within a day. Refuses DIFFERENT_PERSON_NEEDED, ACCOUNT_FROM_THE_OTHER (maker, made),
 * ACCOUNTS_FROM_ONE_HAND (by, hours).
 * @param now an instant
 * @example secondPerson({ userId: 'lin', hands: [] }, { userId: 'zhao', hands: [{ by: 'admin', at: null }] }, '2026-11-27T08:00:00Z').ok // true
 */
export function secondPerson(first: OfficePerson, second: OfficePerson, now: string): Result<null> {
  if (first.userId === second.userId) return refuse('DIFFERENT_PERSON_NEEDED')
  for (const [made, maker] of [
    [second, first],
    [first, second],
  ] as const) {
    if (made.hands.some(({ by }) => by === maker.userId)) return refuse('ACCOUNT_FROM_THE_OTHER', { maker: maker.userId, made: made.userId })
  }
  for (const one of first.hands) {
    for (const other of second.hands) {
      const left = (heldUntil(one, other) ?? 0) - Date.parse(now)
      if (left > 0) return refuse('ACCOUNTS_FROM_ONE_HAND', { by: one.by, hours: Math.ceil(left / HOUR_MS) })
    }
  }
  return ok(null)
}
