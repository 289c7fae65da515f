import { z } from 'zod'
import { PublicKeys } from './enrolment.ts'
import { BranchCode, type Envelope } from './envelope.ts'

/** What is said of new keys of head office, to one branch in one epoch: once by the key before, once by the new key itself. */
export const OfficeTurn = z.strictObject({ format: z.literal('hob-office-turn/1'), branch: BranchCode, epoch: z.int().min(1), keys: PublicKeys })
export type OfficeTurn = z.output<typeof OfficeTurn>

/**
 * Body of the down record `office.keys`, schema 1: head office goes over to new keys. The down batch that carries it, number *n*, is
 * signed with the key before; from *n* + 1 only the new one signs. `word` is signed by the key before, `proof` by the new one.
 */
export const OfficeKeysBody = z.strictObject({ keys: PublicKeys, word: z.string().max(4096), proof: z.string().max(4096) })
export type OfficeKeysBody = z.output<typeof OfficeKeysBody>

/** Keys of head office that a branch goes by from a number of its down stream on. */
export interface OfficeKeysFrom {
  readonly keys: PublicKeys
  readonly fromSeq: number
}

/** The keys that hold for a number of the down stream. @param known in order, the enrolment's first */
export const officeKeysAt = (known: readonly [OfficeKeysFrom, ...OfficeKeysFrom[]], seq: number): PublicKeys =>
  (known.findLast((one) => one.fromSeq <= seq) ?? known[0]).keys

/**
 * Which number of the down stream an up batch was sealed before: the first its branch had not seen. What head office says of the
 * batch it says with the key of that number, which the branch knows for certain, whenever the batch comes.
 * @example downSeqOf({ epoch: 1, ack: { down: { epoch: 1, seq: 4, head } } }) // 5
 */
export const downSeqOf = ({ epoch, ack }: Pick<Envelope, 'epoch' | 'ack'>): number => (ack?.down.epoch === epoch ? ack.down.seq : 0) + 1

/** How far a branch has taken its down stream, as batches of the open epoch it offers say themselves; 0 where none says. */
export const downTakenBy = (offered: readonly Pick<Envelope, 'epoch' | 'ack'>[]): number => Math.max(0, ...offered.map((envelope) => downSeqOf(envelope) - 1))
