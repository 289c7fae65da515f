import { z } from 'zod'
import { BATCH_LIMITS } from './limits.ts'

export const HASH = /^[0-9a-f]{64}$/
export const HashText = z.string().regex(HASH)
export const KeyIdText = z.string().regex(/^[0-9a-f]{16}$/)
export const BranchCode = z.string().regex(/^[A-Z0-9]{2,20}$/)
export const AgeRecipient = z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/)
/** A UTC instant in whole seconds. There is no year 0. */
export const InstantText = z.iso.datetime({ offset: false, precision: 0 }).regex(/^(?!0000)/)
const Count = z.int().min(0)
/** A number that is counted up from 1: an epoch, a place in the stream, a version. */
export const Position = z.int().min(1).max(BATCH_LIMITS.counted)

const Part = z.strictObject({
  n: Count.max(BATCH_LIMITS.parts - 1),
  lane: z.int().min(0).max(2),
  bytes: z.int().min(1).max(BATCH_LIMITS.partCipherBytes),
  sha256: HashText,
})

/** envelope.json of HOB/1 (sync.md §3). The exact bytes are signed and hashed; this is only their meaning. */
export const Envelope = z
  .strictObject({
    format: z.literal('hob/1'),
    kind: z.enum(['up', 'down', 'void']),
    branch: BranchCode,
    epoch: Position,
    seq: Position,
    prev: HashText,
    created: InstantText,
    app: z.string().max(40),
    suite: z.literal('age-x25519+ed25519'),
    comp: z.literal('gzip'),
    signKey: KeyIdText,
    recipients: z.array(AgeRecipient).min(1).max(8),
    schemas: z.record(z.string().max(BATCH_LIMITS.nameText), z.int().min(1)),
    counts: z.strictObject({
      records: Count.max(BATCH_LIMITS.records),
      blobs: Count.max(BATCH_LIMITS.blobs),
      plainBytes: Count.max(BATCH_LIMITS.batchPlainBytes),
    }),
    bag: HashText,
    possibleDuplicate: z.boolean(),
    parts: z.array(Part).min(1).max(BATCH_LIMITS.parts),
    ack: z.strictObject({ down: z.strictObject({ epoch: Position, seq: Count.max(BATCH_LIMITS.counted), head: HashText }) }).optional(),
  })
  .refine((envelope) => envelope.parts.every((part, index) => part.n === index), 'parts are numbered from 0')
  .refine((envelope) => envelope.parts[0]?.lane === 0, 'part 0 is lane 0')
  .refine((envelope) => new Set(envelope.parts.map((part) => part.sha256)).size === envelope.parts.length, 'parts differ')
export type Envelope = z.output<typeof Envelope>
export type PartEntry = z.output<typeof Part>

/** The trusted comment of a batch's signature; it must equal what the envelope says. @example 'hob/1 BR0001 1 7' */
export const trustedComment = (envelope: Pick<Envelope, 'branch' | 'epoch' | 'seq'>): string => `hob/1 ${envelope.branch} ${envelope.epoch} ${envelope.seq}`

/** Bytes of a batch's parts, sealed as they are. */
export const partBytes = ({ parts }: Pick<Envelope, 'parts'>): number => parts.reduce((sum, part) => sum + part.bytes, 0)
