import type { CaseSealedBody, CaseSealedBody2 } from '../../core/batch/case-sealed.ts'
import { applicantKey, collateralKey, type KeyIdentity, nameKey } from '../../core/batch/cross-keys.ts'
import type { RecordLine } from '../../core/batch/record-line.ts'
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

/** By what a case is compared; nothing for other records. Only of a body that was judged: every schema of the type has these fields. */
export function keysOf(record: RecordLine, seal: RowSeal): SplitRecord['keys'] {
  if (record.type !== 'case.sealed') return []
  const { applicant, collateral = [] } = record.body as CaseSealedBody & Partial<CaseSealedBody2>
  const identities: KeyIdentity[] = [applicantKey(applicant.idNumber), nameKey(applicant.name), ...collateral.map(collateralKey)]
  const hashes = new Map(identities.map((identity) => [`${identity.kind} ${seal.hash(identity)}`, identity.kind]))
  return [...hashes].sort().map(([place, kind]) => [kind, place.slice(kind.length + 1)])
}

/** What head office's tables ask of a case: codes, numbers of its own, days and money. All else of it is sealed, whatever a later schema adds. */
const CLEAR = ['applicationNo', 'contractNo', 'productCode', 'productLine', 'state', 'amountFen', 'businessDate', 'caseVersion'] as const
const plain = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number' || value === null

/** The part of a case's body that may stand in the clear, as JSON on one line. */
const clearOf = (body: RecordLine['body']): string =>
  JSON.stringify(Object.fromEntries(CLEAR.flatMap((name) => (plain(body[name]) ? [[name, body[name]]] : []))))

/** A body as JSON: cut out of the line it came in where that stands as our own writer puts it, which is cheaper than writing it anew. */
function bodyBytes({ type, schema, id, rev, blobs, body }: RecordLine, line: Buffer): Buffer {
  const before = Buffer.from(`{"type":"${type}","schema":${schema},"id":"${id}","rev":${rev},"body":`)
  const after = Buffer.from(`,"blobs":${JSON.stringify(blobs)}}`)
  const end = line.length - after.length
  const asOurs = before.length < end && line.subarray(0, before.length).equals(before) && line.subarray(end).equals(after)
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
