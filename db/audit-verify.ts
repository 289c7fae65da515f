import { type AuditHead, auditHead } from './audit.ts'
import { type AuditRow, auditColumns, auditHash, CHAIN_START } from './audit-entry.ts'
import type { Reader } from './sql.ts'

const WINDOW = 1000

/** HASH: the row was altered. PREV: a row was changed, put in or taken out before it. GAP: rows are missing. SEAL: it differs from what a closed day sealed. */
export type ChainFault = 'HASH' | 'PREV' | 'GAP' | 'SEAL'
export type ChainVerdict = { readonly ok: true; readonly head: AuditHead } | { readonly ok: false; readonly n: number; readonly why: ChainFault }

function faultOf(row: AuditRow, n: number, prev: string, seals: ReadonlyMap<number, string>): ChainFault | null {
  if (row.n !== n) return 'GAP'
  if (row.prev !== prev) return 'PREV'
  if (auditHash(row) !== row.hash) return 'HASH'
  const seal = seals.get(n)
  return seal === undefined || seal === row.hash ? null : 'SEAL'
}

/**
 * Walks the whole log, without a key, and compares it with the seals of the closed days, so that a rewritten or shortened
 * log is found too.
 * @returns the head, or the first row that is wrong and why
 * @example const verdict = await database.read(verifyChain)
 */
export async function verifyChain(reader: Reader): Promise<ChainVerdict> {
  const sealed = await reader.all<AuditHead>('SELECT seal_n AS n, seal_hash AS hash FROM branch_day WHERE seal_n IS NOT NULL')
  const seals = new Map(sealed.map(({ n, hash }) => [n, hash]))
  let n = 0
  let prev: string = CHAIN_START
  for (;;) {
    const rows = await reader.all(`SELECT ${auditColumns.list} FROM audit WHERE n > ? ORDER BY n LIMIT ${WINDOW}`, [n])
    if (rows.length === 0) break
    for (const stored of rows) {
      const row = auditColumns.read(stored)
      n += 1
      const why = faultOf(row, n, prev, seals)
      if (why) return { ok: false, n, why }
      prev = row.hash
    }
  }
  const lastSealed = Math.max(0, ...seals.keys())
  return lastSealed > n ? { ok: false, n: n + 1, why: 'GAP' } : { ok: true, head: await auditHead(reader) }
}
