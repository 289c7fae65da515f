import { z } from 'zod'
import { type AgeKey, newAgeKey } from '../../protocol/age-file.ts'
import { newSecretKeys, type SecretKeys } from '../../protocol/keys.ts'
import type { BranchVault } from './vault.ts'

/** The branch's own key pairs of one epoch (sync.md §4). Secret halves exist only sealed or in memory. */
export interface BranchKeys {
  /** Signs batches (Ed25519) and opens what head office sends (age). */
  readonly device: SecretKeys
  /** Opens the branch's archive bags (rulings 15). */
  readonly archive: AgeKey
}

/** New key pairs: at set-up, or at a new epoch. @example const keys = await makeBranchKeys() */
export async function makeBranchKeys(): Promise<BranchKeys> {
  return { device: await newSecretKeys(), archive: await newAgeKey() }
}

const Age = z.strictObject({ identity: z.string(), recipient: z.string() })
const Secret = z.strictObject({
  device: z.strictObject({ sign: z.strictObject({ keyId: z.string(), publicKey: z.string(), seed: z.string() }), receive: Age }),
  archive: Age,
})

const placeOf = (epoch: number) => ({ table: 'branch_key', column: 'sealed', row: String(epoch) })

/** Sealed under the data key, bound to the epoch's row. @example await save(epoch, sealBranchKeys(vault, epoch, keys)) */
export const sealBranchKeys = (vault: BranchVault, epoch: number, keys: BranchKeys): Uint8Array =>
  vault.sealBytes(placeOf(epoch), Buffer.from(JSON.stringify(keys)))

/** @throws SealBroken when the bytes were altered or belong to another branch or epoch. @example openBranchKeys(vault, row.epoch, row.sealed) */
export const openBranchKeys = (vault: BranchVault, epoch: number, sealed: Uint8Array): BranchKeys =>
  Secret.parse(JSON.parse(Buffer.from(vault.openBytes(placeOf(epoch), sealed)).toString('utf8')))
