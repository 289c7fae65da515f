import type { BatchState } from './line-standing.ts'

/** Days the files of a batch stay in the outbox after head office has all of it: long enough to carry a stick once more. */
export const OUTBOUND_KEPT_DAYS = 7

/** What is known of a batch whose files stand in the outbox. */
export interface OutboundFacts {
  readonly state: BatchState
  /** Records head office has not called complete, and papers that others still wait for. */
  readonly open: number
  /** Records head office returned: they never become complete. */
  readonly returned: number
  /** Days since head office's last word on it. */
  readonly answeredDays: number
}
export type Disposal = 'NOT_YET' | 'BY_ITSELF' | 'BY_PEOPLE'

/**
 * Who may dispose of the outbox's files of a batch: nobody before all that head office takes of it is `complete`; the program after
 * `OUTBOUND_KEPT_DAYS`; two people, with a reason, where something of it never becomes complete (returned records, a skipped batch).
 * @example disposalOf({ state: 'ACKED', open: 0, returned: 0, answeredDays: 7 }) // 'BY_ITSELF'
 */
export function disposalOf({ state, open, returned, answeredDays }: OutboundFacts): Disposal {
  if (state === 'DRAFT' || state === 'SEALED' || state === 'SENT' || open > 0) return 'NOT_YET'
  if (state === 'REJECTED' || returned > 0) return 'BY_PEOPLE'
  return answeredDays >= OUTBOUND_KEPT_DAYS ? 'BY_ITSELF' : 'NOT_YET'
}
