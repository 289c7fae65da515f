import type { Instant } from '../../core/kernel/calendar.ts'
import type { Sha256 } from '../../core/kernel/ids.ts'
import type { Reader, Writer } from '../sql.ts'

/** The words a clause book had at its first use; null when no paper was printed from this version. @example 'LOAN-CONTRACT@2' */
export async function findBookUsed(reader: Reader, version: string): Promise<Sha256 | null> {
  const row = await reader.get<{ sha256: Sha256 }>('SELECT sha256 FROM clause_book_used WHERE version = ?', [version])
  return row?.sha256 ?? null
}

export const booksUsed = (tx: Writer) => ({
  insert: async (version: string, sha256: Sha256, firstUsedAt: Instant): Promise<void> => {
    await tx.run('INSERT INTO clause_book_used (version, sha256, first_used_at) VALUES (?, ?, ?)', [version, sha256, firstUsedAt])
  },
})
