import { z } from 'zod'
import { type AgeKey, newAgeKey } from '../../protocol/age-file.ts'
import { newSecretKeys, type SecretKeys } from '../../protocol/keys.ts'
import type { BranchVault } from './vault.ts'

/** The branch's own key pairs of one epoch (sync.md §4). Secret halves exist only sealed or in memory. */
export interface BranchKeys {
  /** Signs batches (Ed25519) and opens what head office sends (age). */
  readonly device: SecretKeys
  /** Those the epoch was enrolled with: the audit log is signed with them whatever keys the device went over to. */
  readonly enrolled: SecretKeys
  /** What the device received with before, to open what was sealed for it then. */
  readonly earlier: readonly AgeKey[]
  /** Opens the branch's archive bags (rulings 15). */
  readonly archive: AgeKey
}

/** New key pairs: at set-up, or at a new epoch. @example const keys = await makeBranchKeys() */
export async function makeBranchKeys(): Promise<BranchKeys> {
  const device = await newSecretKeys()
  return { device, enrolled: device, earlier: [], archive: await newAgeKey() }
}

const Age = z.strictObject({ identity: z.string(), recipient: z.string() })
const Device = z.strictObject({ sign: z.strictObject({ keyId: z.string(), publicKey: z.string(), seed: z.string() }), receive: Age })
const Secret = z.strictObject({ device: Device, archive: Age })

const placeOf = (epoch: number) => ({ table: 'branch_key', column: 'sealed', row: String(epoch) })

/** Sealed under the data key, bound to the epoch's row. @example await save(epoch, sealBranchKeys(vault, epoch, keys)) */
export const sealBranchKeys = (vault: BranchVault, epoch: number, keys: BranchKeys): Uint8Array =>
  vault.sealBytes(placeOf(epoch), Buffer.from(JSON.stringify({ device: keys.enrolled, archive: keys.archive })))

/** @throws SealBroken when the bytes were altered or belong to another branch or epoch. @example openBranchKeys(vault, row.epoch, row.sealed) */
export function openBranchKeys(vault: BranchVault, epoch: number, sealed: Uint8Array): BranchKeys {
  const { device, archive } = Secret.parse(JSON.parse(Buffer.from(vault.openBytes(placeOf(epoch), sealed)).toString('utf8')))
  return { device, enrolled: device, earlier: [], archive }
}

/** The keys as they stand after those the device went over to since, in order. */
export function turnedTo(enrolled: BranchKeys, turned: readonly SecretKeys[]): BranchKeys {
  const all = [enrolled.device, ...turned]
  return { ...enrolled, device: all.at(-1) ?? enrolled.device, earlier: all.slice(0, -1).map((keys) => keys.receive) }
}

const placeOfTurn = (recordId: string) => ({ table: 'branch_key_turn', column: 'sealed', row: recordId })

/** Keys a device goes over to within its epoch, bound to the record that tells head office of them. */
export const sealTurnedKeys = (vault: BranchVault, recordId: string, keys: SecretKeys): Uint8Array =>
  vault.sealBytes(placeOfTurn(recordId), Buffer.from(JSON.stringify(keys)))

/** @throws SealBroken when the bytes were altered or belong to another record */
export const openTurnedKeys = (vault: BranchVault, recordId: string, sealed: Uint8Array): SecretKeys =>
  Device.parse(JSON.parse(Buffer.from(vault.openBytes(placeOfTurn(recordId), sealed)).toString('utf8')))
