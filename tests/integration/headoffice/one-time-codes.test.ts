import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { expectOk, type Result } from '../../../core/kernel/result.ts'
import { makeRecoveryCode, recoveryOpen } from '../../../headoffice/console-api/recovery-code.ts'
import { openHeadOffice } from '../../../headoffice/head-office.ts'
import { enrolByCode, makeEnrolCode } from '../../../headoffice/import/enrol-code.ts'
import { writeKeyRequest } from '../../../protocol/enrolment-file.ts'
import { newSecretKeys, type SecretKeys } from '../../../protocol/keys.ts'
import { removeFolders } from '../batch/counter.ts'
import { officeOn, type TestOffice } from './engines.ts'

let now = '2026-11-23T08:00:00Z'
let made: TestOffice
let keys: SecretKeys
beforeAll(async () => {
  made = await officeOn('PGlite', () => now)
  keys = await newSecretKeys()
})
afterAll(async () => {
  await made.office.close()
  removeFolders()
})
const enrol = async (code: string, branch: string, own: SecretKeys = keys): Promise<Result<unknown>> =>
  enrolByCode(made.office.office, code, Buffer.from(writeKeyRequest(branch, 'Branch', own)))
const codeOf = async (answer: Promise<Result<unknown>>): Promise<string> => {
  const given = await answer
  return given.ok ? 'enrolled' : given.error.code
}

it('a code to enrol with is good for seven days and not a second longer', async () => {
  now = '2026-11-23T08:00:00Z'
  const [first, second] = [await makeEnrolCode(made.office.office, 'admin', 'BR0001'), await makeEnrolCode(made.office.office, 'admin', 'BR0001')]
  now = '2026-11-30T07:59:59Z'
  expect(await codeOf(enrol(first, 'BR0001'))).toBe('enrolled')
  now = '2026-11-30T08:00:00Z'
  expect(await codeOf(enrol(second, 'BR0001', await newSecretKeys()))).toBe('ENROLMENT_CODE_WRONG')
})

it('a code made by a clock that was years ahead is not good for years', async () => {
  now = '2036-11-23T08:00:00Z'
  const code = await makeEnrolCode(made.office.office, 'admin', 'BR0001')
  now = '2026-11-23T08:00:00Z'
  expect(await codeOf(enrol(code, 'BR0001', await newSecretKeys()))).toBe('ENROLMENT_CODE_WRONG')
})

it('a code of the terminal is good for a day', async () => {
  now = '2026-11-23T08:00:00Z'
  await makeRecoveryCode(made.office.office)
  expect(await recoveryOpen(made.office.office)).not.toBeNull()
  now = '2026-11-24T08:00:00Z'
  expect(await recoveryOpen(made.office.office)).toBeNull()
})

it('whenever head office dies after it enrolled a device, the code is good for that device and no other', async () => {
  const own = await newSecretKeys()
  const code = await makeEnrolCode(made.office.office, 'admin', 'BR0002')
  const { spool } = made.office.office
  const append = spool.append.bind(spool)
  const dying = vi.spyOn(spool, 'append').mockImplementation(async (...entry) => {
    if (entry[0] !== 'enrol') throw new Error('no power')
    return await append(...entry)
  })
  await enrol(code, 'BR0002', own).catch(() => undefined)
  dying.mockRestore()
  await made.office.close()
  made = { ...made, office: expectOk(await openHeadOffice(made.folder, () => now)) }
  expect(await made.office.query('select epoch from device_key where branch_id = $1', ['BR0002'])).toEqual([{ epoch: 1 }])
  expect(await codeOf(enrol(code, 'BR0002', await newSecretKeys()))).toBe('ENROLMENT_CODE_WRONG')
  // The device whose answer was lost asks again.
  expect(await codeOf(enrol(code, 'BR0002', own))).toBe('enrolled')
  expect(await made.office.query('select epoch from device_key where branch_id = $1', ['BR0002'])).toEqual([{ epoch: 1 }])
  expect(await made.office.query(`select who, subject, note from audit where act = 'code.use' and subject = 'BR0002'`)).toEqual([
    { who: 'system', subject: 'BR0002', note: own.sign.keyId },
  ])
  expect(await made.office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
})

it('a device that is enrolled already uses up the code it brings', async () => {
  const code = await makeEnrolCode(made.office.office, 'admin', 'BR0001')
  expect(await codeOf(enrol(code, 'BR0001'))).toBe('enrolled')
  expect(await codeOf(enrol(code, 'BR0001', await newSecretKeys()))).toBe('ENROLMENT_CODE_WRONG')
  expect(await made.office.verify()).toMatchObject({ damaged: [], projectionMatches: true })
})
