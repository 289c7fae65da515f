import { describe, expect, it } from 'vitest'
import { asId, type StaffId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ticketOf } from '../../../electron/serve-ticket.ts'
import { makeFileTickets, TICKET_MS } from '../../../electron/services/file-tickets.ts'

const session: Session = {
  staffId: asId<StaffId>('6b3b1f6e-0a4e-4d0a-8f5a-3f2f6f0a1b2c'),
  staffNo: '1001',
  staffName: '测试',
  roles: ['TELLER'],
  terminal: 'T1',
}
const file = { blobRef: 'a'.repeat(32), media: 'image/png' }
const there = () => true

describe('a ticket to a paper', () => {
  it('shows the paper to the person it was given to, as often as the screen draws it', () => {
    const tickets = makeFileTickets()
    const ticket = tickets.issue(session, file)
    expect([tickets.redeem(ticket, there), tickets.redeem(ticket, (one) => one === session)]).toEqual([file, file])
  })
  it('is worth nothing once its person has left the seat, to nobody else, and after two minutes', () => {
    let time = 0
    const another = { ...session }
    const tickets = makeFileTickets(() => time)
    const ticket = tickets.issue(session, file)
    expect(tickets.redeem(ticket, () => false)).toBeNull()
    expect(tickets.redeem(ticket, (one) => one === another)).toBeNull()
    time = TICKET_MS - 1
    expect(tickets.redeem(ticket, there)).toEqual(file)
    time = TICKET_MS
    expect(tickets.redeem(ticket, there)).toBeNull()
  })
  it('cannot be guessed and is never the same twice', () => {
    const tickets = makeFileTickets()
    const [first, second] = [tickets.issue(session, file), tickets.issue(session, file)]
    expect(first).not.toBe(second)
    expect(first).toMatch(/^[\w-]{32}$/)
    expect(tickets.redeem('', there)).toBeNull()
  })
  it('knows the first look of a session at a file', () => {
    const tickets = makeFileTickets()
    expect([tickets.first(session, 'x'), tickets.first(session, 'x'), tickets.first(session, 'y'), tickets.first({ ...session }, 'x')]).toEqual([
      true,
      false,
      true,
      true,
    ])
  })
})

describe('the address of a ticket', () => {
  it('stands under files of our own bundle only', () => {
    expect(ticketOf('app://bundle/files/AbC-_1')).toBe('AbC-_1')
    for (const other of ['app://other/files/AbC', 'https://bundle/files/AbC', 'app://bundle/index.html', 'app://bundle/assets/files/AbC']) {
      expect(ticketOf(other)).toBeNull()
    }
  })
})
