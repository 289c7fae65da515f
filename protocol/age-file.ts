import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption'

export interface AgeKey {
  /** 'AGE-SECRET-KEY-1…': keep it sealed. */
  readonly identity: string
  /** 'age1…' */
  readonly recipient: string
}

/** A new X25519 key pair in age's own spelling. */
export async function newAgeKey(): Promise<AgeKey> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

/** Encrypts to every recipient as an age v1 file, which stock `age -d` opens. */
export async function sealAge(plain: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
  const encrypter = new Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return await encrypter.encrypt(plain)
}

export type AgeOpened = { readonly ok: true; readonly plain: Uint8Array } | { readonly ok: false; readonly reason: 'NO_KEY' | 'DAMAGED' }

/** Opens an age v1 file with whichever identity fits. A cut or altered file is DAMAGED, never a shorter plaintext. */
export async function openAge(cipher: Uint8Array, identities: readonly string[]): Promise<AgeOpened> {
  const decrypter = new Decrypter()
  for (const identity of identities) decrypter.addIdentity(identity)
  try {
    return { ok: true, plain: await decrypter.decrypt(cipher) }
  } catch (error) {
    const strangers = error instanceof Error && /no identity matched/.test(error.message)
    return { ok: false, reason: strangers ? 'NO_KEY' : 'DAMAGED' }
  }
}
