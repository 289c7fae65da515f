import type { Seat } from '../../core/bridge/define-calls.ts'
import type { Session } from '../../core/kernel/people.ts'

/** Who sits at which window. The only memory of a session; handlers get it as a value (rulings 10). */
export class SessionRegistry {
  private readonly seats = new Map<number, { session: Session | null; locked: boolean }>()

  /** The seat of one window, by the id of its web contents. */
  seat(windowId: number): Seat {
    const state = this.seats.get(windowId) ?? { session: null, locked: false }
    this.seats.set(windowId, state)
    return {
      get session() {
        return state.session
      },
      get locked() {
        return state.locked
      },
      take(session) {
        state.session = session
        state.locked = false
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
