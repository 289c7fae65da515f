import { asId, type CaseId } from '../../core/kernel/ids.ts'
import { ok } from '../../core/kernel/result.ts'
import { viewVolume } from '../usecases/archive/view-volume.ts'
import { branchStatus } from '../usecases/desk/branch-status.ts'
import { viewParameters } from '../usecases/people/view-parameters.ts'
import type { AtCounter, HandlersOf } from './at-counter.ts'

/** What the branch works by, how it stands, and its archive: looked at, never changed here. */
export const houseHandlers = (at: AtCounter) =>
  ({
    'parameters.view': at(async (counter) => ok(viewParameters(counter))),
    'shell.status': at(async (counter) => ok(await branchStatus(counter))),
    'archive.view': at((counter, _session, { caseId }) => viewVolume(counter, asId<CaseId>(caseId))),
  }) satisfies Pick<HandlersOf<'parameters' | 'shell' | 'archive'>, 'parameters.view' | 'shell.status' | 'archive.view'>
