import type { OfficeKeysBody } from '../../core/batch/office-keys.ts'
import type { RecordOutcome } from '../../core/batch/receipt.ts'
import type { RecordLine } from '../../core/batch/record-line.ts'
import type { Outgoing } from '../../protocol/send-batches.ts'
import type { Enrolled } from './people.ts'

/** A case as it was saved, with its papers. */
export interface SavedCase {
  /** Names it within its branch; two may bear one record key. */
  readonly key: string
  readonly record: RecordLine
  /** The lane of its papers. */
  readonly lane: 1 | 2
  /** Papers by hash, base64. */
  readonly papers: Readonly<Record<string, string>>
}
/** Batches head office says it lacks, and those it lacks papers of. */
export interface Lost {
  readonly batches: readonly number[]
  readonly papers: readonly number[]
}
/** A line of what the branch's database keeps. */
export type Frame =
  | ({ readonly t: 'case' } & SavedCase)
  | { readonly t: 'alloc'; readonly seq: number; readonly keys: readonly string[]; readonly papers: readonly string[] }
  | ({ readonly t: 'epoch' } & Enrolled)
  | { readonly t: 'sealed'; readonly seq: number; readonly envelope: string; readonly signature: string }
  | { readonly t: 'lost'; readonly lost: Lost }
  | { readonly t: 'custody' | 'delivered' | 'disposed'; readonly seq: number }
  | {
      readonly t: 'down'
      readonly seq: number
      readonly hash: string
      /** Records that head office has wholly, as `nameOf` names them. */
      readonly complete: readonly string[]
      readonly answered: readonly number[]
      /** What head office says became of each record, by the hash of its line. */
      readonly outcomes: readonly (readonly [hash: string, outcome: RecordOutcome])[]
      /** Keys head office goes over to. */
      readonly officeKeys: readonly OfficeKeysBody[]
      readonly lost: Lost
    }

/** A batch under its number, from the day it was planned. */
export interface Batch {
  readonly seq: number
  readonly keys: readonly string[]
  /** Hashes of the papers it carries. */
  readonly papers: readonly string[]
  sealed: Outgoing | null
  custody: boolean
  delivered: boolean
  answered: boolean
  /** The down batch that last answered it. */
  answeredBy: number | null
  /** Its files may go. */
  disposed: boolean
  /** Head office had it and lost it; it has not answered since. */
  asked: boolean
  /** Its papers go with a later batch: head office lost them, and its files are gone. */
  relisted: boolean
}

/** What the world checks at the very instant a branch believes something. */
export interface Witness {
  saved(branch: string, one: SavedCase): void
  sealed(branch: string, papers: readonly string[], batch: Outgoing): void
  custody(branch: string, batch: Outgoing): void
  complete(branch: string, one: SavedCase, down: string): void
  lost(what: string): void
}
