import type { CaseSealedBody, CaseSealedBody2 } from '../../core/batch/case-sealed.ts'
import { applicantKey, collateralKey, type KeyIdentity, nameKey } from '../../core/batch/cross-keys.ts'
import type { BlobReference, RecordLine } from '../../core/batch/record-line.ts'
import type { BatchLine } from '../../protocol/hob-records.ts'
import type { RowSeal } from '../store/row-seal.ts'

/** Where a record's personal part is sealed for. */
export const recordPlace = (branch: string, record: Pick<RecordLine, 'type' | 'id' | 'rev'>): string => `${branch} ${record.type} ${record.id} ${record.rev}`

/** A record as it is stored: what may stand in the clear, what is sealed, and by what it is compared across branches. */
export interface SplitRecord {
  /** JSON on one line. */
  readonly doc: string
  readonly sealed: string
  /** Kind and keyed hash, sorted, each once. */
  readonly keys: readonly (readonly [kind: string, hash: string])[]
}

type Key = SplitRecord['keys'][number]
function byKey([kind, hash]: Key, [otherKind, otherHash]: Key): number {
  if (kind === otherKind && hash === otherHash) return 0
  return kind < otherKind || (kind === otherKind && hash < otherHash) ? -1 : 1
}

/** By what a case is compared; nothing for other records. Only of a body that was judged: every schema of the type has these fields. */
export function keysOf(record: RecordLine, seal: RowSeal): SplitRecord['keys'] {
  if (record.type !== 'case.sealed') return []
  const { applicant, collateral = [] } = record.body as CaseSealedBody & Partial<CaseSealedBody2>
  const identities: KeyIdentity[] = [applicantKey(applicant.idNumber), nameKey(applicant.name), ...collateral.map(collateralKey)]
  const keys = identities.map((identity) => [identity.kind, seal.hash(identity)] as const).sort(byKey)
  return keys.filter((key, at) => at === 0 || byKey(key, keys[at - 1] ?? key) !== 0)
}

/** What head office's tables ask of a case: codes, numbers of its own, days and money. All else of it is sealed, whatever a later schema adds. */
const CLEAR = ['applicationNo', 'contractNo', 'productCode', 'productLine', 'state', 'amountFen', 'businessDate', 'caseVersion'] as const
const plain = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number' || value === null

/** The part of a case's body that may stand in the clear, as JSON on one line. */
function clearOf(body: RecordLine['body']): string {
  const clear: Record<string, unknown> = {}
  for (const name of CLEAR) if (plain(body[name])) clear[name] = body[name]
  return JSON.stringify(clear)
}

/** A reference as our own writer puts it. */
const inOrder = ({ sha256, bytes, media, role }: BlobReference): BlobReference => ({ sha256, bytes, media, role })

/** A body as JSON: cut out of the line it came in where that stands as our own writer puts it, which is cheaper than writing it anew. */
function bodyBytes({ type, schema, id, rev, blobs, body }: RecordLine, line: Buffer): Buffer {
  // Nothing but ASCII by their schemas: as many bytes as characters.
  const before = `{"type":"${type}","schema":${schema},"id":"${id}","rev":${rev},"body":`
  const after = `,"blobs":${blobs.length === 0 ? '[]' : JSON.stringify(blobs.map(inOrder))}}`
  const end = line.length - after.length
  const asOurs = before.length < end && line.toString('latin1', 0, before.length) === before && line.toString('latin1', end) === after
  return asOurs ? line.subarray(before.length, end) : Buffer.from(JSON.stringify(body))
}

/**
 * Divides a body into what may stand in the clear and what is sealed: all of it, but for what only counts packs.
 * @param line the bytes it came in and their hash
 * @param right whether its body was found right
 */
export function splitRecord(branch: string, record: RecordLine, seal: RowSeal, line: BatchLine, right: boolean): Pick<SplitRecord, 'doc' | 'sealed'> {
  const place = recordPlace(branch, record)
  // Versions, states and reasons: nothing of it is about a person.
  if (record.type === 'packs.standing') return { doc: JSON.stringify(record.body), sealed: seal.seal(place, '{}') }
  return {
    doc: record.type === 'case.sealed' && right ? clearOf(record.body) : '{}',
    sealed: seal.sealOf(place, line.hash, right ? bodyBytes(record, line.bytes) : Buffer.from(JSON.stringify(record.body))),
  }
}
