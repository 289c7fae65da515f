import { randomBytes } from 'node:crypto'
import type { Result } from '../../core/kernel/result.ts'
import { refuse } from '../../core/kernel/result.ts'
import { sha256Hex } from '../../protocol/hashing.ts'
import { recordAct, SYSTEM } from '../acts/record-act.ts'
import type { Office } from '../office.ts'
import { type Enrolled, enrolBranch } from './enrol.ts'

/** Crockford's base 32: no letters that look like digits. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GROUPS = 4

/** Letters a person reads out, five bits each. */
export const randomLetters = (count: number): string => [...randomBytes(count)].map((byte) => ALPHABET[byte & 31]).join('')
/** What was typed, as it was meant: case, dashes and look-alikes do not matter. */
export const bareCode = (code: string): string =>
  code
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')
const hashOf = (code: string): string => sha256Hex(`enrolment code ${bareCode(code)}`)

/** A one-time code for a branch, told to a person once; only its hash is kept. 80 bits. @example 'K7QM-2X9A-…' */
export async function makeEnrolCode(office: Office, who: string, branch: string): Promise<string> {
  const code = (randomLetters(GROUPS * 4).match(/.{4}/g) ?? []).join('-')
  await recordAct(office, who, { type: 'code.make', branch, codeHash: hashOf(code) })
  return code
}

/** Enrols the device that brings a code made for its branch, once. Refuses ENROLMENT_CODE_WRONG and as `enrolBranch`. */
export async function enrolByCode(office: Office, code: string, request: Uint8Array): Promise<Result<Enrolled>> {
  return await office.lanes.run('enrolment codes', async () => {
    const codeHash = hashOf(code)
    const rows = await office.database.query<{ branch_id: string }>('select branch_id from enrol_code where code_hash = $1 and used = 0', [codeHash])
    const branch = rows[0]?.branch_id
    if (branch === undefined) return refuse('ENROLMENT_CODE_WRONG')
    const enrolled = await enrolBranch(office, request, branch)
    if (enrolled.ok) await recordAct(office, SYSTEM, { type: 'code.use', branch, codeHash })
    return enrolled
  })
}
