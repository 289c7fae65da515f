import type { DateOnly, Instant } from '../../core/kernel/calendar.ts'
import { mapping } from '../columns.ts'
import type { Reader, Writer } from '../sql.ts'

/** The audit log's first `size` rows as sealed at the end of a day; the cosigned note is head office's word for it. */
export interface AuditSeal {
  readonly size: number
  readonly businessDate: DateOnly
  /** RFC 6962 root over the row hashes, hex. */
  readonly root: string
  /** Hash of row `size`. */
  readonly head: string
  readonly note: string
  readonly sealedAt: Instant
  readonly cosignedNote: string | null
  readonly cosignedAt: Instant | null
}
const columns = mapping<AuditSeal>({
  size: 'size',
  businessDate: 'business_date',
  root: 'root',
  head: 'head',
  note: 'note',
  sealedAt: 'sealed_at',
  cosignedNote: 'cosigned_note',
  cosignedAt: 'cosigned_at',
})

/** Every seal, by size. */
export const auditSeals = async (reader: Reader): Promise<AuditSeal[]> =>
  (await reader.all(`SELECT ${columns.list} FROM audit_seal ORDER BY size`)).map(columns.read)

/** The last seal, or the last that head office cosigned; null before the first. */
export async function latestSeal(reader: Reader, which: 'ANY' | 'COSIGNED'): Promise<AuditSeal | null> {
  const where = which === 'COSIGNED' ? 'WHERE cosigned_note IS NOT NULL' : ''
  const row = await reader.get(`SELECT ${columns.list} FROM audit_seal ${where} ORDER BY size DESC LIMIT 1`)
  return row ? columns.read(row) : null
}

/** The seal of the first `size` rows, or null. */
export async function sealOf(reader: Reader, size: number): Promise<AuditSeal | null> {
  const row = await reader.get(`SELECT ${columns.list} FROM audit_seal WHERE size = ?`, [size])
  return row ? columns.read(row) : null
}

/** The hashes of the first `size` rows of the log, in order, hex. */
export const auditHashes = async (reader: Reader, size: number): Promise<string[]> =>
  (await reader.all<{ hash: string }>('SELECT hash FROM audit WHERE n <= ? ORDER BY n', [size])).map((row) => row.hash)

export const auditSealsOf = (tx: Writer) => ({
  insert: async (seal: AuditSeal): Promise<void> => {
    await tx.run(`INSERT INTO audit_seal (${columns.list}) VALUES (${columns.marks})`, columns.params(seal))
  },
  /** Takes head office's cosignature under the same root; once. @returns whether there is such a seal */
  cosign: async (size: number, root: string, note: string, at: Instant): Promise<boolean> =>
    (await tx.run('UPDATE audit_seal SET cosigned_note = ?, cosigned_at = ? WHERE size = ? AND root = ? AND cosigned_note IS NULL', [note, at, size, root])) >
      0 || (await tx.get('SELECT 1 AS found FROM audit_seal WHERE size = ? AND root = ?', [size, root])) !== undefined,
})
