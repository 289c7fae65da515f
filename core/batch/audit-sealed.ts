import { z } from 'zod'
import { DateField } from '../kernel/schema.ts'
import { HashText } from './envelope.ts'

const NoteText = z.string().max(4096)

/**
 * Body of the up record `audit.sealed`, schema 1: the branch's audit log up to the end of a business day. `size` counts its
 * rows, `root` is the RFC 6962 root over their hashes, `note` the signed checkpoint; `proof` shows that the log goes on from
 * its first `from` rows, which were sealed last time. Its record id is that of the log under one key of the branch, `rev` counts its seals.
 */
export const AuditSealedBody = z.strictObject({
  businessDate: DateField,
  size: z.int().min(1),
  root: HashText,
  /** Hash of the last row. */
  head: HashText,
  note: NoteText,
  from: z.int().min(0),
  proof: z.array(HashText).max(128),
})
export type AuditSealedBody = z.output<typeof AuditSealedBody>

/** Schema 2: schema 1, and where the last seal is not the last that came back cosigned, the proof from that one too: head office may never have taken the last. */
export const AuditSealedBody2 = AuditSealedBody.extend({ cosigned: AuditSealedBody.pick({ from: true, proof: true }).nullable() })
export type AuditSealedBody2 = z.output<typeof AuditSealedBody2>
export type AuditSealedInput = z.input<typeof AuditSealedBody2>

/** In a receipt: a checkpoint with head office's cosignature; a branch cannot rewrite a day after it (sync.md §7). */
export const Witnessed = z.strictObject({ size: z.int().min(1), root: HashText, note: NoteText })
export type Witnessed = z.output<typeof Witnessed>
