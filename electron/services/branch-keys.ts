import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { z } from 'zod'
import type { BranchVault } from './vault.ts'

/** Where the sealed keys stand: bound to it, so that they open nowhere else. */
const PLACE = { table: 'branch_key', column: 'sealed', row: 'branch' } as const

/** The branch's own key pairs (sync.md 5). Secret halves exist only sealed or in memory. */
export interface BranchKeys {
  /** Ed25519: signs batches. PKCS#8 and SPKI in DER. */
  readonly signing: { readonly privateDer: Uint8Array; readonly publicDer: Uint8Array }
  /** age X25519: opens what head office sends to this branch. */
  readonly receiving: { readonly identity: string; readonly recipient: string }
  /** age X25519: opens the branch's archive bags (rulings 15). */
  readonly archive: { readonly identity: string; readonly recipient: string }
}

async function makeAgePair(): Promise<{ identity: string; recipient: string }> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** New key pairs; once, at set-up, or at a new epoch. @example const keys = await makeBranchKeys() */
export async function makeBranchKeys(): Promise<BranchKeys> {
  const { privateKey } = generateKeyPairSync('ed25519')
  return { signing: toDer(privateKey), receiving: await makeAgePair(), archive: await makeAgePair() }
}

const toDer = (privateKey: KeyObject): BranchKeys['signing'] => ({
  privateDer: new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs8' })),
  publicDer: new Uint8Array(createPublicKey(privateKey).export({ format: 'der', type: 'spki' })),
})

/** For `node:crypto` sign. @example sign(null, bytes, signingKey(keys)) */
export const signingKey = (keys: BranchKeys): KeyObject => createPrivateKey({ key: Buffer.from(keys.signing.privateDer), format: 'der', type: 'pkcs8' })

/** The 32 raw bytes of the Ed25519 public key, as minisign and enrolment files carry it. @example rawPublicKey(keys.signing.publicDer) */
export const rawPublicKey = (publicDer: Uint8Array): Uint8Array => publicDer.slice(-32)

const Sealed = z.strictObject({ signing: z.base64(), receiving: z.string(), archive: z.string() })

/** The secret halves, sealed under the data key. @example await saveKeys(sealBranchKeys(vault, keys)) */
export function sealBranchKeys(vault: BranchVault, keys: BranchKeys): Uint8Array {
  const secret = { signing: Buffer.from(keys.signing.privateDer).toString('base64'), receiving: keys.receiving.identity, archive: keys.archive.identity }
  return vault.sealBytes(PLACE, Buffer.from(JSON.stringify(secret)))
}

/** @throws SealBroken when the bytes were altered or belong to another branch. @example await openBranchKeys(vault, row.sealed) */
export async function openBranchKeys(vault: BranchVault, sealed: Uint8Array): Promise<BranchKeys> {
  const secret = Sealed.parse(JSON.parse(Buffer.from(vault.openBytes(PLACE, sealed)).toString('utf8')))
  const key = createPrivateKey({ key: Buffer.from(secret.signing, 'base64'), format: 'der', type: 'pkcs8' })
  const pair = async (identity: string) => ({ identity, recipient: await identityToRecipient(identity) })
  return { signing: toDer(key), receiving: await pair(secret.receiving), archive: await pair(secret.archive) }
}
