import path from 'node:path'
import { z } from 'zod'
import { AgeRecipient, KeyIdText } from '../../core/batch/envelope.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { newAgeKey } from '../../protocol/age-file.ts'
import { makeFolder, readBounded, sizeOf, writeDurably } from '../../protocol/durable-file.ts'
import { newSecretKeys } from '../../protocol/keys.ts'
import { tryStrictJson } from '../../protocol/strict-json.ts'

const Keys = z.strictObject({
  format: z.literal('hob-office-keys/1'),
  name: z.string().min(1).max(200),
  secret: z.strictObject({
    sign: z.strictObject({ keyId: KeyIdText, publicKey: z.string(), seed: z.string() }),
    receive: z.strictObject({ identity: z.string().startsWith('AGE-SECRET-KEY-1'), recipient: AgeRecipient }),
  }),
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
  const keys: HeadOfficeKeys = { format: 'hob-office-keys/1', name, secret: await newSecretKeys(), escrow: escrow.recipient }
  await writeDurably(path.join(folder, 'escrow-identity.txt'), `# public key: ${escrow.recipient}\n${escrow.identity}\n`)
  await writeDurably(keyFile(folder), `${JSON.stringify(keys, null, 1)}\n`)
  return ok(keys)
}

/** Refuses HEAD_OFFICE_MISSING when the folder was never set up. */
export async function readOfficeKeys(folder: string): Promise<Result<HeadOfficeKeys>> {
  const bytes = await readBounded(keyFile(folder), 64 * 1024)
  const parsed = Keys.safeParse(bytes ? tryStrictJson(bytes) : undefined)
  return parsed.success ? ok(parsed.data) : refuse('HEAD_OFFICE_MISSING')
}
