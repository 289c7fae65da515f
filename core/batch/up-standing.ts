import { z } from 'zod'
import { HashText, Position } from './envelope.ts'
import { BATCH_LIMITS } from './limits.ts'

/** As many numbers of a kind as head office names. */
export const MOST_NAMED = 2_500

/**
 * Which up batches of an epoch head office has: all to `seq`, whose envelope is `head`, and behind a gap those of `held`; of those of
 * `unfinished` parts are still to come. Body of the down
 * record `up.standing`, schema 1, signed after its folder was put back (ADR 0159), and part of what it says over the line.
 */
export const UpStanding = z.strictObject({
  epoch: Position,
  seq: z.int().min(0).max(BATCH_LIMITS.counted),
  head: HashText,
  held: z.array(Position).max(MOST_NAMED),
  unfinished: z.array(Position).max(MOST_NAMED),
})
export type UpStanding = z.output<typeof UpStanding>

/** What a branch knows of a batch that it sealed in the epoch. */
export interface SentBatch {
  readonly seq: number
  /** Head office confirmed every part. */
  readonly delivered: boolean
  /** Number of the last down batch that answered it; null while nothing does. */
  readonly answeredBy: number | null
}

/**
 * The batches a branch takes for received and head office says it lacks: its folder was put back from a copy that is older. What nobody
 * confirmed is offered anyway, and what was answered after the standing was signed head office has again.
 * @param saidBy number of the down batch that carries the standing; null of one signed just now
 * @example lackedBatches({ epoch: 1, seq: 2, head, held: [], unfinished: [] }, [{ seq: 3, delivered: false, answeredBy: 3 }], null) // batch 3
 */
export function lackedBatches<T extends SentBatch>({ seq, held }: UpStanding, sent: readonly T[], saidBy: number | null): T[] {
  const there = new Set(held)
  return sent.filter(
    (batch) => batch.seq > seq && !there.has(batch.seq) && (batch.answeredBy === null ? batch.delivered : saidBy === null || batch.answeredBy < saidBy),
  )
}

/**
 * The batches a branch takes for whole, or once did, and head office says it lacks papers of, though not the records.
 * @example unfinishedBatches({ epoch: 1, seq: 2, head, held: [], unfinished: [2] }, [{ seq: 2, delivered: true, answeredBy: 2 }]) // batch 2
 */
export function unfinishedBatches<T extends SentBatch>({ unfinished }: UpStanding, sent: readonly T[]): T[] {
  const named = new Set(unfinished)
  return sent.filter(({ seq, delivered, answeredBy }) => named.has(seq) && (delivered || answeredBy !== null))
}
