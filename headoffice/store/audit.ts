import type { SpoolEntry } from '../../protocol/spool.ts'
import type { Queries } from './database.ts'

/** One line of the audit log: who, did what, to what, with which note. Its number is the journal's. */
export const insertAudit = (
  tx: Queries,
  { n, at }: Pick<SpoolEntry, 'n' | 'at'>,
  line: readonly [who: string, act: string, subject: string, note: string],
): Promise<unknown> => tx.query('insert into audit values ($1, $2, $3, $4, $5, $6)', [n, at, ...line])

/** A one-time code is used up, by the device with this key; '' where an earlier release did not write which. */
export const insertCodeUse = (tx: Queries, codeHash: string, keyId: string): Promise<unknown> =>
  tx.query('insert into code_use values ($1, $2) on conflict (code_hash) do nothing', [codeHash, keyId])
