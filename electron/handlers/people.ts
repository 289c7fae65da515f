import type { SessionView } from '../../core/bridge/views.ts'
import { asId, type StaffId } from '../../core/kernel/ids.ts'
import type { Session } from '../../core/kernel/people.ts'
import { ok } from '../../core/kernel/result.ts'
import { PASSWORD_STANDS, type PasswordStanding } from '../../core/people/password-age.ts'
import { knownUntil } from '../../core/product/work-calendar.ts'
import { findBranch } from '../../db/repositories/branches.ts'
import type { Counter } from '../usecases/counter.ts'
import { dayStatus } from '../usecases/people/business-day.ts'
import { changePassword } from '../usecases/people/change-password.ts'
import type { Host } from '../usecases/people/host.ts'
import { listPeople } from '../usecases/people/list-people.ts'
import { addStaff, setActive, setRoles, unlockStaff } from '../usecases/people/manage-staff.ts'
import { setUpBranch } from '../usecases/people/set-up-branch.ts'
import { signIn } from '../usecases/people/sign-in.ts'
import type { AtCounter, HandlersOf } from './at-counter.ts'

/** The signed-in person as the window shows them, with the branch and its day. */
async function viewOf(counter: Counter, { staffId, staffNo, staffName, roles }: Session, password: PasswordStanding): Promise<SessionView> {
  const { businessDate, state } = await dayStatus(counter)
  return {
    staffId,
    staffNo,
    staffName,
    roles: [...roles],
    branchName: counter.branch.name,
    businessDate,
    dayState: state,
    calendarUntil: knownUntil(counter.reference.calendar),
    passwordDue: password.due,
    passwordDaysLeft: password.daysLeft,
  }
}

interface Shell {
  readonly version: string
  readonly idleMinutes: number
  readonly restart: (training: boolean) => void
}
export const shellHandlers = (host: Host, { version, idleMinutes, restart }: Shell) =>
  ({
    'shell.info': async (session, _input, seat) => {
      const counter = host.current()
      const branchSetUp = (await host.database.read(findBranch)) !== null
      return ok({
        version,
        branchSetUp,
        session: session && counter ? await viewOf(counter, session, seat.password) : null,
        locked: seat.locked,
        idleMinutes,
        training: host.training,
      })
    },
    'shell.restart': async (_session, { training }, seat) => {
      seat.leave()
      restart(training)
      return ok({})
    },
  }) satisfies Omit<HandlersOf<'shell'>, 'shell.status'>

export const sessionHandlers = (host: Host, at: AtCounter) =>
  ({
    'session.signIn': async (_session, input, seat) => {
      const signedIn = await signIn(host, input)
      if (!signedIn.ok) return signedIn
      const { session, counter, password } = signedIn.value
      seat.take(session, password)
      return ok(await viewOf(counter, session, password))
    },
    'session.lock': async (_session, _input, seat) => {
      seat.lock()
      return ok({})
    },
    'session.signOut': async (_session, _input, seat) => {
      seat.leave()
      return ok({})
    },
    'session.changePassword': at(async (counter, session, input, seat) => {
      const changed = await changePassword(host, counter, session, input)
      if (!changed.ok) return changed
      // Somebody else may sit there by now, or nobody: the password is changed, and the seat is theirs.
      if (seat.session === session) seat.take(session)
      return ok(await viewOf(counter, session, PASSWORD_STANDS))
    }),
  }) satisfies HandlersOf<'session'>

export const staffHandlers = (host: Host, at: AtCounter) =>
  ({
    'staff.list': at((counter) => listPeople(counter)),
    'staff.add': at((counter, session, input) => addStaff(host, counter, session, input)),
    'staff.setRoles': at((counter, session, { staffId, roles }) => setRoles(counter, session, asId<StaffId>(staffId), roles)),
    'staff.setActive': at((counter, session, { staffId, active }) => setActive(counter, session, asId<StaffId>(staffId), active)),
    'staff.unlock': at((counter, session, { staffId }) => unlockStaff(counter, session, asId<StaffId>(staffId))),
  }) satisfies HandlersOf<'staff'>

export const setUp = (host: Host) =>
  ({
    'branch.setUp': (_session, input) => setUpBranch(host, input),
  }) satisfies Pick<HandlersOf<'branch'>, 'branch.setUp'>
