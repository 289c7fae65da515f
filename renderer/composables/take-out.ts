import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Refusal, Result } from '../../core/kernel/result.ts'
import { useSession } from '../stores/session.ts'
import { chinaTime } from './china-time.ts'
import { type PrintedList, printList } from './print-list.ts'

/** More rows than this are no list for paper. */
export const MOST_PRINTED = 500

interface List {
  /** Writes the file; null when no place for it was chosen. */
  toFile(purpose: string): Promise<Result<{ file: string | null; rows: number }>>
  /** What goes on paper, once it stands in the log. */
  toPaper(purpose: string): Promise<Result<Omit<PrintedList, 'mark'>>>
}

/** A list leaves the counter: as a table in a file, or on paper. Both say who, when and for what, and are logged. */
export function useTakeOut(list: List) {
  const { t } = useI18n()
  const session = useSession()
  const asking = ref<'export' | 'printList' | null>(null)
  const busy = ref(false)
  const refusal = ref<Refusal | null>(null)
  const said = ref('')

  async function toFile(purpose: string): Promise<void> {
    const done = await list.toFile(purpose)
    refusal.value = done.ok ? null : done.error
    if (!done.ok) return
    if (done.value.file !== null) said.value = t('lists.takeOut.exported', { n: done.value.rows.toLocaleString('en'), file: done.value.file })
    asking.value = null
  }
  async function toPaper(purpose: string): Promise<void> {
    const logged = await list.toPaper(purpose)
    refusal.value = logged.ok ? null : logged.error
    if (!logged.ok) return
    asking.value = null
    const who = session.current
    const mark = `${t('lists.takeOut.mark')} ${who?.staffNo ?? ''} ${who?.staffName ?? ''} ${chinaTime(new Date().toISOString())} ${purpose}`
    printList({ ...logged.value, mark })
  }
  async function go(purpose: string): Promise<void> {
    busy.value = true
    await (asking.value === 'export' ? toFile(purpose) : toPaper(purpose))
    busy.value = false
  }
  return { asking, busy, refusal, said, go }
}
