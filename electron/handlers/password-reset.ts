import { asId, type StaffId } from '../../core/kernel/ids.ts'
import { ok } from '../../core/kernel/result.ts'
import { listAuditLog, verifyAuditLog } from '../usecases/people/audit-log.ts'
import type { Host } from '../usecases/people/host.ts'
import { recoverBranch } from '../usecases/people/recover-branch.ts'
import { approveReset, askReset, dropReset, listResets } from '../usecases/people/reset-password.ts'
import type { AtCounter, HandlersOf } from './at-counter.ts'

/** A forgotten password: two persons, or the recovery code. */
export const resetHandlers = (host: Host, at: AtCounter) =>
  ({
    'reset.list': at(async (counter) => ok({ resets: await listResets(counter) })),
    'reset.ask': at((counter, session, { staffId }) => askReset(counter, session, asId<StaffId>(staffId))),
    'reset.approve': at((counter, session, input) => approveReset(host, counter, session, input)),
    'reset.drop': at((counter, session, { resetId }) => dropReset(counter, session, resetId)),
    'reset.recover': (_session, { code, staffNo, newPassword }) => recoverBranch(host, code, { staffNo, newPassword }),
  }) satisfies HandlersOf<'reset'>

/** What the auditor sees: the log and whether it is whole; nothing to change. */
export const auditHandlers = (at: AtCounter) =>
  ({
    'audit.list': at(async (counter, _session, input) => ok(await listAuditLog(counter, input))),
    'audit.verify': at(async (counter) => ok(await verifyAuditLog(counter))),
  }) satisfies HandlersOf<'audit'>
