import type { Seat } from '../../core/bridge/define-calls.ts'
import type { Session } from '../../core/kernel/people.ts'
import { PASSWORD_STANDS, type PasswordStanding } from '../../core/people/password-age.ts'

interface SeatState {
  session: Session | null
  locked: boolean
  password: PasswordStanding
}

/** Who sits at which window. The only memory of a session; handlers get it as a value (rulings 10). */
export class SessionRegistry {
  private readonly seats = new Map<number, SeatState>()

  /** The seat of one window, by the id of its web contents. */
  seat(windowId: number): Seat {
    const state = this.seats.get(windowId) ?? { session: null, locked: false, password: PASSWORD_STANDS }
    this.seats.set(windowId, state)
    return {
      get session() {
        return state.session
      },
      get locked() {
        return state.locked
      },
      get password() {
        return state.password
      },
      take(session, password = PASSWORD_STANDS) {
        state.session = session
        state.locked = false
        state.password = password
      },
      lock() {
        if (state.session) state.locked = true
        state.session = null
      },
      leave() {
        state.session = null
        state.locked = false
      },
    }
  }

  /** Whether this session is the one at some window now. */
  sits(session: Session): boolean {
    return [...this.seats.values()].some((seat) => seat.session === session)
  }

  /** Idle clock, screen lock and suspend lock every window. Returns whether anybody was signed in. */
  lockAll(): boolean {
    const occupied = [...this.seats.keys()].map((id) => this.seat(id)).filter((seat) => seat.session)
    for (const seat of occupied) seat.lock()
    return occupied.length > 0
  }

  forget(windowId: number): void {
    this.seats.delete(windowId)
  }
}
