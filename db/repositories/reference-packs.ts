import type { ReferencePackBody } from '../../core/batch/reference-pack.ts'
import type { DateOnly, Instant } from '../../core/kernel/calendar.ts'
import { mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

export type PackState = 'WAITING' | 'IN_FORCE' | 'REFUSED' | 'REPLACED'
/** Reference data of head office, as it came; a pack is the whole of its kind. */
export interface ReferencePack extends Pick<ReferencePackBody, 'kind' | 'version' | 'title' | 'note' | 'preparedBy' | 'publishedBy'> {
  readonly effectiveFrom: DateOnly
  readonly epoch: number
  readonly seq: number
  readonly state: PackState
  /** Why, for REFUSED. */
  readonly reason: string | null
  readonly arrivedAt: Instant
  readonly inForceAt: Instant | null
}
export interface ReferenceFile {
  readonly name: string
  readonly sha256: string
  readonly bytes: Uint8Array
}

const columns = mapping<ReferencePack>({
  kind: 'kind',
  version: 'version',
  title: 'title',
  note: 'note',
  preparedBy: 'prepared_by',
  publishedBy: 'published_by',
  effectiveFrom: 'effective_from',
  epoch: 'epoch',
  seq: 'seq',
  state: 'state',
  reason: 'reason',
  arrivedAt: 'arrived_at',
  inForceAt: 'in_force_at',
})

/** Every pack that came, newest first. */
export const referencePacks = async (reader: Reader): Promise<ReferencePack[]> =>
  (await reader.all(`SELECT ${columns.list} FROM reference_pack ORDER BY arrived_at DESC, kind, version DESC`)).map(columns.read)

/** The files of a pack, by name. */
export const filesOfPack = (reader: Reader, kind: string, version: number): Promise<ReferenceFile[]> =>
  reader.all<ReferenceFile>('SELECT name, sha256, bytes FROM reference_file WHERE kind = ? AND version = ? ORDER BY name', [kind, version])

export const packsOf = (tx: Writer) => ({
  insert: async (pack: ReferencePack, files: readonly ReferenceFile[]): Promise<void> => {
    await tx.run(`INSERT INTO reference_pack (${columns.list}) VALUES (${columns.marks})`, columns.params(pack))
    for (const { name, sha256, bytes } of files) {
      await tx.run('INSERT INTO reference_file (kind, version, name, sha256, bytes) VALUES (?, ?, ?, ?, ?)', [pack.kind, pack.version, name, sha256, bytes])
    }
  },
  setState: async (pack: Pick<ReferencePack, 'kind' | 'version'>, state: PackState, reason: string | null, inForceAt: Instant | null): Promise<void> => {
    await tx.run('UPDATE reference_pack SET state = ?, reason = ?, in_force_at = coalesce(?, in_force_at) WHERE kind = ? AND version = ?', [
      state,
      reason,
      inForceAt,
      pack.kind,
      pack.version,
    ])
  },
})
