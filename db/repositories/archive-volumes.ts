import type { Instant } from '../../core/kernel/calendar.ts'
import type { CaseId, Sha256, StaffId } from '../../core/kernel/ids.ts'
import { mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

/** A sealed bag of the case (rulings 3, 15). */
export interface ArchiveVolume {
  readonly caseId: CaseId
  readonly volumeNo: number
  readonly archiveNo: string
  /** Relative to the archive folder. */
  readonly folder: string
  readonly pages: number
  readonly tagmanifestSha256: Sha256
  readonly filedBy: StaffId
  readonly filedAt: Instant
  readonly checkedBy: StaffId | null
  readonly checkedAt: Instant | null
}

const columns = mapping<ArchiveVolume>({
  caseId: 'case_id',
  volumeNo: 'volume_no',
  archiveNo: 'archive_no',
  folder: 'folder',
  pages: 'pages',
  tagmanifestSha256: 'tagmanifest_sha256',
  filedBy: 'filed_by',
  filedAt: 'filed_at',
  checkedBy: 'checked_by',
  checkedAt: 'checked_at',
})

export const volumesOfCase = async (reader: Reader, caseId: CaseId): Promise<ArchiveVolume[]> =>
  (await reader.all(`SELECT ${columns.list} FROM archive_volume WHERE case_id = ? ORDER BY volume_no`, [caseId])).map(columns.read)

/** Whether a sealed volume stands in this folder: then nothing in it may be touched. */
export const sealedIn = async (reader: Reader, folder: string): Promise<boolean> =>
  (await reader.get('SELECT 1 AS sealed FROM archive_volume WHERE folder = ? AND checked_at IS NOT NULL', [folder])) !== undefined

export const archiveVolumes = (tx: Writer) => ({
  insert: async (volume: ArchiveVolume): Promise<void> => {
    await tx.run(`INSERT INTO archive_volume (${columns.list}) VALUES (${columns.marks})`, columns.params(volume))
  },
  /** The second person's check: the bag is sealed, its figures fixed. */
  seal: async (
    caseId: CaseId,
    volumeNo: number,
    by: Pick<ArchiveVolume, 'pages' | 'tagmanifestSha256'> & { checkedBy: StaffId; checkedAt: Instant },
  ): Promise<void> => {
    await tx.run('UPDATE archive_volume SET checked_by = ?, checked_at = ?, pages = ?, tagmanifest_sha256 = ? WHERE case_id = ? AND volume_no = ?', [
      by.checkedBy,
      by.checkedAt,
      by.pages,
      by.tagmanifestSha256,
      caseId,
      volumeNo,
    ])
  },
})
