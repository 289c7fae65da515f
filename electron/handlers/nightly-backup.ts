import type { Instant } from '../../core/kernel/calendar.ts'
import { setting } from '../../db/repositories/settings.ts'
import type { RemoveFolder } from '../services/backup-folders.ts'
import { backupDue } from '../services/backup-schedule.ts'
import type { Logger } from '../services/logger.ts'
import { LAST_BACKUP } from '../usecases/people/business-day.ts'
import type { Host } from '../usecases/people/host.ts'
import { backUp } from '../usecases/people/make-backup.ts'

/**
 * Makes the nightly backup when it is due and somebody's password has opened the branch; a failure is logged and tried again.
 * An older backup that is held is logged alone: this one is made.
 */
export async function backUpIfDue(host: Host, log: Logger, remove?: RemoveFolder): Promise<void> {
  const counter = host.current()
  if (!counter) return
  try {
    const last = await counter.database.read((reader) => setting(reader, LAST_BACKUP))
    if (!backupDue(last as Instant | null, counter.clock.now())) return
    const made = await backUp(counter, null, remove)
    if (!made.ok) return log.warn('backup.refused', { code: made.error.code })
    log.info('backup.made', { count: made.value.files })
    if (made.value.held > 0) log.warn('backup.held', { count: made.value.held })
  } catch (error) {
    log.error('backup.failed', { kind: error instanceof Error ? error.name : typeof error })
  }
}
