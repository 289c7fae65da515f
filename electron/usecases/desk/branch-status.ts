import { countCarried } from '../../../db/repositories/batch-blobs.ts'
import { unansweredBatches } from '../../../db/repositories/batches.ts'
import { countWaiting } from '../../../db/repositories/outbox.ts'
import { latestReceipt } from '../../../db/repositories/receipts.ts'
import { setting } from '../../../db/repositories/settings.ts'
import { enrolmentOf } from '../batch/enrolment-of.ts'
import type { Counter } from '../counter.ts'
import { LAST_BACKUP } from '../people/business-day.ts'

/** What is known of the line to head office, of backups and of the search; nothing is guessed. */
export const branchStatus = (counter: Counter) =>
  counter.database.read(async (reader) => ({
    waiting: (await countWaiting(reader)) + (await countCarried(reader)),
    unanswered: (await unansweredBatches(reader)).filter(({ state }) => state !== 'DRAFT').length,
    lastReceiptAt: (await latestReceipt(reader))?.takenAt ?? null,
    lastBackupAt: await setting(reader, LAST_BACKUP),
    headOfficeKnown: (await enrolmentOf(counter, reader)).ok,
    searchReady: counter.names.ready(),
  }))
