import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { findBranch } from '../../../db/repositories/branches.ts'
import { findStaffByNo } from '../../../db/repositories/staff.ts'
import { openHost } from '../../../electron/open-host.ts'
import { makeClock } from '../../../electron/services/clock.ts'
import { noOsKeyStore } from '../../../electron/services/os-key-store.ts'
import { addStaff } from '../../../electron/usecases/people/manage-staff.ts'
import { setUpBranch } from '../../../electron/usecases/people/set-up-branch.ts'
import { signIn } from '../../../electron/usecases/people/sign-in.ts'
import { newFolder } from '../restore/working-branch.ts'
import { appRoot, CHEAP, PASSWORD } from '../usecases/test-branch.ts'

let root: Awaited<ReturnType<typeof newFolder>>
let host: Awaited<ReturnType<typeof open>>
const open = async () => {
  const clock = makeClock(
    () => null,
    () => Date.parse('2026-11-23T01:00:00.000Z'),
  )
  return expectOk(await openHost({ appRoot, userData: path.join(root.folder, 'data'), version: '0.1.0', clock, osStore: noOsKeyStore, keyCost: CHEAP }))
}
beforeAll(async () => {
  root = await newFolder()
  host = await open()
})
afterAll(async () => {
  await host.close()
  await root.remove()
})

const administrator = { staffNo: 'S0001', staffName: '系统管理员𬱖', password: PASSWORD }
const texts = { bankName: '示例农商银行', branchName: '测试𠮷支行', managerName: '陈𬭎', address: '北京市', phone: '010-00000000' }
const setUp = (change: object, who: object = {}) =>
  setUpBranch(host, { branchCode: '110199', businessDate: dateOnly('2026-11-23'), ...texts, ...change, administrator: { ...administrator, ...who } })
/** An Ext H hanzi that no bundled font draws, one of an old ID reader's private area, half a character. */
const UNDRAWN = [
  ['\u{31C00}', 'U+31C00'],
  ['\u{E626}', 'U+E626'],
  ['\u{D83D}', 'U+D83D'],
] as const

describe('what the papers of a branch bear of the branch itself', () => {
  it('is refused as it is set up where no font draws it, by field and character, and nothing is set up', async () => {
    for (const field of Object.keys(texts))
      for (const [character, name] of UNDRAWN)
        expect(await setUp({ [field]: `示例${character}` })).toMatchObject({
          error: { code: 'PDF_CHARACTER_MISSING', details: { field, characters: [expect.stringContaining(name)] } },
        })
    expect(await setUp({}, { staffName: '李\u{31C00}' })).toMatchObject({
      error: { code: 'PDF_CHARACTER_MISSING', details: { field: 'administrator.staffName' } },
    })
    expect(await host.database.read(findBranch)).toBeNull()
  })
  it('may be of rare characters that a font draws; a person who joins is held to the same', async () => {
    expectOk(await setUp({}))
    const signed = expectOk(await signIn(host, { staffNo: administrator.staffNo, password: PASSWORD }))
    const counter = host.current() ?? expect.fail('no counter')
    const join = (staffName: string) => addStaff(host, counter, signed.session, { staffNo: 'N001', staffName, roles: ['TELLER'], password: 'Handed-Over-11' })
    for (const [character, name] of UNDRAWN)
      expect(await join(`李${character}`)).toMatchObject({
        error: { code: 'PDF_CHARACTER_MISSING', details: { field: 'staffName', characters: [expect.stringContaining(name)] } },
      })
    expect(await host.database.read((reader) => findStaffByNo(reader, 'N001'))).toBeNull()
    expectOk(await join('买买提·测试𫖮'))
  })
})
