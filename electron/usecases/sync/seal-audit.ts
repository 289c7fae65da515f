import type { AuditSealedInput } from '../../../core/batch/audit-sealed.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import { auditHead } from '../../../db/audit.ts'
import { auditHashes, auditSealsOf, latestSeal } from '../../../db/repositories/audit-seals.ts'
import { lastRevision, outbox } from '../../../db/repositories/outbox.ts'
import type { Writer } from '../../../db/sql.ts'
import { originOf, signCheckpoint } from '../../../protocol/checkpoint.ts'
import { consistencyProof, leafHash, merkleRoot } from '../../../protocol/merkle.ts'
import { derivedId } from '../../../protocol/receipt.ts'
import type { Counter } from '../counter.ts'

/**
 * The log of a branch under one of its keys is one record with many revisions. A restored branch has a key of its own from the start: revisions
 * it has forgotten it would give again.
 */
const logId = ({ branch, keys, nextKeys }: Counter): string => derivedId(`${originOf(branch.code)} ${(nextKeys ?? keys).enrolled.sign.keyId}`)

/**
 * Seals the audit log at the end of a day (sync.md §7): root over all rows, signed, with the proof that it goes on from the
 * last seal, and from the last that came back cosigned, put into the outbox for head office to cosign. In the transaction that closes the day.
 */
export async function sealAudit(counter: Counter, tx: Writer, businessDate: DateOnly): Promise<void> {
  const { n: size, hash: head } = await auditHead(tx)
  const before = await latestSeal(tx, 'ANY')
  if (size === 0 || before?.size === size) return
  const leaves = (await auditHashes(tx, size)).map((hash) => leafHash(Buffer.from(hash, 'hex')))
  const root = merkleRoot(leaves).toString('hex')
  const note = signCheckpoint(counter.keys.enrolled.sign, { origin: originOf(counter.branch.code), size, root })
  const madeAt = counter.clock.now()
  await auditSealsOf(tx).insert({ size, businessDate, root, head, note, sealedAt: madeAt, cosignedNote: null, cosignedAt: null })
  const goesOnFrom = (from: number) => ({ from, proof: consistencyProof(leaves, from).map((hash) => hash.toString('hex')) })
  const cosigned = await latestSeal(tx, 'COSIGNED')
  const earlier = cosigned && cosigned.size !== before?.size ? goesOnFrom(cosigned.size) : null
  const body: AuditSealedInput = { businessDate, size, root, head, note, ...goesOnFrom(before?.size ?? 0), cosigned: earlier }
  const id = logId(counter)
  const rev = ((await lastRevision(tx, 'audit.sealed', id)) ?? 0) + 1
  await outbox(tx, counter.vault).add({ id, caseId: null, type: 'audit.sealed', rev, schema: 2, body: { ...body }, blobs: [], madeAt })
}
