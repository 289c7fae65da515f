import { z } from 'zod'
import { PublicKeys } from './enrolment.ts'
import { BranchCode } from './envelope.ts'

/** What a new key says with its own signature: whose it is to be. Proof that the branch holds the secret half. */
export const KeyTurn = z.strictObject({ format: z.literal('hob-key-turn/1'), branch: BranchCode, epoch: z.int().min(1), keys: PublicKeys })
export type KeyTurn = z.output<typeof KeyTurn>

/**
 * Body of the up record `device.keys`, schema 1: the device goes over to new keys within its epoch. The batch that carries it is sealed
 * with the old key; from its sequence number plus one head office takes the new one too, and from the first batch it signs only that one.
 */
export const DeviceKeysBody = z.strictObject({ keys: PublicKeys, proof: z.string().max(4096) })
export type DeviceKeysBody = z.output<typeof DeviceKeysBody>
