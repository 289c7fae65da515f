import { rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk, type Result } from '../../../core/kernel/result.ts'
import { PASSWORD_STANDS } from '../../../core/people/password-age.ts'
import { startCounter } from '../../../electron/compose.ts'
import { AUTHORITY_FILE } from '../../../electron/services/office-authority.ts'
import { noOsKeyStore } from '../../../electron/services/os-key-store.ts'
import type { HeadOffice } from '../../../headoffice/head-office.ts'
import { type App, buildService } from '../../../headoffice/http/server.ts'
import { NO_SCREEN } from '../../fixtures/no-screen.ts'
import { privateAuthority } from '../../fixtures/tls/private-authority.ts'
import { newFolder, newHeadOffice, removeFolders } from '../batch/counter.ts'
import { appRoot, PASSWORD } from '../usecases/test-branch.ts'

const bank = privateAuthority('Bank Authority')
const stranger = privateAuthority('Stranger Authority')
const ports = NO_SCREEN
const seat = { session: null, locked: false, password: PASSWORD_STANDS, take: () => undefined, lock: () => undefined, leave: () => undefined }
const administrator = { staffNo: 'S0001', staffName: '系统管理员', password: PASSWORD }

let office: HeadOffice
let service: App
let counter: Awaited<ReturnType<typeof startCounter>>
let file: string
let enrol: () => Promise<Result<unknown>>

beforeAll(async () => {
  const folder = newFolder()
  ;({ office } = await newHeadOffice())
  const issued = bank.issue()
  writeFileSync(path.join(folder, 'server.pem'), issued.cert)
  writeFileSync(path.join(folder, 'server.key'), issued.key)
  service = await buildService(office, { log: false, tls: { cert: path.join(folder, 'server.pem'), key: path.join(folder, 'server.key') } })
  await service.listen({ host: '127.0.0.1', port: 0 })
  const address = `https://127.0.0.1:${(service.server.address() as AddressInfo).port}`
  const userData = path.join(folder, 'branch')
  counter = await startCounter({ appRoot, userData, training: false, restart: () => undefined, version: '0.1.0', osStore: noOsKeyStore, ports })
  const branch = { branchCode: '110199', bankName: '示例农商银行', branchName: '测试支行', managerName: '陈', address: '北京市', phone: '010-00000000' }
  const businessDate = dateOnly(new Date().toISOString().slice(0, 10))
  expectOk(await counter.handlers['branch.setUp'](null, { ...branch, businessDate, administrator }, seat))
  const taken: Session[] = []
  expectOk(await counter.handlers['session.signIn'](null, administrator, { ...seat, take: (session) => void taken.push(session) }))
  file = path.join(userData, AUTHORITY_FILE)
  enrol = () => counter.handlers['sync.enrol'](taken[0] as Session, { address, code: '0000-0000-0000-0000', fingerprint: 'x' }, seat)
})
afterAll(async () => {
  await counter.close()
  await service.close()
  await office.close()
  removeFolders()
})

const codeOf = (reply: Result<unknown>): string => (reply.ok ? 'enrolled' : reply.error.code)
/** Head office refuses the code: the branch believed its certificate and asked. */
const ASKED = 'ENROLMENT_CODE_WRONG'

describe("head office's certificate is of the bank's own authority, which no machine knows", () => {
  it('and nothing is sent before the authority is laid in the data folder', async () => {
    expect(await enrol()).toMatchObject({ ok: false, error: { code: 'LINE_NOT_TRUSTED', details: { reason: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' } } })
  })

  it('and the line goes once it is there, alone or among others, without starting again', async () => {
    writeFileSync(file, bank.pem)
    expect(codeOf(await enrol())).toBe(ASKED)
    writeFileSync(file, `\uFEFF# 示例农商银行\r\n${stranger.pem.replaceAll('\n', '\r\n')}\r\n# 2026\r\n${bank.pem}`)
    expect(codeOf(await enrol())).toBe(ASKED)
  })

  it('and the authority of somebody else does not do', async () => {
    writeFileSync(file, stranger.pem)
    expect(codeOf(await enrol())).toBe('LINE_NOT_TRUSTED')
  })

  it.each([
    ['empty', '', 1],
    ['of another kind', 'not a certificate', 1],
    ['cut off', bank.pem.slice(0, 400), 1],
    ['cut off in its second certificate', `${bank.pem}${stranger.pem.slice(0, 400)}`, 2],
    ['changed inside', `${bank.pem}${stranger.pem.replace(/\n[^-]{64}/, `\n${'A'.repeat(64)}`)}`, 2],
  ])('and a file that is %s is refused by its name, with nothing sent', async (_what, text, place) => {
    writeFileSync(file, text)
    expect(await enrol()).toEqual({ ok: false, error: { code: 'LINE_AUTHORITY_INVALID', details: { file: 'head-office-ca.pem', place } } })
  })

  it('and the counter goes on without the file as before', async () => {
    rmSync(file)
    expect(codeOf(await enrol())).toBe('LINE_NOT_TRUSTED')
  })
})
