import { randomBytes } from 'node:crypto'
import type { PublicKeys } from '../core/batch/enrolment.ts'
import { type AgeKey, newAgeKey } from './age-file.ts'
import { type SigningKey, signingKey } from './minisign.ts'

/** Both key pairs of a device or of head office. Plain data, so that a vault can seal it as JSON. */
export interface SecretKeys {
  readonly sign: SigningKey
  readonly receive: AgeKey
}

/** New Ed25519 and X25519 key pairs. */
export async function newSecretKeys(): Promise<SecretKeys> {
  return { sign: signingKey(randomBytes(32)), receive: await newAgeKey() }
}

/** What others may know of them. */
export const publicKeysOf = (keys: SecretKeys): PublicKeys => ({
  sign: { keyId: keys.sign.keyId, publicKey: keys.sign.publicKey },
  receive: keys.receive.recipient,
})
