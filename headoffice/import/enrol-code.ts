import { randomBytes } from 'node:crypto'
import { instant } from '../../core/kernel/calendar.ts'
import { type Result, refuse } from '../../core/kernel/result.ts'
import { codeHolds } from '../../core/people/one-time-code.ts'
import { readKeyRequest } from '../../protocol/enrolment-file.ts'
import { sha256Hex } from '../../protocol/hashing.ts'
import { SYSTEM } from '../acts/act.ts'
import { recordAct } from '../acts/record-act.ts'
import type { Office } from '../office.ts'
import { type Enrolled, enrolHeld } from './enrol.ts'

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

/** A one-time code, told to a person once; only its hash is kept. 80 bits. @example 'K7QM-2X9A-…' */
export const newCode = (): string => (randomLetters(GROUPS * 4).match(/.{4}/g) ?? []).join('-')

/** A code for a branch, good for `CODE_HOURS`. */
export async function makeEnrolCode(office: Office, who: string, branch: string): Promise<string> {
  const code = newCode()
  await recordAct(office, who, { type: 'code.make', branch, codeHash: hashOf(code) })
  return code
}

/** Which branch a code is good for, brought with a key: as long as it is neither used nor too old, and for the key that used it, whose answer was lost. */
async function branchOf(office: Office, codeHash: string, keyId: string): Promise<string | null> {
  const [row] = await office.database.query<{ branch_id: string; made_at: Date; key_id: string | null }>(
    'select c.branch_id, c.made_at, u.key_id from enrol_code c left join code_use u on u.code_hash = c.code_hash where c.code_hash = $1',
    [codeHash],
  )
  if (!row) return null
  const good = row.key_id === null ? codeHolds('ENROLMENT', instant(row.made_at.toISOString()), instant(office.now())) : row.key_id === keyId
  return good ? row.branch_id : null
}

/** Enrols the device that brings a code made for its branch, once. Refuses ENROLMENT_CODE_WRONG and as `enrolHeld`. */
export async function enrolByCode(office: Office, code: string, request: Uint8Array): Promise<Result<Enrolled>> {
  const read = readKeyRequest(request)
  if (!read.ok) return read
  const { branch, keys } = read.value
  const { keyId } = keys.sign
  const codeHash = hashOf(code)
  return await office.lanes.run(branch, async () => {
    const meant = await branchOf(office, codeHash, keyId)
    if (meant === null) return refuse('ENROLMENT_CODE_WRONG')
    if (meant !== branch) return refuse('KEY_REQUEST_INVALID', { reason: 'another branch' })
    const enrolled = await enrolHeld(office, read.value, codeHash)
    const used = await office.database.query('select 1 as one from code_use where code_hash = $1', [codeHash])
    if (enrolled.ok && used.length === 0) await recordAct(office, SYSTEM, { type: 'code.use', branch, codeHash, keyId })
    return enrolled
  })
}
