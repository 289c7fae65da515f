import type { CaseSealedBody, CaseSealedBody2 } from '../../core/batch/case-sealed.ts'
import { applicantKey, collateralKey, type KeyIdentity, nameKey } from '../../core/batch/cross-keys.ts'
import type { RecordLine } from '../../core/batch/record-line.ts'
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

/**
 * The body of a case without its applicant, cut out of the line it came in, which is cheaper than writing it anew. Only where the line stands
 * as our own writer puts it; its schema knows no other key of this name, and no text inside quotes holds a bare quote.
 * @param member '"applicant":{…}' @returns null where the line stands otherwise
 */
function cutOut(text: string, { type, schema, id, rev, blobs }: RecordLine, member: string): string | null {
  const before = `{"type":"${type}","schema":${schema},"id":"${id}","rev":${rev},"body":`
  const after = `,"blobs":${JSON.stringify(blobs)}}`
  if (!text.startsWith(before) || !text.endsWith(after) || text.includes('\n')) return null
  const at = text.indexOf(member, before.length)
  const end = at + member.length
  if (at < 0) return null
  const rest = text.slice(end, -after.length)
  if (rest.startsWith(',')) return text.slice(before.length, at) + rest.slice(1)
  return text[at - 1] === ',' ? text.slice(before.length, at - 1) + rest : null
}

/**
 * Divides a body into what may stand in the clear and what is sealed; of a type we do not know, everything is sealed.
 * @param line the bytes it came in, when its body was found right
 */
export function splitRecord(branch: string, record: RecordLine, seal: RowSeal, line: Buffer | null): Pick<SplitRecord, 'doc' | 'sealed'> {
  const place = recordPlace(branch, record)
  // Versions, states and reasons: nothing of it is about a person.
  if (record.type === 'packs.standing') return { doc: JSON.stringify(record.body), sealed: seal.seal(place, '{}') }
  if (record.type !== 'case.sealed') return { doc: '{}', sealed: seal.seal(place, JSON.stringify(record.body)) }
  const { applicant, ...doc } = record.body
  const person = JSON.stringify({ applicant })
  const cut = line && cutOut(line.toString(), record, person.slice(1, -1))
  return { doc: cut ?? JSON.stringify(doc), sealed: seal.seal(place, person) }
}
