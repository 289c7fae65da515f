import { describe, expect, it } from 'vitest'
import { instant } from '../../../core/kernel/calendar.ts'
import { mayAttempt } from '../../../core/people/lock-out.ts'
import { keySlotFromText, keySlotToText } from '../../../electron/services/key-slot.ts'
import {
  BRANCH_COST,
  makePasswordSlot,
  makeRecoverySlot,
  newDataKey,
  openPasswordSlot,
  openRecoverySlot,
  portableSlot,
} from '../../../electron/services/key-slots.ts'
import { noOsKeyStore } from '../../../electron/services/os-key-store.ts'
import { makeRecoveryCode } from '../../../electron/services/recovery-code.ts'
import { osUser, TEST_COST } from './test-keys.ts'

const dataKey = newDataKey()
const password = 'Counter-2026'
const plainSlot = async () => (await makePasswordSlot({ slotId: 'T0101', password, dataKey, osStore: noOsKeyStore }, TEST_COST)).slot
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }) => (result.ok ? 'OK' : result.error.code)

describe('the key slot of a person', () => {
  it('opens with the password at the real cost, 64 MiB three times over', async () => {
    const { slot } = await makePasswordSlot({ slotId: 'T0101', password, dataKey, osStore: noOsKeyStore })
    expect(slot.cost).toEqual(BRANCH_COST)
    expect(BRANCH_COST).toEqual({ memoryKib: 65_536, passes: 3, lanes: 1 })
    expect(await openPasswordSlot(slot, password, noOsKeyStore)).toEqual({ ok: true, value: dataKey })
  })

  it('opens with the same password typed full-width', async () => {
    expect(codeOf(await openPasswordSlot(await plainSlot(), 'Ｃｏｕｎｔｅｒ－２０２６', noOsKeyStore))).toBe('OK')
  })

  it.each(['counter-2026', 'Counter-2026 ', '', 'x'.repeat(200)])('refuses %j as PASSWORD_WRONG', async (wrong) => {
    expect(codeOf(await openPasswordSlot(await plainSlot(), wrong, noOsKeyStore))).toBe('PASSWORD_WRONG')
  })

  it('refuses five wrong passwords and then the right one, until 30 minutes have passed', async () => {
    const slot = await plainSlot()
    const failures: ReturnType<typeof instant>[] = []
    const signIn = async (at: string, typed: string) => {
      const may = mayAttempt(failures, instant(at))
      if (!may.ok) return may.error.code
      const opened = await openPasswordSlot(slot, typed, noOsKeyStore)
      if (!opened.ok) failures.push(instant(at))
      return codeOf(opened)
    }
    for (let minute = 0; minute < 5; minute += 1) expect(await signIn(`2026-11-23T01:0${minute}:00.000Z`, 'wrong')).toBe('PASSWORD_WRONG')
    expect(await signIn('2026-11-23T01:05:00.000Z', password)).toBe('SIGN_IN_LOCKED')
    expect(await signIn('2026-11-23T01:33:59.999Z', password)).toBe('SIGN_IN_LOCKED')
    expect(await signIn('2026-11-23T01:34:00.000Z', password)).toBe('OK')
  })

  it('does not open for another person, at another cost, or with one byte changed', async () => {
    const slot = await plainSlot()
    expect(codeOf(await openPasswordSlot({ ...slot, slotId: 'T0102' }, password, noOsKeyStore))).toBe('PASSWORD_WRONG')
    expect(codeOf(await openPasswordSlot({ ...slot, cost: { ...TEST_COST, passes: 2 } }, password, noOsKeyStore))).toBe('PASSWORD_WRONG')
    for (let at = 0; at < slot.wrapped.length; at += 1) {
      const wrapped = Uint8Array.from(slot.wrapped)
      wrapped[at] = (wrapped[at] ?? 0) ^ 0x80
      expect(codeOf(await openPasswordSlot({ ...slot, wrapped }, password, noOsKeyStore)), `byte ${at}`).toBe('PASSWORD_WRONG')
    }
  })
})

describe('the second wrap by the OS store', () => {
  const bound = async () => (await makePasswordSlot({ slotId: 'T0101', password, dataKey, osStore: osUser(0x5a) }, TEST_COST)).slot

  it('needs the password and the OS user, never one alone', async () => {
    const slot = await bound()
    expect(codeOf(await openPasswordSlot(slot, password, osUser(0x5a)))).toBe('OK')
    expect(codeOf(await openPasswordSlot(slot, 'wrong', osUser(0x5a)))).toBe('PASSWORD_WRONG')
    expect(codeOf(await openPasswordSlot(slot, password, osUser(0x33)))).toBe('KEY_STORE_UNAVAILABLE')
    expect(codeOf(await openPasswordSlot(slot, password, noOsKeyStore))).toBe('KEY_STORE_UNAVAILABLE')
    expect(codeOf(await openPasswordSlot({ ...slot, osKey: null }, password, noOsKeyStore))).toBe('PASSWORD_WRONG')
  })

  it('is left out of a backup by whoever holds the open data key, and by nobody else', async () => {
    const slot = await bound()
    const moved = portableSlot(slot, dataKey)
    expect(moved.osKey).toBeNull()
    expect(codeOf(await openPasswordSlot(moved, password, noOsKeyStore))).toBe('OK')
    expect(codeOf(await openPasswordSlot(moved, 'wrong', noOsKeyStore))).toBe('PASSWORD_WRONG')
    expect(() => portableSlot(slot, newDataKey())).toThrow()
    const plain = await plainSlot()
    expect(portableSlot(plain, dataKey)).toBe(plain)
  })
})

describe('the recovery slot', () => {
  it('opens with its printed code on any PC, and with no other', async () => {
    const { slot, code } = await makeRecoverySlot({ slotId: 'recovery', dataKey }, TEST_COST)
    expect(await openRecoverySlot(slot, code.toLowerCase().replaceAll('-', ' '))).toEqual({ ok: true, value: dataKey })
    expect(codeOf(await openRecoverySlot(slot, makeRecoveryCode().code))).toBe('RECOVERY_CODE_WRONG')
    expect(codeOf(await openRecoverySlot(slot, code.slice(0, -2)))).toBe('RECOVERY_CODE_LENGTH')
    expect(codeOf(await openRecoverySlot(slot, `!${code.slice(1)}`))).toBe('RECOVERY_CODE_TYPO')
  })
})

describe('a key slot as text', () => {
  it('comes back the same, bound or not', async () => {
    for (const slot of [await plainSlot(), (await makePasswordSlot({ slotId: 'T0101', password, dataKey, osStore: osUser(1) }, TEST_COST)).slot]) {
      expect(keySlotFromText(keySlotToText(slot))).toEqual({ ok: true, value: slot })
    }
  })

  it.each(['', '{}', 'null', '{"slotId":1}'])('refuses %j as damaged', (text) => {
    expect(codeOf(keySlotFromText(text))).toBe('KEY_SLOT_DAMAGED')
  })

  it('refuses a cost that would take all the memory of the PC', async () => {
    const slot = await plainSlot()
    expect(codeOf(keySlotFromText(keySlotToText({ ...slot, cost: { ...slot.cost, memoryKib: 4_000_000_000 } })))).toBe('KEY_SLOT_DAMAGED')
  })
})
