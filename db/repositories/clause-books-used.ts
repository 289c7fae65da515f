import type { Instant } from '../../core/kernel/calendar.ts'
import type { Sha256 } from '../../core/kernel/ids.ts'
import type { Reader, Writer } from '../sql.ts'

/** The words a clause book had at its first use; null when no paper was printed from this version. @example 'LOAN-CONTRACT@2' */
export async function findBookUsed(reader: Reader, version: string): Promise<Sha256 | null> {
  const row = await reader.get<{ sha256: Sha256 }>('SELECT sha256 FROM clause_book_used WHERE version = ?', [version])
  return row?.sha256 ?? null
}

/** The highest version of a book that papers had been printed from by then. @example newestBookUsed(reader, 'LOAN-CONTRACT', contract.drawnUpAt) // 'LOAN-CONTRACT@2' */
export async function newestBookUsed(reader: Reader, code: string, at: Instant): Promise<string | null> {
  const rows = await reader.all<{ version: string }>('SELECT version FROM clause_book_used WHERE first_used_at <= ?', [at])
  const numbers = rows.flatMap(({ version }) => (version.startsWith(`${code}@`) ? [Number(version.slice(code.length + 1))] : []))
  return numbers.length === 0 ? null : `${code}@${Math.max(...numbers)}`
}

export const booksUsed = (tx: Writer) => ({
  insert: async (version: string, sha256: Sha256, firstUsedAt: Instant): Promise<void> => {
    await tx.run('INSERT INTO clause_book_used (version, sha256, first_used_at) VALUES (?, ?, ?)', [version, sha256, firstUsedAt])
  },
})
