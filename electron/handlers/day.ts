import { ok } from '../../core/kernel/result.ts'
import { knownUntil } from '../../core/product/work-calendar.ts'
import { closeDay, dayStatus, openDay } from '../usecases/people/business-day.ts'
import { backUp } from '../usecases/people/make-backup.ts'
import type { AtCounter, HandlersOf } from './at-counter.ts'

export const dayHandlers = (at: AtCounter) =>
  ({
    'day.status': at(async (counter) => ok({ ...(await dayStatus(counter)), calendarUntil: knownUntil(counter.reference.calendar) })),
    'day.open': at((counter, session, { businessDate }) => openDay(counter, session, businessDate)),
    'day.close': at((counter, session) => closeDay(counter, session)),
    'backup.make': at(async (counter, session) => {
      const made = await backUp(counter, session)
      if (!made.ok) return made
      const { folder, files, cases } = made.value
      return ok({ folder, files, cases })
    }),
  }) satisfies HandlersOf<'day' | 'backup'>
