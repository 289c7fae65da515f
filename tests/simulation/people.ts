import type { PublicKeys } from '../../core/batch/enrolment.ts'
import type { TrustedKey } from '../../protocol/hob-open.ts'
import { newSecretKeys, publicKeysOf, type SecretKeys } from '../../protocol/keys.ts'
import type { KnownOfficeKeys } from '../../protocol/office-turn.ts'

/** Keys are made once a process: they cost time and no world depends on which they are. */
/** Head office's keys in the order it goes over to them. */
export const OFFICE: readonly [SecretKeys, ...SecretKeys[]] = [await newSecretKeys(), await newSecretKeys(), await newSecretKeys()]
export const officeKeys = (n: number): SecretKeys => OFFICE[n] ?? OFFICE[0]
const BRANCHES: Record<string, SecretKeys> = { BR0: await newSecretKeys(), BR1: await newSecretKeys() }
export const BRANCH_CODES = Object.keys(BRANCHES)
export const keysOf = (branch: string): SecretKeys => BRANCHES[branch] as SecretKeys
export const publicOf = (branch: string): PublicKeys => publicKeysOf(keysOf(branch))
export const trustedBranch = (keyId: string): TrustedKey | null => {
  const found = BRANCH_CODES.find((branch) => keysOf(branch).sign.keyId === keyId)
  return found ? { ...keysOf(found).sign, branch: found, epoch: 1 } : null
}
/** What a branch knows of head office at enrolment. */
export const FIRST: KnownOfficeKeys = [{ keys: publicKeysOf(OFFICE[0]), fromSeq: 1 }]
/** A branch's enrolment, as far as opening what comes down asks. */
export const enrolmentOf = (branch: string) => ({
  branch,
  epoch: 1,
  headOffice: { name: 'sim', keys: publicKeysOf(OFFICE[0]), escrow: OFFICE[0].receive.recipient },
})
export const CREATED = '2026-11-23T08:00:00Z'
