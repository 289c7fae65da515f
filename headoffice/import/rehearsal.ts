import { type BatchPosition, decideSequence, type SequenceDecision, type StreamState } from '../../core/batch/sequence.ts'
import { knownBatch } from '../store/batches.ts'
import type { Queries } from '../store/database.ts'

/** Where a branch would stand after the batches of a dry run so far, and what it would have brought. */
interface Rehearsed {
  stream: StreamState
  readonly records: Map<string, string>
}

/** A dry run over several batches: each is judged as if those before it had been taken. Writes nothing. */
export class Rehearsal {
  private readonly branches = new Map<string, Rehearsed>()

  /** What is decided of a batch that is not known, after those before it. */
  decide(branch: string, stream: StreamState, batch: BatchPosition): SequenceDecision {
    return decideSequence(this.branches.get(branch)?.stream ?? stream, batch, null)
  }
  /** Hashes of records the batches so far would have brought, by key. */
  recordsOf(branch: string): Map<string, string> {
    return this.branches.get(branch)?.records ?? new Map()
  }
  /** A batch would be applied, and after it those that wait behind it. */
  async applied(tx: Queries, branch: string, stream: StreamState, records: Map<string, string>): Promise<void> {
    let { appliedSeq, head } = stream
    for (;;) {
      const next = await knownBatch(tx, branch, stream.epoch, 'up', appliedSeq + 1)
      if (next?.state !== 'waiting') break
      appliedSeq += 1
      head = next.hash
    }
    this.branches.set(branch, { stream: { epoch: stream.epoch, appliedSeq, head }, records })
  }
}
