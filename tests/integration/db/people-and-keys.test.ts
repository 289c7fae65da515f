import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { instant } from '../../../core/kernel/calendar.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { branchKeys, findBranchKeys, findEnrolment } from '../../../db/repositories/branch-keys.ts'
import { branchDays, branches, findBranch, latestDay } from '../../../db/repositories/branches.ts'
import { keySlots, listKeySlots, passwordSlotOf } from '../../../db/repositories/key-slots.ts'
import { listVoidedNumbers, numberSequences } from '../../../db/repositories/number-sequences.ts'
import { failuresOf, type SignInOutcome, signInAttempts } from '../../../db/repositories/sign-in-attempts.ts'
import { findStaff, findStaffByNo, listStaff, staff, staffNames } from '../../../db/repositories/staff.ts'
import type { Writer } from '../../../db/sql.ts'
import { AT, type Branch, later, makeBranch, TODAY } from './branch-fixture.ts'

let branch: Branch
beforeEach(async () => {
  branch = await makeBranch()
})
afterEach(() => branch.remove())
const write = async <T>(change: (tx: Writer) => Promise<T>): Promise<T> => expectOk(await branch.database.write(async (tx) => ok(await change(tx))))

describe('the branch', () => {
  const ours = {
    code: '110199',
    bankName: '测试银行',
    name: '测试支行',
    address: '测试路1号',
    phone: '010-12345678',
    managerName: '测试行长',
    regionCode: '1101',
    epoch: 1,
    setUpAt: AT,
    training: false,
  }

  it('is set up once and can be corrected', async () => {
    expect(await branch.database.read(findBranch)).toBeNull()
    await write((tx) => branches(tx).insert(ours))
    await expect(write((tx) => branches(tx).insert(ours))).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT' })
    await write((tx) => branches(tx).update({ ...ours, epoch: 2 }))
    expect(await branch.database.read(findBranch)).toEqual({ ...ours, epoch: 2 })
  })

  it('opens and closes its day', async () => {
    expect(await branch.database.read(latestDay)).toBeNull()
    const { manager, teller } = branch.people
    await write((tx) => branchDays(tx).open({ businessDate: TODAY, openedBy: manager, openedAt: AT }))
    const opened = { businessDate: TODAY, openedBy: manager, openedAt: AT, closedBy: null, closedAt: null, sealN: null, sealHash: null }
    expect(await branch.database.read(latestDay)).toEqual(opened)
    await write((tx) => branchDays(tx).close({ closedBy: teller, closedAt: later(60), seal: { n: 3, hash: 'abc' } }))
    expect(await branch.database.read(latestDay)).toEqual({ ...opened, closedBy: teller, closedAt: later(60), sealN: 3, sealHash: 'abc' })
  })
})

describe('staff', () => {
  it('are found by id and number, with their roles', async () => {
    const { teller } = branch.people
    await write((tx) => staff(tx).setRoles(teller, ['TELLER', 'ARCHIVIST']))
    await write((tx) => staff(tx).rename(teller, '欧阳测试'))
    await write((tx) => staff(tx).setActive(teller, false))
    const found = await branch.database.read((reader) => findStaffByNo(reader, 'TELLER'))
    expect(found).toEqual({
      staffId: teller,
      staffNo: 'TELLER',
      staffName: '欧阳测试',
      active: false,
      addedAt: AT,
      addedBy: null,
      roles: ['ARCHIVIST', 'TELLER'],
    })
    expect(await branch.database.read((reader) => findStaff(reader, teller))).toEqual(found)
    expect(await branch.database.read((reader) => findStaffByNo(reader, 'NOBODY'))).toBeNull()
    expect(await branch.database.read(listStaff)).toHaveLength(6)
    expect((await branch.database.read((reader) => staffNames(reader, [teller]))).get(teller)).toBe('欧阳测试')
  })

  it('count failed sign-ins since the last success or unlocking', async () => {
    const record = (outcome: SignInOutcome, minute: number) =>
      write((tx) => signInAttempts(tx).record({ staffNo: 'T1', at: later(minute), terminal: 'A', outcome }))
    const failures = () => branch.database.read((reader) => failuresOf(reader, 'T1'))
    await record('FAILURE', 1)
    await record('SUCCESS', 2)
    await record('FAILURE', 3)
    await record('LOCKED', 4)
    await record('FAILURE', 5)
    expect(await failures()).toEqual([later(3), later(5)])
    await record('UNLOCKED', 6)
    expect(await failures()).toEqual([])
  })
})

