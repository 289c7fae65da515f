import type { CaseSealedBody, CaseSealedBody2 } from '../../core/batch/case-sealed.ts'
import { applicantKey, collateralKey, type KeyIdentity, nameKey } from '../../core/batch/cross-keys.ts'
import type { RecordLine } from '../../core/batch/record-line.ts'
import type { RowSeal } from '../store/row-seal.ts'

/** Where a record's personal part is sealed for. */
export const recordPlace = (branch: string, record: Pick<RecordLine, 'type' | 'id' | 'rev'>): string => `${branch} ${record.type} ${record.id} ${record.rev}`

/** A record as it is stored: what may stand in the clear, what is sealed, and by what it is compared across branches. */
export interface SplitRecord {
  readonly doc: Readonly<Record<string, unknown>>
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

/** Divides a body into what may stand in the clear and what is sealed; of a type we do not know, everything is sealed. */
export function splitRecord(branch: string, record: RecordLine, seal: RowSeal): Pick<SplitRecord, 'doc' | 'sealed'> {
  const place = recordPlace(branch, record)
  // Versions, states and reasons: nothing of it is about a person.
  if (record.type === 'packs.standing') return { doc: record.body, sealed: seal.seal(place, '{}') }
  if (record.type !== 'case.sealed') return { doc: {}, sealed: seal.seal(place, JSON.stringify(record.body)) }
  const { applicant, ...doc } = record.body
  return { doc, sealed: seal.seal(place, JSON.stringify({ applicant })) }
}
