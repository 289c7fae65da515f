import type { TrustedKey } from '../../protocol/hob-open.ts'
import { newSecretKeys, publicKeysOf, type SecretKeys } from '../../protocol/keys.ts'
import type { KnownOfficeKeys } from '../../protocol/office-turn.ts'

/** Keys are made once a process: they cost time and no world depends on which they are. */
/** Head office's keys in the order it goes over to them. */
export const OFFICE: readonly [SecretKeys, ...SecretKeys[]] = [await newSecretKeys(), await newSecretKeys(), await newSecretKeys()]
export const officeKeys = (n: number): SecretKeys => OFFICE[n] ?? OFFICE[0]
/** A key a branch has in each of its epochs. */
const BRANCHES: Record<string, readonly SecretKeys[]> = {
  BR0: [await newSecretKeys(), await newSecretKeys(), await newSecretKeys(), await newSecretKeys()],
  BR1: [await newSecretKeys(), await newSecretKeys(), await newSecretKeys(), await newSecretKeys()],
}
export const BRANCH_CODES = Object.keys(BRANCHES)
export const keysOf = (branch: string, epoch: number): SecretKeys => BRANCHES[branch]?.[epoch - 1] as SecretKeys
export const trustedBranch = (keyId: string): TrustedKey | null => {
  const all = BRANCH_CODES.flatMap((branch) => [1, 2, 3, 4].map((epoch) => ({ ...keysOf(branch, epoch).sign, branch, epoch })))
  return all.find((key) => key.keyId === keyId) ?? null
}
/** What a branch knows of head office at enrolment: the newest key. */
export const enrolledWith = (office: number): KnownOfficeKeys => [{ keys: publicKeysOf(officeKeys(office)), fromSeq: 1 }]
/** An enrolment, as far as the simulation asks: the epoch, where the one before it was closed, and which key head office had. */
export interface Enrolled {
  readonly epoch: number
  readonly head: string
  /** The last number of the epoch before that head office has. */
  readonly lastSeq: number
  readonly office: number
}
/** A branch's enrolment, as far as opening what comes down asks. */
export const enrolmentOf = (branch: string, { epoch, office }: Enrolled) => ({
  branch,
  epoch,
  headOffice: { name: 'sim', keys: publicKeysOf(officeKeys(office)), escrow: OFFICE[0].receive.recipient },
})
export const CREATED = '2026-11-23T08:00:00Z'
