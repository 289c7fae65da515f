import { rmSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { SyncStatusView } from '../../../core/bridge/sync-calls.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk, type Result } from '../../../core/kernel/result.ts'
import { PASSWORD_STANDS } from '../../../core/people/password-age.ts'
import { startCounter } from '../../../electron/compose.ts'
import { AUTHORITY_FILE, CERTIFICATE_FILE, KEY_FILE } from '../../../electron/services/office-authority.ts'
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
let enrol: (address?: string) => Promise<Result<unknown>>
let status: () => Promise<Result<SyncStatusView>>

beforeAll(async () => {
  const folder = newFolder()
  ;({ office } = await newHeadOffice())
  const issued = bank.issue()
  writeFileSync(path.join(folder, 'server.pem'), issued.cert)
  writeFileSync(path.join(folder, 'server.key'), issued.key)
  service = await buildService(office, { log: false, tls: { cert: path.join(folder, 'server.pem'), key: path.join(folder, 'server.key') } })
  await service.listen({ host: '127.0.0.1', port: 0 })
  const own = `https://127.0.0.1:${(service.server.address() as AddressInfo).port}`
  const userData = path.join(folder, 'branch')
  counter = await startCounter({ appRoot, userData, training: false, restart: () => undefined, version: '0.1.0', osStore: noOsKeyStore, ports })
  const branch = { branchCode: '110199', bankName: '示例农商银行', branchName: '测试支行', managerName: '陈', address: '北京市', phone: '010-00000000' }
  const businessDate = dateOnly(new Date().toISOString().slice(0, 10))
  expectOk(await counter.handlers['branch.setUp'](null, { ...branch, businessDate, administrator }, seat))
  const taken: Session[] = []
  expectOk(await counter.handlers['session.signIn'](null, administrator, { ...seat, take: (session) => void taken.push(session) }))
  file = path.join(userData, AUTHORITY_FILE)
  status = () => counter.handlers['sync.status'](taken[0] as Session, {}, seat)
  enrol = (address = own) => counter.handlers['sync.enrol'](taken[0] as Session, { address, code: '0000-0000-0000-0000', fingerprint: 'x' }, seat)
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

describe('a head office that lets in only devices with a certificate of its authority', () => {
  let mutual: App
  let enrolThere: () => Promise<Result<unknown>>
  const [device, other, strange] = [bank.issue('110199'), bank.issue('110200'), stranger.issue('110199')]
  const laid = (cert: string | null, key: string | null): void => {
    const files = [
      [CERTIFICATE_FILE, cert],
      [KEY_FILE, key],
    ] as const
    for (const [name, text] of files) {
      if (text === null) rmSync(path.join(path.dirname(file), name), { force: true })
      else writeFileSync(path.join(path.dirname(file), name), text)
    }
  }
  beforeAll(async () => {
    const folder = newFolder()
    const { cert, key } = bank.issue()
    for (const [name, text] of Object.entries({ cert, key, ca: bank.pem })) writeFileSync(path.join(folder, name), text)
    mutual = await buildService(office, {
      log: false,
      tls: { cert: path.join(folder, 'cert'), key: path.join(folder, 'key'), clientCa: path.join(folder, 'ca') },
    })
    await mutual.listen({ host: '127.0.0.1', port: 0 })
    enrolThere = () => enrol(`https://127.0.0.1:${(mutual.server.address() as AddressInfo).port}`)
    writeFileSync(file, bank.pem)
  })
  afterAll(() => mutual.close())

  it('hears nothing of a PC that has none, and its certificate and key in the data folder let it in', async () => {
    expect(codeOf(await enrolThere())).toBe('LINE_CUT')
    laid(device.cert, device.key)
    expect(codeOf(await enrolThere())).toBe(ASKED)
  })

  it('and the page of the line says how many days both certificates have left, from thirty days before', async () => {
    expect(expectOk(await status()).certificates).toMatchObject([
      { whose: 'BRANCH', daysLeft: 1 },
      { whose: 'OFFICE', daysLeft: 1 },
    ])
    const long = bank.issue('110199', 40)
    laid(long.cert, long.key)
    expect(codeOf(await enrolThere())).toBe(ASKED)
    expect(expectOk(await status()).certificates).toMatchObject([{ whose: 'OFFICE' }])
    laid(`${long.cert}${bank.pem}`, long.key)
    expect(codeOf(await enrolThere())).toBe(ASKED)
    expect(expectOk(await status()).certificates).toMatchObject([{ whose: 'BRANCH', daysLeft: 1 }, { whose: 'OFFICE' }])
    laid(device.cert, device.key)
  })

  it('and with those that vouch for the certificate below it', async () => {
    laid(`# 110199\r\n${device.cert}\r\n${bank.pem}`, device.key)
    expect(codeOf(await enrolThere())).toBe(ASKED)
  })

  it('and a certificate of somebody else does not do', async () => {
    laid(strange.cert, strange.key)
    expect(codeOf(await enrolThere())).toBe('LINE_CUT')
  })

  it.each([
    ['the key is missing', device.cert, null, KEY_FILE],
    ['the certificate is missing', null, device.key, CERTIFICATE_FILE],
    ['the key is of another certificate', device.cert, other.key, KEY_FILE],
    ['the key is cut off', device.cert, device.key.slice(0, 300), KEY_FILE],
    ['the certificate is cut off', device.cert.slice(0, 300), device.key, CERTIFICATE_FILE],
    ['what vouches for it is cut off', `${device.cert}${bank.pem.slice(0, 300)}`, device.key, CERTIFICATE_FILE],
  ])('and where %s the file is named, with nothing sent', async (_what, cert, key, named) => {
    laid(cert, key)
    expect(await enrolThere()).toEqual({ ok: false, error: { code: 'LINE_CERTIFICATE_INVALID', details: { file: named } } })
  })
})
