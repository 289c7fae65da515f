import { z } from 'zod'
import { ShortText } from '../kernel/schema.ts'
import { AgeRecipient, BranchCode, HashText, InstantText, KeyIdText } from './envelope.ts'

const SignKey = z.strictObject({ keyId: KeyIdText, publicKey: z.string().regex(/^[A-Za-z0-9+/]{43}=$/) })

/** The public half of a device's keys: Ed25519 to sign (base64), X25519 to receive (an age recipient). */
export const PublicKeys = z.strictObject({ sign: SignKey, receive: AgeRecipient })
export type PublicKeys = z.output<typeof PublicKeys>

/** What a branch brings to head office at set-up, signed with its own key. */
export const KeyRequest = z.strictObject({ format: z.literal('hob-keys/1'), branch: BranchCode, name: ShortText, keys: PublicKeys })
export type KeyRequest = z.output<typeof KeyRequest>

/** Head office's answer, signed by head office: from here come all keys, never from a message (sync.md §4). */
export const Enrolment = z.strictObject({
  format: z.literal('hob-enrolment/1'),
  branch: BranchCode,
  name: ShortText,
  epoch: z.int().min(1),
  keys: PublicKeys,
  headOffice: z.strictObject({ name: ShortText, keys: PublicKeys, escrow: AgeRecipient }),
  issued: InstantText,
  /** The epoch this one closes: nothing after `lastSeq` is taken from it. */
  closes: z.strictObject({ epoch: z.int().min(1), lastSeq: z.int().min(0), head: HashText }).nullable(),
})
export type Enrolment = z.output<typeof Enrolment>
