import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ErrorCode } from '../../../core/errors.ts'
import { dateOnly, instant } from '../../../core/kernel/calendar.ts'
import { expectOk, refuse } from '../../../core/kernel/result.ts'
import { type OpenHost, openHost } from '../../../electron/open-host.ts'
import { makeClock, steppingTime } from '../../../electron/services/clock.ts'
import { setUpBranch } from '../../../electron/usecases/people/set-up-branch.ts'
import { signIn } from '../../../electron/usecases/people/sign-in.ts'
import { osUser } from '../keys/test-keys.ts'
import { newFolder } from '../restore/working-branch.ts'
import { appRoot, CHEAP, PASSWORD } from '../usecases/test-branch.ts'

let root: Awaited<ReturnType<typeof newFolder>>
let host: OpenHost
const claim = { staffNo: 'S0001', password: PASSWORD }

beforeAll(async () => {
  root = await newFolder()
  const clock = makeClock(() => null, steppingTime(instant('2026-11-23T01:00:00.000Z'), 1000))
  host = expectOk(await openHost({ appRoot, userData: path.join(root.folder, 'data'), version: '0.1.0', clock, osStore: osUser(1), keyCost: CHEAP }))
  const administrator = { ...claim, staffName: '系统管理员' }
  const branch = { branchCode: '110199', bankName: '示例农商银行', branchName: '测试支行', managerName: '陈', address: '北京市', phone: '010-00000000' }
  expectOk(await setUpBranch(host, { ...branch, businessDate: dateOnly('2026-11-23'), administrator }))
})
afterAll(async () => {
  await host.close()
  await root.remove()
})

it.each(['KEY_STORE_LOCKED', 'KEY_STORE_UNAVAILABLE'] as const)('%s five times over locks nobody out: no password was looked at', async (code: ErrorCode) => {
  const shut: OpenHost = { ...host, osStore: { ...host.osStore, unprotect: async () => refuse(code) } }
  for (let turn = 0; turn < 5; turn += 1) expect(await signIn(shut, claim)).toMatchObject({ ok: false, error: { code } })
  expect((await signIn(host, claim)).ok).toBe(true)
})

it('five wrong passwords still do, with the ring open', async () => {
  for (let turn = 0; turn < 5; turn += 1)
    expect(await signIn(host, { ...claim, password: 'Wrong-Horse-9' })).toMatchObject({ error: { code: 'PASSWORD_WRONG' } })
  expect(await signIn(host, claim)).toMatchObject({ ok: false, error: { code: 'SIGN_IN_LOCKED' } })
})