describe('keys', () => {
  const slot = (kind: 'PASSWORD' | 'RECOVERY', staffId: Branch['people']['teller'] | null) => ({
    slotId: randomUUID(),
    kind,
    staffId,
    slot: '{}',
    madeAt: AT,
    resetBy: null,
    approvedBy: null,
  })

  it('have one slot a person and one recovery slot', async () => {
    const { teller, manager } = branch.people
    const [old, fresh, other] = [slot('PASSWORD', teller), slot('PASSWORD', teller), slot('PASSWORD', manager)]
    const [oldCode, code] = [slot('RECOVERY', null), slot('RECOVERY', null)]
    for (const one of [old, other, oldCode, fresh, code]) await write((tx) => keySlots(tx).replace(one))
    expect(await branch.database.read((reader) => passwordSlotOf(reader, teller))).toEqual(fresh)
    const slots = await branch.database.read(listKeySlots)
    expect(new Set(slots.map(({ slotId }) => slotId))).toEqual(new Set([fresh.slotId, other.slotId, code.slotId]))
    await write((tx) => keySlots(tx).remove(other.slotId))
    expect(await branch.database.read((reader) => passwordSlotOf(reader, manager))).toBeNull()
  })

  it('of the branch and its enrolment stand by epoch', async () => {
    const keys = { epoch: 1, sealed: new Uint8Array([1, 2]), publicKeys: '{}', madeAt: AT }
    const enrolment = { epoch: 1, body: new Uint8Array([3]), signature: 'sig', installedBy: branch.people.manager, installedAt: AT }
    await write((tx) => branchKeys(tx).insert(keys))
    await write((tx) => branchKeys(tx).insertEnrolment(enrolment))
    expect(await branch.database.read((reader) => findBranchKeys(reader, 1))).toEqual(keys)
    expect(await branch.database.read((reader) => findEnrolment(reader, 1))).toEqual(enrolment)
    expect(await branch.database.read((reader) => findEnrolment(reader, 2))).toBeNull()
  })
})

describe('numbers', () => {
  const next = (kind: string, day = TODAY) => branch.database.write((tx) => numberSequences(tx).next(kind, '110199', day))

  it('count by kind and day, and are taken back with a refused change', async () => {
    expect([await next('APPLICATION'), await next('APPLICATION'), await next('IOU')]).toEqual([ok(1), ok(2), ok(1)])
    await branch.database.write(async (tx) => {
      await numberSequences(tx).next('IOU', '110199', TODAY)
      return { ok: false, error: { code: 'INTERNAL', details: {} } }
    })
    expect(await next('IOU')).toEqual(ok(2))
    expect(await next('IOU', '2026-11-24' as typeof TODAY)).toEqual(ok(1))
  })

  it('are used up after 9999 of a day, and never go back', async () => {
    await write((tx) => tx.run('INSERT INTO number_sequence VALUES (?, ?, ?, 9998)', ['BATCH', '110199', TODAY]))
    expect(await next('BATCH')).toEqual(ok(9999))
    expect(await next('BATCH')).toEqual({ ok: false, error: { code: 'NUMBERS_USED_UP', details: { kind: 'BATCH', day: TODAY } } })
    await expect(write((tx) => tx.run('UPDATE number_sequence SET last = 1'))).rejects.toThrow('number_reused')
  })

  it('that are voided stand in a register', async () => {
    const voided = {
      number: 'JK1',
      kind: 'LOAN_CONTRACT',
      reasonCode: 'REAPPROVED',
      voidedBy: branch.people.manager,
      voidedAt: instant('2026-11-23T02:00:00.000Z'),
    }
    await write((tx) => numberSequences(tx).voidNumber(voided))
    expect(await branch.database.read(listVoidedNumbers)).toEqual([voided])
  })
})
