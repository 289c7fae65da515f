import { z } from 'zod'
import { type DateOnly, daysBetween } from '../kernel/calendar.ts'
import { DateField } from '../kernel/schema.ts'
import { MOST_LISTED } from './cross-list.ts'
import { HashText } from './envelope.ts'

/**
 * Body of the down record `crosscheck.keys`, schema 1: the open cases of other branches, as a list of keyed hashes that is the record's one
 * blob, and the key of that list. It replaces the list before. The key travels only inside the batch, which is encrypted to the branch.
 */
export const CrossListBody = z.strictObject({
  madeOn: DateField,
  keyId: z.string().regex(/^[0-9a-f]{16}$/),
  /** base64 of 32 bytes, fresh for each list. */
  key: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
  count: z.int().min(0).max(MOST_LISTED),
  file: z.strictObject({ sha256: HashText, bytes: z.int().min(1) }),
})
export type CrossListBody = z.output<typeof CrossListBody>

/** The list a branch was sent last. */
export interface SentList {
  readonly madeOn: DateOnly
  readonly fingerprint: string
}
/** A list that says the same is sent again after so many days: the branch sees it is still true, and the key changes. */
const REPEAT_DAYS = 7

/** Whether a list may be sent today: one a day and branch. */
export const listMayBeDue = (last: SentList | null, today: DateOnly): boolean => last === null || last.madeOn < today

/**
 * Whether a list is sent: it says something else than the last, or that is a week old. A first one that is empty says nothing.
 * @example listIsDue(null, { madeOn: today, fingerprint: 'f', count: 0 }) // false
 */
export function listIsDue(last: SentList | null, made: SentList & { readonly count: number }): boolean {
  if (last === null) return made.count > 0
  if (!listMayBeDue(last, made.madeOn)) return false
  return made.fingerprint !== last.fingerprint || (made.count > 0 && daysBetween(last.madeOn, made.madeOn) >= REPEAT_DAYS)
}
