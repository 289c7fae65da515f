/** Where a batch stands. ACKED: head office took it all; PARTIAL: not every record; REJECTED: the whole batch was skipped. */
export const BATCH_STATES = ['DRAFT', 'SEALED', 'SENT', 'ACKED', 'PARTIAL', 'REJECTED'] as const
export type BatchState = (typeof BATCH_STATES)[number]
/** So many batches are listed at first, and more with each step back. */
export const BATCH_PAGE = 100

/** How the line to head office stands, in the one word a person needs: what it is, and whether he must do something. */
export const LINE_STANDINGS = ['NOT_ENROLLED', 'ENROL_AGAIN', 'AT_WORK', 'BY_STICK', 'STOPPED', 'CUT', 'LOST_FILES', 'REFUSED', 'NOT_YET', 'IN_TOUCH'] as const
export type LineStanding = (typeof LINE_STANDINGS)[number]

/** What is known of the line; nothing of it is guessed. */
export interface LineFacts {
  readonly enrolled: boolean
  readonly mustEnrolAgain: boolean
  readonly address: string | null
  readonly job: object | null
  readonly lastContactAt: string | null
  readonly lastError: { readonly code: string } | null
}

/** What head office did not refuse: a person stopped the transfer, the line was not there, files are lost here. */
const ENDED: Readonly<Partial<Record<string, LineStanding>>> = { SYNC_CANCELLED: 'STOPPED', LINE_CUT: 'CUT', BATCH_FILES_LOST: 'LOST_FILES' }

/**
 * The line's standing. Enrolment comes before everything, then what runs now; without an address batches go by stick, and
 * that is no fault.
 * @example lineStanding({ enrolled: true, mustEnrolAgain: false, address: null, job: null, lastContactAt: null, lastError: null }) // 'BY_STICK'
 */
export function lineStanding(facts: LineFacts): LineStanding {
  if (facts.mustEnrolAgain) return 'ENROL_AGAIN'
  if (!facts.enrolled) return 'NOT_ENROLLED'
  if (facts.job) return 'AT_WORK'
  if (facts.address === null) return 'BY_STICK'
  if (facts.lastError) return ENDED[facts.lastError.code] ?? 'REFUSED'
  return facts.lastContactAt === null ? 'NOT_YET' : 'IN_TOUCH'
}

/** What stands in the outbox, for the one thing a person does next about it. */
export interface OutboxFacts {
  readonly waiting: number
  /** The batch that waits for its second person; null when there is none. */
  readonly proposed: { readonly mine: boolean } | null
  readonly undelivered: number
}
export type BatchStep = 'PROPOSE' | 'SEAL' | 'SEND' | 'CARRY'

/**
 * The next step towards head office, or null when nothing waits: gather, seal (by another person than the one who
 * gathered), then over the line, or on a stick where there is no line.
 * @example nextBatchStep('IN_TOUCH', { waiting: 0, proposed: null, undelivered: 1 }) // 'SEND'
 */
export function nextBatchStep(line: LineStanding, { waiting, proposed, undelivered }: OutboxFacts): BatchStep | null {
  if (line === 'NOT_ENROLLED' || line === 'ENROL_AGAIN') return null
  if (proposed) return 'SEAL'
  // By stick a batch counts as under way until all its records are complete: what waits is gathered first, and carried with it.
  if (undelivered > 0 && !(line === 'BY_STICK' && waiting > 0)) return line === 'BY_STICK' ? 'CARRY' : 'SEND'
  return waiting > 0 ? 'PROPOSE' : null
}
