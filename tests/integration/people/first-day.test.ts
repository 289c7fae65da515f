import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type DateOnly, dateOnly } from '../../../core/kernel/calendar.ts'
import { findBranch } from '../../../db/repositories/branches.ts'
import { openHost } from '../../../electron/open-host.ts'
import { makeClock } from '../../../electron/services/clock.ts'
import { noOsKeyStore } from '../../../electron/services/os-key-store.ts'
import { setUpBranch } from '../../../electron/usecases/people/set-up-branch.ts'
import { newFolder } from '../restore/working-branch.ts'
import { appRoot, CHEAP, PASSWORD } from '../usecases/test-branch.ts'

let root: Awaited<ReturnType<typeof newFolder>>
beforeAll(async () => {
  root = await newFolder()
})
afterAll(() => root.remove())

it('is no day far ahead of the calendar, because a business date never goes back', async () => {
  const clock = makeClock(
    () => null,
    () => Date.parse('2026-11-23T01:00:00.000Z'),
  )
  const opened = await openHost({ appRoot, userData: path.join(root.folder, 'data'), version: '0.1.0', clock, osStore: noOsKeyStore, keyCost: CHEAP })
  if (!opened.ok) throw new Error(opened.error.code)
  const host = opened.value
  const administrator = { staffNo: 'S0001', staffName: '系统管理员', password: PASSWORD }
  const branch = { branchCode: '110199', bankName: '示例农商银行', branchName: '测试支行', managerName: '陈', address: '北京市', phone: '010-00000000' }
  const setUp = (businessDate: DateOnly) => setUpBranch(host, { ...branch, businessDate, administrator })
  for (const far of ['2062-11-23', '2026-12-25'])
    expect(await setUp(dateOnly(far))).toMatchObject({ ok: false, error: { code: 'DAY_TOO_FAR_AHEAD', details: { calendarDate: '2026-11-23' } } })
  expect(await host.database.read(findBranch)).toBeNull()
  expect((await setUp(dateOnly('2026-12-24'))).ok).toBe(true)
  await host.close()
})
