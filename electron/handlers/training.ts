import type { Calls } from '../../core/bridge/bridge.ts'
import type { Handlers } from '../../core/bridge/define-calls.ts'
import { refuse } from '../../core/kernel/result.ts'

type Table = Partial<Handlers<Calls>>
/** Reading what stands here reaches nobody. */
const READS: ReadonlySet<string> = new Set([
  'batch.status',
  'sync.status',
  'sync.outbox',
  'sync.decisions',
  'sync.packs',
  'sync.impact',
  'sync.findings',
  'sync.cancel',
])

/**
 * The channels towards head office as a training branch has them: what would make, carry, send or fetch refuses TRAINING_NO_OFFICE.
 * @example ...apartFromOffice(syncHandlers(host, at, desk, ports))
 */
export const apartFromOffice = <T extends Table>(handlers: T): T =>
  Object.fromEntries(
    Object.entries(handlers).map(([channel, handler]) => [channel, READS.has(channel) ? handler : async () => refuse('TRAINING_NO_OFFICE')]),
  ) as unknown as T
