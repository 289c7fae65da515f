import { type ChainFault, verifyChain } from '../../db/audit-verify.ts'
import { auditHashes, auditSeals } from '../../db/repositories/audit-seals.ts'
import type { Reader } from '../../db/sql.ts'
import { readCheckpoint, verifyCheckpoint, verifyCosignature } from '../../protocol/checkpoint.ts'
import { leafHash, merkleRoot } from '../../protocol/merkle.ts'
import type { VerifyingKey } from '../../protocol/minisign.ts'

/**
 * Beside the faults of the chain itself: TRUNCATED, rows a seal counts are gone; REWRITTEN, the rows up to a seal are not those
 * that were sealed, though the chain holds; NOTE, a seal's signature or cosignature does not hold.
 */
export type AuditFault = ChainFault | 'TRUNCATED' | 'REWRITTEN' | 'NOTE'
export type AuditCheck =
  | { readonly ok: true; readonly rows: number; readonly seals: number; readonly cosigned: number }
  /** The first row that is wrong, and the last it may be: between two seals only the rows between them can be named. */
  | { readonly ok: false; readonly why: AuditFault; readonly from: number; readonly to: number; readonly by: 'CHAIN' | 'SEAL' | 'OUTSIDE' }

/** A place kept outside this database: in head office's receipt, or printed on a contract (`root` may be its first digits). */
export interface OutsideHead {
  readonly size: number
  readonly root: string
}

export interface AuditKeys {
  readonly branch: VerifyingKey | null
  /** All it had, in any order; none: cosignatures are not checked. */
  readonly headOffice: readonly VerifyingKey[]
}

/** A head as a note or a contract tells it. @example outsideHead('1205 3f2a9c0011223344') // { size: 1205, root: '3f2a…' } */
export function outsideHead(text: string): OutsideHead | null {
  const note = readCheckpoint(text)
  if (note) return note
  const [, size, root] = /^\s*(\d{1,15})[\s·:]+([0-9a-f]{16,64})\s*$/i.exec(text) ?? []
  return size && root ? { size: Number(size), root: root.toLowerCase() } : null
}

/**
 * Checks the audit log without a secret: the chain row by row, then the Merkle root at every seal and at every head kept
 * outside. An edit, deletion, insertion or reorder shows in the chain; a log cut short or written anew from the first row
 * shows against a seal, and where the seals were written anew too, against what was cosigned or printed.
 */
export async function checkAudit(reader: Reader, keys: AuditKeys, outside: readonly OutsideHead[] = []): Promise<AuditCheck> {
  const chain = await verifyChain(reader)
  if (!chain.ok) return { ok: false, why: chain.why, from: chain.n, to: chain.n, by: 'CHAIN' }
  const seals = await auditSeals(reader)
  const rows = chain.head.n
  const leaves = (await auditHashes(reader, rows)).map((hash) => leafHash(Buffer.from(hash, 'hex')))
  const heads = [
    ...seals.map((seal) => ({ size: seal.size, root: seal.root, by: 'SEAL' as const })),
    ...outside.map((head) => ({ ...head, by: 'OUTSIDE' as const })),
  ]
  // Seals that were written anew agree with the log written anew: what is kept outside is measured by itself.
  const good = { SEAL: 0, OUTSIDE: 0 }
  for (const { size, root, by } of heads.sort((a, b) => a.size - b.size)) {
    if (size > rows) return { ok: false, why: 'TRUNCATED', from: rows + 1, to: size, by }
    if (!merkleRoot(leaves, 0, size).toString('hex').startsWith(root))
      return { ok: false, why: 'REWRITTEN', from: (by === 'OUTSIDE' ? good.OUTSIDE : Math.max(good.SEAL, good.OUTSIDE)) + 1, to: size, by }
    good[by] = size
  }
  for (const { size, root, note, cosignedNote } of seals) {
    const signed = keys.branch === null ? readCheckpoint(note) : verifyCheckpoint(keys.branch, note)
    const witnessed = cosignedNote === null || keys.headOffice.length === 0 || keys.headOffice.some((key) => verifyCosignature(key, cosignedNote) !== null)
    const same = cosignedNote === null || readCheckpoint(cosignedNote)?.root === root
    if (signed?.size !== size || signed.root !== root || !witnessed || !same) return { ok: false, why: 'NOTE', from: size, to: size, by: 'SEAL' }
  }
  return { ok: true, rows, seals: seals.length, cosigned: seals.filter((seal) => seal.cosignedNote !== null).length }
}
