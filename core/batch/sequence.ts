import { NO_PREVIOUS } from './limits.ts'

/** Where a branch's stream of batches stands at head office. */
export interface StreamState {
  /** The open epoch, by enrolment. */
  readonly epoch: number
  readonly appliedSeq: number
  /** Hash of the last applied envelope, or of the epoch before, or zeros. */
  readonly head: string
}

export interface BatchPosition {
  readonly epoch: number
  readonly seq: number
  readonly prev: string
  readonly envelopeHash: string
}

export type SequenceDecision =
  | { readonly act: 'apply' }
  | { readonly act: 'replay' }
  | { readonly act: 'wait'; readonly nextSeq: number }
  | { readonly act: 'fork'; readonly knownHash: string }
  | { readonly act: 'chain' }
  | { readonly act: 'closed-epoch' }
  | { readonly act: 'unknown-epoch' }

/**
 * What to do with a genuine batch (sync.md §4). Order is by sequence number alone; no clock takes part.
 * @param known the envelope hash head office already holds at this epoch and sequence number, or null
 * @example decideSequence({ epoch: 1, appliedSeq: 6, head }, { epoch: 1, seq: 7, prev: head, envelopeHash }, null) // { act: 'apply' }
 */
export function decideSequence(stream: StreamState, batch: BatchPosition, known: string | null): SequenceDecision {
  if (known !== null) return known === batch.envelopeHash ? { act: 'replay' } : { act: 'fork', knownHash: known }
  if (batch.epoch < stream.epoch) return { act: 'closed-epoch' }
  if (batch.epoch > stream.epoch) return { act: 'unknown-epoch' }
  if (batch.seq > stream.appliedSeq + 1) return { act: 'wait', nextSeq: stream.appliedSeq + 1 }
  // A number already passed but never seen is a hole in our own books: nothing may be put into it.
  if (batch.seq <= stream.appliedSeq) return { act: 'chain' }
  return batch.prev === stream.head ? { act: 'apply' } : { act: 'chain' }
}

/** The stream at the start of an epoch: the chain goes on from the closed epoch's head. */
export const openingState = (epoch: number, closedHead: string | null): StreamState => ({ epoch, appliedSeq: 0, head: closedHead ?? NO_PREVIOUS })
