import { hash, verify } from '@node-rs/argon2'
import { normalisePassword } from '../../core/people/password-rule.ts'

/** Argon2id, 64 MiB, three passes: about a tenth of a second. */
const COST = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 } as const

export const hashPassword = (password: string): Promise<string> => hash(normalisePassword(password), COST)

let nobody: Promise<string> | null = null
/** Whether a password opens an account; for a name that does not exist the same work is done and the answer is no. */
export async function passwordOpens(stored: string | null, password: string): Promise<boolean> {
  nobody ??= hashPassword('no such account, never right 0')
  const right = await verify(stored ?? (await nobody), normalisePassword(password))
  return right && stored !== null
}
