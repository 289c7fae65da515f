import path from 'node:path'
import { z } from 'zod'
import { AgeRecipient, KeyIdText } from '../../core/batch/envelope.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { newAgeKey } from '../../protocol/age-file.ts'
import { makeFolder, readBounded, sizeOf, writeDurably } from '../../protocol/durable-file.ts'
import { newSecretKeys, type SecretKeys } from '../../protocol/keys.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'

const Secret = z.strictObject({
  sign: z.strictObject({ keyId: KeyIdText, publicKey: z.string(), seed: z.string() }),
  receive: z.strictObject({ identity: z.string().startsWith('AGE-SECRET-KEY-1'), recipient: AgeRecipient }),
})
/** Keys gone over to, and who began it; keys of an earlier release say nobody. */
const Turned = Secret.extend({ by: z.string().optional() })
/** So many turns a key file holds; it is read back with the same limit. */
const MOST_TURNED = 100
const Keys = z.strictObject({
  format: z.literal('hob-office-keys/1'),
  name: z.string().min(1).max(200),
  /** The first: the database's rows are sealed with it and the database is known by it, whatever came after. */
  secret: Secret,
  /** Those head office went over to since, in order. None is ever taken out: what was sealed to it stays in the spool. */
  turned: z.array(Turned).max(MOST_TURNED).default([]),
  escrow: AgeRecipient,
})
/** Head office's keys on its own disk, readable by its own account only (mode 600). */
export type HeadOfficeKeys = z.output<typeof Keys>

const keyFile = (folder: string): string => path.join(folder, 'keys.json')

/**
 * Makes the keys of a new head office. The escrow identity is written once, to `escrow-identity.txt`, to be carried to a
 * safe and deleted: nothing in this program reads it. Refuses HEAD_OFFICE_BUSY when the folder holds keys already.
 */
export async function createOfficeKeys(folder: string, name: string): Promise<Result<HeadOfficeKeys>> {
  if ((await sizeOf(keyFile(folder))) !== null) return refuse('HEAD_OFFICE_BUSY', { reason: 'keys exist' })
  await makeFolder(folder)
  const escrow = await newAgeKey()
  const keys: HeadOfficeKeys = { format: 'hob-office-keys/1', name, secret: await newSecretKeys(), turned: [], escrow: escrow.recipient }
  await writeDurably(path.join(folder, 'escrow-identity.txt'), `# public key: ${escrow.recipient}\n${escrow.identity}\n`)
  await writeDurably(keyFile(folder), `${JSON.stringify(keys, null, 1)}\n`)
  return ok(keys)
}

/** Every key head office has had, in order. */
export const allKeys = (keys: HeadOfficeKeys): SecretKeys[] => [keys.secret, ...keys.turned]
export const newestKeys = (keys: HeadOfficeKeys): SecretKeys => keys.turned.at(-1) ?? keys.secret
/** What opens whatever was ever sealed to head office. */
export const identitiesOf = (keys: HeadOfficeKeys): string[] => allKeys(keys).map(({ receive }) => receive.identity)
export const recipientsOf = (keys: HeadOfficeKeys): string[] => allKeys(keys).map(({ receive }) => receive.recipient)

/** The key an up batch was sealed to: the newest its branch knew by then. Null where it is none of ours. */
export const keysSealedTo = (keys: HeadOfficeKeys, recipients: readonly string[]): SecretKeys | null =>
  allKeys(keys).find(({ receive }) => recipients.includes(receive.recipient)) ?? null

/** @throws when it is none of ours: the spool belongs to another head office, or the key file is an old copy */
export function secretOf(keys: HeadOfficeKeys, keyId: string): SecretKeys {
  const found = allKeys(keys).find(({ sign }) => sign.keyId === keyId)
  if (!found) throw new Error(`the keys of head office lack ${keyId}`)
  return found
}

/** Makes new keys and keeps them durably with who asked, before anything is signed with them. Refuses OFFICE_KEYS_FULL (limit). @returns all the keys */
export async function addOfficeKeys(folder: string, keys: HeadOfficeKeys, by: string): Promise<Result<HeadOfficeKeys>> {
  if (keys.turned.length >= MOST_TURNED) return refuse('OFFICE_KEYS_FULL', { limit: MOST_TURNED })
  const more = { ...keys, turned: [...keys.turned, { ...(await newSecretKeys()), by }] }
  await writeDurably(keyFile(folder), `${JSON.stringify(more, null, 1)}\n`)
  return ok(more)
}

/** Refuses HEAD_OFFICE_MISSING when the folder was never set up. */
export async function readOfficeKeys(folder: string): Promise<Result<HeadOfficeKeys>> {
  const bytes = await readBounded(keyFile(folder), 64 * 1024)
  const parsed = Keys.safeParse(bytes ? tryStrictJson(bytes) : undefined)
  return parsed.success ? ok(parsed.data) : refuse('HEAD_OFFICE_MISSING')
}
