import { describe, expect, it } from 'vitest'
import { asId, type StaffId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { SessionRegistry } from '../../../electron/bridge/session-registry.ts'

const session: Session = {
  staffId: asId<StaffId>('6b3b1f6e-0a4e-4d0a-8f5a-3f2f6f0a1b2c'),
  staffNo: '1001',
  staffName: '测试',
  roles: ['TELLER'],
  terminal: 'T1',
}

describe('who sits at the window', () => {
  it('is nobody before sign-in, and the person who signed in afterwards, for that window only', () => {
    const registry = new SessionRegistry()
    expect(registry.seat(1).session).toBeNull()
    registry.seat(1).take(session)
    expect(registry.seat(1).session).toBe(session)
    expect(registry.seat(2).session).toBeNull()
  })
  it('is nobody once locked, and the window knows it is locked until the next sign-in', () => {
    const seat = new SessionRegistry().seat(1)
    seat.take(session)
    seat.lock()
    expect([seat.session, seat.locked]).toEqual([null, true])
    seat.take(session)
    expect(seat.locked).toBe(false)
    seat.leave()
    expect([seat.session, seat.locked]).toEqual([null, false])
  })
  it('locks every window where somebody sits, and says whether there was one', () => {
    const registry = new SessionRegistry()
    registry.seat(1).take(session)
    registry.seat(2)
    expect(registry.lockAll()).toBe(true)
    expect([registry.seat(1).locked, registry.seat(2).locked]).toEqual([true, false])
    expect(registry.lockAll()).toBe(false)
  })
  it('forgets a window that closed', () => {
    const registry = new SessionRegistry()
    registry.seat(1).take(session)
    registry.forget(1)
    expect(registry.seat(1).session).toBeNull()
  })
})
