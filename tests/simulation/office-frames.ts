import { NO_PREVIOUS } from '../../core/batch/limits.ts'
import type { BatchReceiptBody } from '../../core/batch/receipt.ts'
import type { StreamState } from '../../core/batch/sequence.ts'
import type { UpStanding } from '../../core/batch/up-standing.ts'
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
  /** Says which up batches stand here. */
  readonly standing: boolean
  /** Numbers of the up batches it answers. */
  readonly answers: readonly number[]
  /** Records it calls complete. */
  readonly complete: readonly string[]
  /** Of head office's program, as it said this. */
  readonly release: number
  readonly envelope: string
  readonly signature: string
}
/** New keys of a branch: its epoch is closed, and the next begins. */
interface Enrol {
  readonly act: 'enrol'
  readonly branch: string
}
/** A branch said that it holds a down batch that this folder never signed. */
interface Ahead {
  readonly act: 'ahead'
  readonly branch: string
  readonly held: HeldDown
}
/** Head office goes on after what the branch holds; what followed `from` is said again. */
interface Continued {
  readonly act: 'continue'
  readonly branch: string
  readonly held: HeldDown
  readonly from: number
}
export type HeldDown = { readonly epoch: number; readonly seq: number; readonly head: string }
export type Frame = Custody | Down | Enrol | Ahead | Continued
/** What a courier carries: signed batches as READY names them, and parts by hash. Nobody who takes it believes anything of it. */
export interface Stick<Batch> {
  readonly batches: readonly Batch[]
  readonly parts: ReadonlyMap<string, Buffer>
}

/** A type of record that head office knows from its second release on. */
export const NEWER = 'sim.case'

/** What an earlier release parked and this one takes is told once more, line by line, as `replayKnownSchemas` does. */
export function answerAnew(stream: Stream, release: number): void {
  for (const [seq, receipt] of stream.receipts) {
    const results = receipt.results.filter(({ key, outcome }) => key?.type === NEWER && outcome === 'applied')
    if ((stream.said.get(seq) ?? release) < release && results.length > 0) stream.unanswered.set(seq, { ...receipt, results, complete: [] })
  }
}

/** A record as it stands in the tables. */
export interface Held {
  readonly branch: string
  readonly epoch: number
  readonly seq: number
  readonly key: BatchReceiptBody['complete'][number]
  readonly state: 'applied' | 'parked'
  readonly papers: readonly string[]
}
export const placeOf = (branch: string, { id, rev }: Pick<Held['key'], 'id' | 'rev'>): string => `${branch}/${id}/${rev}`

/** What is to be said: answers that are due, and of answered batches which records have become complete since. */
export function answersDue(stream: Stream, complete: readonly Held[]): ReadonlyMap<number, BatchReceiptBody> {
  const due = new Map(stream.unanswered)
  for (const { branch, epoch, seq: at, key } of complete) {
    // Of a closed epoch nothing is answered any more: it is told with the newest answer.
    const seq = epoch === stream.up.epoch ? at : Math.max(0, ...stream.receipts.keys())
    const answered = stream.receipts.get(seq)
    const body = due.get(seq) ?? (answered && { ...answered, results: [], complete: [] })
    if (body && !stream.told.has(placeOf(branch, key))) due.set(seq, { ...body, complete: [...body.complete, key] })
  }
  return due
}

/** What head office knows of one branch. */
export interface Stream {
  up: StreamState
  down: { seq: number; head: string }
  /** The first number of the down stream that each key signs, in order of the keys. */
  keysFrom: number[]
  /** Up batches in custody by number. */
  taken: Map<number, OpenEnvelope>
  waiting: Map<number, OpenEnvelope>
  /** Receipts that are not said yet, by number of the up batch. */
  unanswered: Map<number, BatchReceiptBody>
  /** What was last made out for each up batch, and the release that said it. */
  receipts: Map<number, BatchReceiptBody>
  said: Map<number, number>
  /** Records that were called complete. */
  told: Set<string>
  /** By number, from 1; null where the branch holds what is lost here. */
  downs: (Down | null)[]
  /** What up batches say the branch had taken, by their number. */
  acks: Map<number, HeldDown>
  /** The furthest the branch says it is ahead. */
  ahead: HeldDown | null
  /** What head office went on after. */
  known: HeldDown | null
  /** Whether it is still to be said which up batches stand here. */
  standingDue: boolean
  /** The last number that was ever given to a courier. */
  carried: number
}

export const newStream = (): Stream => ({
  up: { epoch: 1, appliedSeq: 0, head: NO_PREVIOUS },
  down: { seq: 0, head: NO_PREVIOUS },
  keysFrom: [1],
  taken: new Map(),
  waiting: new Map(),
  unanswered: new Map(),
  receipts: new Map(),
  said: new Map(),
  told: new Set(),
  downs: [],
  acks: new Map(),
  ahead: null,
  known: null,
  standingDue: false,
  carried: 0,
})

/** The stream of the epoch after this one: the branch knows head office's newest key alone. */
export const nextStream = ({ up, keysFrom, told }: Stream): Stream => ({
  ...newStream(),
  up: { epoch: up.epoch + 1, appliedSeq: 0, head: up.head },
  keysFrom: keysFrom.map(() => 1),
  told: new Set(told),
})

/** Which up batches of a branch stand here. */
export const standingIn = ({ up, waiting, taken }: Stream, lacksParts: (batch: OpenEnvelope) => boolean): UpStanding => ({
  epoch: up.epoch,
  seq: up.appliedSeq,
  head: up.head,
  held: [...waiting.keys()].sort((a, b) => a - b),
  unfinished: [...taken].flatMap(([seq, batch]) => (lacksParts(batch) ? [seq] : [])),
})

export const answer = (status: number, json: unknown): CallAnswer => ({ status, body: Buffer.from(JSON.stringify(json)), retryAfterSeconds: null })
export const refused = (status: number, code: string): CallAnswer => answer(status, { error: { code, details: {} } })
