import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import type { Host } from './host.ts'
import { provePerson } from './sign-in.ts'

/**
 * Who sits there proves anew that it is he, for what is done in his name for good (domain 8.3): a seat left open decides nothing.
 * Wrong passwords count towards the lock-out as at signing in. Refuses what `provePerson` refuses, at the field `password`.
 */
export async function proveSelf(host: Host, { staffNo }: Session, password: string): Promise<Result<null>> {
  const proven = await provePerson(host, { staffNo, password })
  return proven.ok ? ok(null) : refuse(proven.error.code, { ...proven.error.details, field: 'password' })
}
