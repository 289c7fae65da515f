import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { StaffId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { listKeySlots, passwordSlotOf } from '../../../db/repositories/key-slots.ts'
import { readKeySlots } from '../../../electron/services/backup-format.ts'
import { listPeople } from '../../../electron/usecases/people/list-people.ts'
import { addStaff, setActive, unlockStaff } from '../../../electron/usecases/people/manage-staff.ts'
import { recoverBranch } from '../../../electron/usecases/people/recover-branch.ts'
import { approveReset, askReset, dropReset, listResets } from '../../../electron/usecases/people/reset-password.ts'
import { signIn } from '../../../electron/usecases/people/sign-in.ts'
import { backUpNow, newFolder, passwordOf, setUpWorking, type WorkingBranch } from '../restore/working-branch.ts'

let root: Awaited<ReturnType<typeof newFolder>>
let branch: WorkingBranch
let second: Session
const NEW = 'Fresh-Paint-77'
beforeAll(async () => {
  root = await newFolder()
  branch = await setUpWorking(path.join(root.folder, 'data'))
  const { host, counter, administrator } = branch
  expectOk(await addStaff(host, counter, administrator, { staffNo: 'S0002', staffName: '二号管理员', roles: ['ADMINISTRATOR'], password: NEW }))
  second = expectOk(await signIn(host, { staffNo: 'S0002', password: NEW })).session
})
afterAll(async () => {
  await branch.host.close()
  await root.remove()
})

const ask = async (staffId: StaffId): Promise<string> => expectOk(await askReset(branch.counter, branch.administrator, staffId)).resetId
const approve = (session: Session, resetId: string, password = NEW) => approveReset(branch.host, branch.counter, session, { resetId, password })
const enters = async (staffNo: string, password: string): Promise<boolean> => (await signIn(branch.host, { staffNo, password })).ok
const refused = (code: string) => ({ ok: false, error: { code } })

it('gives a new password to a locked-out teller when an administrator asks and the manager approves', async () => {
  const { teller, manager } = branch.staff
  for (let count = 0; count < 5; count += 1) expect(await enters(teller.staffNo, 'Forgotten-12345')).toBe(false)
  const resetId = await ask(teller.staffId)
  expect(await listResets(branch.counter)).toMatchObject([{ resetId, staffNo: teller.staffNo, requestedBy: branch.administrator.staffName }])
  expectOk(await approve(manager, resetId))
  expect([await enters(teller.staffNo, passwordOf(teller.staffNo)), await enters(teller.staffNo, NEW)]).toEqual([false, true])
  expect(await branch.counter.database.read((reader) => passwordSlotOf(reader, teller.staffId))).toMatchObject({
    resetBy: branch.administrator.staffId,
    approvedBy: manager.staffId,
  })
  expect(await approve(second, resetId)).toMatchObject(refused('RESET_NOT_FOUND'))
})

it('is approved by neither the asker, nor the owner, nor somebody without the role', async () => {
  const { teller, manager } = branch.staff
  expect(await askReset(branch.counter, branch.administrator, branch.administrator.staffId)).toMatchObject(refused('DIFFERENT_PERSON_NEEDED'))
  const resetId = await ask(manager.staffId)
  expect(await approve(branch.administrator, resetId)).toMatchObject(refused('DIFFERENT_PERSON_NEEDED'))
  expect(await approve(manager, resetId)).toMatchObject(refused('DIFFERENT_PERSON_NEEDED'))
  expect(await approve(teller, resetId)).toMatchObject(refused('ROLE_MISSING'))
  expect(await approve(second, resetId, 'short')).toMatchObject(refused('PASSWORD_WEAK'))
  expect(await enters(manager.staffNo, passwordOf(manager.staffNo))).toBe(true)
  expectOk(await dropReset(branch.counter, second, resetId))
  expect(await approve(second, resetId)).toMatchObject(refused('RESET_NOT_FOUND'))
})

it('takes the place of an earlier request for the same person', async () => {
  const { officer } = branch.staff
  const [first, again] = [await ask(officer.staffId), await ask(officer.staffId)]
  expect((await listResets(branch.counter)).map((reset) => reset.resetId)).toEqual([again])
  expect(await approve(second, first)).toMatchObject(refused('RESET_NOT_FOUND'))
  expectOk(await approve(second, again))
})

it('who is disabled opens no later backup, and comes back only by a reset', async () => {
  const { reviewer } = branch.staff
  const labels = async (): Promise<string[]> => expectOk(await readKeySlots(await backUpNow(branch))).slots.map((slot) => slot.label)
  expect(await labels()).toContain(reviewer.staffNo)
  await ask(reviewer.staffId)
  expectOk(await setActive(branch.counter, branch.administrator, reviewer.staffId, false))
  expect(await labels()).not.toContain(reviewer.staffNo)
  expect(await listResets(branch.counter)).toEqual([])
  expect(await askReset(branch.counter, branch.administrator, reviewer.staffId)).toMatchObject(refused('STAFF_DISABLED'))
  expectOk(await setActive(branch.counter, branch.administrator, reviewer.staffId, true))
  expect(await enters(reviewer.staffNo, passwordOf(reviewer.staffNo))).toBe(false)
  expectOk(await approve(second, await ask(reviewer.staffId)))
  expect(await enters(reviewer.staffNo, NEW)).toBe(true)
})

it('lets an administrator in again by the recovery code, when nobody can sign in', async () => {
  const { host, recoveryCode } = branch
  const request = { staffNo: 'S0001', newPassword: 'Found-Again-88' }
  const wrong = recoveryCode.replace(/^./, (first) => (first === '7' ? '8' : '7'))
  expect(await recoverBranch(host, wrong, request)).toMatchObject(refused('RECOVERY_CODE_TYPO'))
  expect(await recoverBranch(host, recoveryCode, { ...request, staffNo: 'T0101' })).toMatchObject(refused('STAFF_NOT_FOUND'))
  expect(await recoverBranch(host, recoveryCode, { ...request, newPassword: 'weak' })).toMatchObject(refused('PASSWORD_WEAK'))
  expect(await recoverBranch(host, recoveryCode, { ...request, newPassword: passwordOf('S0001') })).toMatchObject(refused('PASSWORD_WEAK'))
  const slots = await host.database.read(listKeySlots)
  for (let count = 0; count < 5; count += 1) await enters('S0001', 'Forgotten-12345')
  expectOk(await recoverBranch(host, recoveryCode, request))
  expect([await enters('S0001', passwordOf('S0001')), await enters('S0001', request.newPassword)]).toEqual([false, true])
  expect(await host.database.read(listKeySlots)).toHaveLength(slots.length)
})

it('names who is locked out and nobody else, until he is unlocked', async () => {
  const { manager } = branch.staff
  const locked = async () => expectOk(await listPeople(branch.counter)).staff.flatMap((one) => (one.locked ? [one.staffNo] : []))
  expect(await locked()).toEqual([])
  for (let count = 0; count < 5; count += 1) expect(await enters(manager.staffNo, 'Forgotten-12345')).toBe(false)
  expect(await locked()).toEqual([manager.staffNo])
  expectOk(await unlockStaff(branch.counter, branch.administrator, manager.staffId))
  expect(await locked()).toEqual([])
  expect(await enters(manager.staffNo, passwordOf(manager.staffNo))).toBe(true)
})
