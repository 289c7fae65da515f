import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { officeLine } from '../../../electron/services/office-line.ts'
import { readEnrolment, writeKeyRequest } from '../../../protocol/enrolment-file.ts'
import { newSecretKeys, type SecretKeys } from '../../../protocol/keys.ts'
import { OfficeClient } from '../../../protocol/office-client.ts'
import { type DemoOffice, serveDemoOffice } from '../../../scripts/demo/office.ts'
import { newFolder, removeFolders } from '../batch/counter.ts'

let office: DemoOffice
let client: OfficeClient
let keys: SecretKeys
beforeAll(async () => {
  office = await serveDemoOffice(newFolder(), '测试')
  client = new OfficeClient(officeLine(new URL(office.url)), { tries: 1, sleep: async () => undefined, random: () => 0 })
  keys = await newSecretKeys()
})
afterAll(async () => {
  await office.close()
  removeFolders()
})

const Told = z.object({ code: z.string(), fingerprint: z.string(), before: z.string().nullable() })
const codeFor = async (branch: string) => Told.parse(await office.administrator.post('/enrol-codes', { branch }))
const request = (branch = 'BR0001', own = keys): string => writeKeyRequest(branch, 'Branch One', own)
const codeOf = (answer: { ok: true } | { ok: false; error: { code: string } }): string => (answer.ok ? 'enrolled' : answer.error.code)

describe('a device enrols over the line with a code that a person told it', () => {
  it('which is refused when it is wrong, or made for another branch', async () => {
    expect(codeOf(await client.enrol('0000-0000-0000-0000', request()))).toBe('ENROLMENT_CODE_WRONG')
    const { code } = await codeFor('BR0002')
    expect(codeOf(await client.enrol(code, request()))).toBe('KEY_REQUEST_INVALID')
    expect(codeOf(await client.enrol(code, request('BR0002').replace('Branch One', 'Branch Two')))).toBe('KEY_REQUEST_INVALID')
    expect(await office.headOffice.query('select * from branch')).toEqual([])
  })

  it('which may be typed in small letters and without dashes, and is good once', async () => {
    const { code, fingerprint } = await codeFor('BR0001')
    const answer = await client.enrol(code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l'), request())
    if (!answer.ok) throw new Error(answer.error.code)
    const file = Buffer.from(answer.value.enrolment)
    expect(readEnrolment(file, keys, fingerprint)).toMatchObject({ ok: true, value: { branch: 'BR0001', epoch: 1 } })
    // A head office that is not the one whose fingerprint was told, and a device whose keys these are not.
    expect(
      codeOf(
        readEnrolment(
          file,
          keys,
          fingerprint.replace(/^./, (first) => (first === '0' ? '1' : '0')),
        ),
      ),
    ).toBe('ENROLMENT_INVALID')
    expect(codeOf(readEnrolment(file, await newSecretKeys(), fingerprint))).toBe('ENROLMENT_NOT_OURS')
    expect(codeOf(await client.enrol(code, request('BR0001', await newSecretKeys())))).toBe('ENROLMENT_CODE_WRONG')
  })

  it('and a new device of the branch opens the next epoch, which closes the one before', async () => {
    const { code, fingerprint } = await codeFor('BR0001')
    const next = await newSecretKeys()
    const answer = await client.enrol(code, request('BR0001', next))
    if (!answer.ok) throw new Error(answer.error.code)
    expect(readEnrolment(Buffer.from(answer.value.enrolment), next, fingerprint)).toMatchObject({
      ok: true,
      value: { epoch: 2, closes: { epoch: 1, lastSeq: 0 } },
    })
    expect(await office.headOffice.query('select epoch, closed_seq from device_key order by epoch')).toEqual([
      { epoch: 1, closed_seq: 0 },
      { epoch: 2, closed_seq: null },
    ])
  })

  it('and a device that comes again with the keys it has, after head office changed its own, is told the fingerprint of then', async () => {
    const own = await newSecretKeys()
    const first = await codeFor('BR0003')
    expect(codeOf(await client.enrol(first.code, request('BR0003', own)))).toBe('enrolled')
    await office.administrator.post('/keys/turn', {})
    const again = await codeFor('BR0003')
    expect(again.before).toBe(first.fingerprint)
    expect(again.fingerprint).not.toBe(first.fingerprint)
    const answer = await client.enrol(again.code, request('BR0003', own))
    if (!answer.ok) throw new Error(answer.error.code)
    const file = Buffer.from(answer.value.enrolment)
    expect(codeOf(readEnrolment(file, own, again.before ?? ''))).toBe('enrolled')
    expect(codeOf(readEnrolment(file, own, again.fingerprint))).toBe('ENROLMENT_INVALID')
    expect((await codeFor('BR0004')).before).toBeNull()
  })
})
