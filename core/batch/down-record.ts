import { CrossCheckBody } from './cross-check.ts'
import { CrossListBody } from './cross-list-body.ts'
import { CaseDecidedBody } from './escalation.ts'
import { OfficeKeysBody } from './office-keys.ts'
import { BatchReceiptBody } from './receipt.ts'
import type { RecordLine } from './record-line.ts'
import { isPackKind, ReferencePackBody, UnreadPack } from './reference-pack.ts'
import { UpStanding } from './up-standing.ts'

/** What head office sends, as this release understands it. */
export type DownRecord =
  | { readonly type: 'batch.receipt'; readonly body: BatchReceiptBody }
  | { readonly type: 'case.decided'; readonly id: string; readonly body: CaseDecidedBody }
  | { readonly type: 'reference.pack'; readonly body: ReferencePackBody }
  | { readonly type: 'crosscheck.found'; readonly id: string; readonly rev: number; readonly body: CrossCheckBody }
  | { readonly type: 'crosscheck.keys'; readonly body: CrossListBody }
  | { readonly type: 'office.keys'; readonly body: OfficeKeysBody }
  | { readonly type: 'up.standing'; readonly body: UpStanding }

export type DownReading = DownRecord | 'UNKNOWN' | 'INVALID'

/**
 * Reads a down record. UNKNOWN: a type, schema or kind of pack of a later release, to be kept until the branch is upgraded. INVALID: known,
 * and not of its shape, which head office never signs.
 */
export function readDownRecord({ type, schema, id, rev, body }: RecordLine): DownReading {
  if (schema !== 1) return 'UNKNOWN'
  if (type === 'batch.receipt') {
    const parsed = BatchReceiptBody.safeParse(body)
    return parsed.success ? { type, body: parsed.data } : 'INVALID'
  }
  if (type === 'case.decided') {
    const parsed = CaseDecidedBody.safeParse(body)
    return parsed.success ? { type, id, body: parsed.data } : 'INVALID'
  }
  if (type === 'reference.pack') {
    const parsed = ReferencePackBody.safeParse(body)
    if (parsed.success) return { type, body: parsed.data }
    const other = UnreadPack.safeParse(body)
    return other.success && !isPackKind(other.data.kind) ? 'UNKNOWN' : 'INVALID'
  }
  if (type === 'crosscheck.found') {
    const parsed = CrossCheckBody.safeParse(body)
    return parsed.success ? { type, id, rev, body: parsed.data } : 'INVALID'
  }
  if (type === 'crosscheck.keys') {
    const parsed = CrossListBody.safeParse(body)
    return parsed.success ? { type, body: parsed.data } : 'INVALID'
  }
  if (type === 'office.keys') {
    const parsed = OfficeKeysBody.safeParse(body)
    return parsed.success ? { type, body: parsed.data } : 'INVALID'
  }
  if (type === 'up.standing') {
    const parsed = UpStanding.safeParse(body)
    return parsed.success ? { type, body: parsed.data } : 'INVALID'
  }
  return 'UNKNOWN'
}
