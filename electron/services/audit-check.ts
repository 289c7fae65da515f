import { type ChainFault, verifyChain } from '../../db/audit-verify.ts'
import { type AuditSeal, auditHashes, auditSeals } from '../../db/repositories/audit-seals.ts'
import { allReceipts } from '../../db/repositories/receipts.ts'
import type { Reader } from '../../db/sql.ts'
import { readCheckpoint, verifyCheckpoint, verifyCosignature } from '../../protocol/checkpoint.ts'
import { leafHash, merkleRoot } from '../../protocol/merkle.ts'
import type { VerifyingKey } from '../../protocol/minisign.ts'

/**
 * Beside the faults of the chain itself: TRUNCATED, rows a seal counts are gone; REWRITTEN, the rows up to a seal are not those
 * that were sealed, though the chain holds; NOTE, a seal's signature or cosignature does not hold; REPLACED_KEY, it holds, but the key was
 * given up before, or taken later; NO_ANSWER, head office had several keys, and no answer of its own tells which of them was in force.
 */
export type AuditFault = ChainFault | 'TRUNCATED' | 'REWRITTEN' | 'NOTE' | 'REPLACED_KEY' | 'NO_ANSWER'
export type AuditCheck =
  | { readonly ok: true; readonly rows: number; readonly seals: number; readonly cosigned: number }
  /** The first row that is wrong, and the last it may be: between two seals only the rows between them can be named. */
  | { readonly ok: false; readonly why: AuditFault; readonly from: number; readonly to: number; readonly by: 'CHAIN' | 'SEAL' | 'OUTSIDE' }

/** A place kept outside this database: in head office's receipt, or printed on a contract (`root` may be its first digits). */
export interface OutsideHead {
  readonly size: number
  readonly root: string
}

/** The keys of an epoch: the one the branch enrolled with, which signs its seals, and head office's, each from a number of the down stream on. */
export interface AuditKeys {
  readonly epoch: number
  readonly branch: VerifyingKey
  readonly headOffice: readonly { readonly sign: VerifyingKey; readonly fromSeq: number }[]
}

/** A head as a note or a contract tells it. @example outsideHead('1205 3f2a9c0011223344') // { size: 1205, root: '3f2a…' } */
export function outsideHead(text: string): OutsideHead | null {
  const note = readCheckpoint(text)
  if (note) return note
  const [, size, root] = /^\s*(\d{1,15})[\s·:]+([0-9a-f]{16,64})\s*$/i.exec(text) ?? []
  return size && root ? { size: Number(size), root: root.toLowerCase() } : null
}

/** A number of head office's down stream. */
interface Place {
  readonly epoch: number
  readonly seq: number
}
/** Where head office's answers brought cosignatures, by size and root; each its first place. */
async function placesOfAnswers(reader: Reader): Promise<ReadonlyMap<string, Place>> {
  const places = new Map<string, Place>()
  for (const { epoch, seq, body } of await allReceipts(reader)) {
    for (const { size, root } of body.witnessed ?? []) if (!places.has(`${size} ${root}`)) places.set(`${size} ${root}`, { epoch, seq })
  }
  return places
}
/** Judges signatures seal by seal, in order: epochs do not go back, nor answers to a key head office had given up. */
class SealJudge {
  private signedIn = 0
  private answered: Place = { epoch: 1, seq: 0 }
  private readonly keys: readonly AuditKeys[]
  private readonly places: ReadonlyMap<string, Place>
  constructor(keys: readonly AuditKeys[], places: ReadonlyMap<string, Place>) {
    this.keys = keys
    this.places = places
  }

  faultOf({ size, root, note, cosignedNote }: AuditSeal): AuditFault | null {
    const said = readCheckpoint(note)
    if (said?.size !== size || said.root !== root) return 'NOTE'
    if (cosignedNote !== null && readCheckpoint(cosignedNote)?.root !== root) return 'NOTE'
    if (this.keys.length === 0) return null
    return this.signature(note) ?? (cosignedNote === null ? null : this.cosignature(`${size} ${root}`, cosignedNote))
  }

  private signature(note: string): AuditFault | null {
    const epoch = this.keys.find(({ branch }) => verifyCheckpoint(branch, note) !== null)?.epoch
    if (epoch === undefined) return 'NOTE'
    if (epoch < this.signedIn) return 'REPLACED_KEY'
    this.signedIn = epoch
    return null
  }

  private cosignature(log: string, note: string): AuditFault | null {
    const all = this.keys.flatMap(({ headOffice }) => headOffice.map(({ sign }) => sign))
    if (!all.some((key) => verifyCosignature(key, note) !== null)) return 'NOTE'
    const place = this.places.get(log)
    if (!place) return new Set(all.map(({ publicKey }) => publicKey)).size === 1 ? null : 'NO_ANSWER'
    const before = this.answered
    const later = place.epoch > before.epoch || (place.epoch === before.epoch && place.seq >= before.seq)
    if (later) this.answered = place
    const held = this.heldAt(place)
    // Of two days the later one's answer may have been signed first, but with the same key.
    const inOrder = later || (place.epoch === before.epoch && held?.publicKey === this.heldAt(before)?.publicKey)
    return inOrder && held && verifyCosignature(held, note) !== null ? null : 'REPLACED_KEY'
  }

  /** Head office's key in force at a number of the down stream. */
  private heldAt({ epoch, seq }: Place): VerifyingKey | undefined {
    return this.keys.find((keys) => keys.epoch === epoch)?.headOffice.findLast(({ fromSeq }) => fromSeq <= seq)?.sign
  }
}

/**
 * Checks the audit log without a secret: the chain row by row, then the Merkle root at every seal and at every head kept
 * outside. An edit, deletion, insertion or reorder shows in the chain; a log cut short or written anew from the first row
 * shows against a seal, and where the seals were written anew too, against what was cosigned or printed.
 * @param keys every epoch's, in order; none: signatures are not checked
 */
export async function checkAudit(reader: Reader, keys: readonly AuditKeys[], outside: readonly OutsideHead[] = []): Promise<AuditCheck> {
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
  const judge = new SealJudge(keys, await placesOfAnswers(reader))
  for (const seal of seals) {
    const why = judge.faultOf(seal)
    if (why !== null) return { ok: false, why, from: seal.size, to: seal.size, by: 'SEAL' }
  }
  return { ok: true, rows, seals: seals.length, cosigned: seals.filter((seal) => seal.cosignedNote !== null).length }
}
