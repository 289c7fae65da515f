import { useI18n } from 'vue-i18n'
import { daysBetween, parseDate } from '../../core/kernel/calendar.ts'
import { useSession } from '../stores/session.ts'

export interface DueWord {
  readonly text: string
  readonly tone: '' | 'warn' | 'bad'
  /** Days left; negative once overdue. */
  readonly days: number
}

/** How long something may still take, as the lists say it. @example useDueWords()('2026-11-23')?.text // '今天到期' */
export function useDueWords(): (dueOn: string | null) => DueWord | null {
  const { t } = useI18n()
  const session = useSession()
  return (dueOn) => {
    const [today, due] = [parseDate(session.current?.businessDate ?? ''), parseDate(dueOn ?? '')]
    if (!today || !due) return null
    const days = daysBetween(today, due)
    if (days < 0) return { days, tone: 'bad', text: t('pages.list.overdue', { n: -days }) }
    if (days === 0) return { days, tone: 'warn', text: t('pages.list.today') }
    return { days, tone: days === 1 ? 'warn' : '', text: t('pages.list.left', { n: days }) }
  }
}
