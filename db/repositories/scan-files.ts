import type { Sha256 } from '../../core/kernel/ids.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { json, mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'
import type { Vault } from '../vault.ts'

interface ScanFileColumns {
  readonly fileId: string
  readonly batchId: string
  /** Its place in the pile, from 1. */
  readonly n: number
  readonly state: 'WAITING' | 'READ' | 'REFUSED' | 'CANCELLED'
  /** Of the bytes as they came; null for a file that was refused before it was kept. */
  readonly sha256: Sha256 | null
  readonly blobRef: string | null
  readonly media: string | null
  readonly bytes: number
  /** Known once it was opened. */
  readonly pages: number | null
  readonly refusal: Refusal | null
}
/** A file as it came. Its bytes never change. */
export interface ScanFileRecord extends ScanFileColumns {
  /** May hold a person's name: sealed. */
  readonly fileName: string
}

const columns = mapping<ScanFileColumns>({
  fileId: 'id',
  batchId: 'batch_id',
  n: 'n',
  state: 'state',
  sha256: 'sha256',
  blobRef: 'blob_ref',
  media: 'media',
  bytes: 'bytes',
  pages: 'pages',
  refusal: {
    column: 'refusal',
    write: (value) => (value === null ? null : JSON.stringify(value)),
    read: (stored) => (stored === null ? null : json<Refusal>('refusal').read(stored)),
  },
})
const SELECT = `SELECT ${columns.list}, sealed_name FROM scan_file`
const placeOf = (fileId: string) => ({ table: 'scan_file', column: 'sealed_name', row: fileId })

const toFile = (vault: Vault, row: { sealed_name: Uint8Array }): ScanFileRecord => {
  const plain = columns.read(row)
  return { ...plain, fileName: vault.open(placeOf(plain.fileId), row.sealed_name) }
}

export async function findScanFile(reader: Reader, vault: Vault, fileId: string): Promise<ScanFileRecord | null> {
  const row = await reader.get<{ sealed_name: Uint8Array }>(`${SELECT} WHERE id = ?`, [fileId])
  return row ? toFile(vault, row) : null
}

/** The files of a pile in their order. */
export const filesOfScanBatch = async (reader: Reader, vault: Vault, batchId: string): Promise<ScanFileRecord[]> =>
  (await reader.all<{ sealed_name: Uint8Array }>(`${SELECT} WHERE batch_id = ? ORDER BY n`, [batchId])).map((row) => toFile(vault, row))

/** The next file of a pile that waits to be read, after place `after`, with how many of its pages are kept already. */
export async function nextWaitingFile(reader: Reader, vault: Vault, batchId: string, after: number): Promise<{ file: ScanFileRecord; kept: number } | null> {
  const row = await reader.get<{ sealed_name: Uint8Array; kept: number }>(
    `SELECT ${columns.list}, sealed_name, (SELECT count(*) FROM scan_page p WHERE p.file_id = scan_file.id) AS kept
      FROM scan_file WHERE batch_id = ? AND n > ? AND state = 'WAITING' ORDER BY n LIMIT 1`,
    [batchId, after],
  )
  return row ? { file: toFile(vault, row), kept: row.kept } : null
}

/** The next place in a pile. */
export async function nextScanFile(reader: Reader, batchId: string): Promise<number> {
  const row = await reader.get<{ n: number }>('SELECT coalesce(max(n), 0) + 1 AS n FROM scan_file WHERE batch_id = ?', [batchId])
  return row?.n ?? 1
}

export const scanFiles = (tx: Writer, vault: Vault) => ({
  insert: async (file: ScanFileRecord): Promise<void> => {
    await tx.run(`INSERT INTO scan_file (${columns.list}, sealed_name) VALUES (${columns.marks}, ?)`, [
      ...columns.params(file),
      vault.seal(placeOf(file.fileId), file.fileName),
    ])
  },
  read: async (fileId: string, pages: number): Promise<void> => {
    await tx.run("UPDATE scan_file SET state = 'READ', pages = ? WHERE id = ?", [pages, fileId])
  },
  refuse: async (fileId: string, refusal: Refusal): Promise<void> => {
    await tx.run("UPDATE scan_file SET state = 'REFUSED', refusal = ? WHERE id = ?", [JSON.stringify(refusal), fileId])
  },
  /** What nobody has read yet of a pile that was called off. */
  cancelWaiting: (batchId: string): Promise<number> => tx.run("UPDATE scan_file SET state = 'CANCELLED' WHERE batch_id = ? AND state = 'WAITING'", [batchId]),
})

/** Whether a file of the scanner's folder, by its bytes and name, was taken already: a power cut may have left it lying there. */
export async function takenFromFolder(reader: Reader, sha256: Sha256, fileName: string, vault: Vault): Promise<boolean> {
  const rows = await reader.all<{ sealed_name: Uint8Array }>(
    `SELECT ${columns.list.replace(/(^|, )/g, '$1f.')}, f.sealed_name FROM scan_file f JOIN scan_batch b ON b.id = f.batch_id
      WHERE f.sha256 = ? AND f.state IN ('WAITING', 'READ') AND b.origin = 'FOLDER'`,
    [sha256],
  )
  return rows.some((row) => toFile(vault, row).fileName === fileName)
}
