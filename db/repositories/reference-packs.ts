import { createHash } from 'node:crypto'
import { PACK_KINDS, type PackState, type ReferencePackBody } from '../../core/batch/reference-pack.ts'
import type { DateOnly, Instant } from '../../core/kernel/calendar.ts'
import { mapping } from '../columns.ts'
import { jsonList, type Reader, type Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

/** Reference data of head office, as it came; a pack is the whole of its kind. */
export interface ReferencePack extends Pick<ReferencePackBody, 'version' | 'title' | 'note' | 'preparedBy' | 'publishedBy'> {
  /** Of a later release where it is none of `PACK_KINDS`. */
  readonly kind: string
  readonly effectiveFrom: DateOnly
  readonly epoch: number
  readonly seq: number
  readonly state: PackState
  /** Why, for REFUSED, and for one that waits for a later release (`LATER_RELEASE`). */
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

/** A pack that only a later release can read. */
export const LATER_RELEASE = 'PACK_OF_LATER_RELEASE'

/** Kinds whose files name nobody. All others are sealed; an older release kept risk lists as they came. */
const PLAIN: readonly string[] = PACK_KINDS.filter((kind) => kind !== 'RISK_LISTS')
type StoredFile = ReferenceFile & { readonly kind: string; readonly version: number }
const placeOf = ({ kind, version, name }: Pick<StoredFile, 'kind' | 'version' | 'name'>) => ({
  table: 'reference_file',
  column: 'bytes',
  row: `${kind}.${version}.${name}`,
})
const SELECT_FILES = 'SELECT kind, version, name, sha256, bytes FROM reference_file'
/** Bytes that have their hash stand as they came. */
const isPlain = ({ sha256, bytes }: ReferenceFile): boolean => createHash('sha256').update(bytes).digest('hex') === sha256

/** The files of a pack, by name. */
export async function filesOfPack(reader: Reader, vault: Vault, kind: string, version: number): Promise<ReferenceFile[]> {
  const rows = await reader.all<StoredFile>(`${SELECT_FILES} WHERE kind = ? AND version = ? ORDER BY name`, [kind, version])
  return rows.map((row) => (isPlain(row) ? row : { ...row, bytes: Buffer.from(vault.open(placeOf(row), row.bytes), 'latin1') }))
}

/** Files that name people and stand as they came. */
export const unsealedFiles = async (reader: Reader): Promise<StoredFile[]> =>
  (await reader.all<StoredFile>(`${SELECT_FILES} WHERE kind NOT IN (SELECT value FROM json_each(?))`, [jsonList(PLAIN)])).filter(isPlain)

export const packsOf = (tx: Writer, vault: Vault) => {
  const insertFile = async (file: StoredFile): Promise<void> => {
    const { kind, version, name, sha256 } = file
    const bytes = PLAIN.includes(kind) ? file.bytes : vault.seal(placeOf(file), Buffer.from(file.bytes).toString('latin1'))
    await tx.run('INSERT INTO reference_file (kind, version, name, sha256, bytes) VALUES (?, ?, ?, ?, ?)', [kind, version, name, sha256, bytes])
  }
  return {
    insert: async (pack: ReferencePack, files: readonly ReferenceFile[]): Promise<void> => {
      await tx.run(`INSERT INTO reference_pack (${columns.list}) VALUES (${columns.marks})`, columns.params(pack))
      for (const file of files) await insertFile({ ...file, kind: pack.kind, version: pack.version })
    },
    remove: async ({ kind, version }: Pick<ReferencePack, 'kind' | 'version'>): Promise<void> => {
      await tx.run('DELETE FROM reference_file WHERE kind = ? AND version = ?', [kind, version])
      await tx.run('DELETE FROM reference_pack WHERE kind = ? AND version = ?', [kind, version])
    },
    sealFiles: async (): Promise<void> => {
      for (const file of await unsealedFiles(tx)) {
        await tx.run('DELETE FROM reference_file WHERE kind = ? AND version = ? AND name = ?', [file.kind, file.version, file.name])
        await insertFile(file)
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
  }
}
