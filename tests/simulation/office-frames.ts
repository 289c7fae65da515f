import { NO_PREVIOUS } from '../../core/batch/limits.ts'
import type { StreamState } from '../../core/batch/sequence.ts'
import type { OpenEnvelope } from '../../protocol/hob-open.ts'
import type { CallAnswer } from '../../protocol/office-client.ts'

/** A line of head office's journal: what it took, what it said. */
interface Custody {
  readonly act: 'custody'
  readonly envelope: string
  readonly signature: string
}
export interface Down {
  readonly act: 'down'
  readonly branch: string
  /** Announces the next key of head office. */
  readonly turns: boolean
  readonly envelope: string
  readonly signature: string
}
export type Frame = Custody | Down

/** What head office knows of one branch. */
export interface Stream {
  up: StreamState
  down: { seq: number; head: string }
  /** The first number of the down stream that each key signs, in order of the keys. */
  keysFrom: number[]
  known: Map<number, string>
  waiting: Map<number, OpenEnvelope>
  downs: Down[]
}

export const newStream = (): Stream => ({
  up: { epoch: 1, appliedSeq: 0, head: NO_PREVIOUS },
  down: { seq: 0, head: NO_PREVIOUS },
  keysFrom: [1],
  known: new Map(),
  waiting: new Map(),
  downs: [],
})

export const answer = (status: number, json: unknown): CallAnswer => ({ status, body: Buffer.from(JSON.stringify(json)), retryAfterSeconds: null })
export const refused = (status: number, code: string): CallAnswer => answer(status, { error: { code, details: {} } })
