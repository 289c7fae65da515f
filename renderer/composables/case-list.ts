import { computed, type Ref, ref } from 'vue'
import type { CaseRow } from '../../core/bridge/views.ts'
import { type DateOnly, parseDate } from '../../core/kernel/calendar.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { filterOf, type ListColumn, type ListQuery } from '../../core/loan-case/list-query.ts'
import { invoke } from '../bridge.ts'
import { useSession } from '../stores/session.ts'
import { useRowWindow } from './row-window.ts'

export const ROW_HEIGHT = 40
const STANDARD: readonly ListColumn[] = ['no', 'name', 'product', 'amount', 'step', 'papers', 'due', 'manager']
const WIDE: readonly ListColumn[] = [...STANDARD, 'accepted', 'updated']
const WIDTH: Record<ListColumn, string> = {
  no: '148px',
  name: 'minmax(94px, 1fr)',
  product: 'minmax(70px, 0.6fr)',
  amount: '108px',
  step: '104px',
  papers: '128px',
  due: '82px',
  manager: '60px',
  accepted: '52px',
  updated: '88px',
}

/** The columns of a view: its own, else as many as the window has room for (ux 3.6: wide windows gain columns, not gaps). */
export function columnsOf(query: ListQuery, wide: boolean): readonly ListColumn[] {
  return query.columns ?? (wide ? WIDE : STANDARD)
}
export const templateOf = (columns: readonly ListColumn[]): string => columns.map((column) => WIDTH[column]).join(' ')

/** The rows of a view, window by window, with what went wrong and which rows are marked. */
export function useCaseList(query: Ref<ListQuery>) {
  const session = useSession()
  const refusal = ref<Refusal | null>(null)
  const searchReady = ref(true)
  const loaded = ref(false)
  const current = ref(0)
  const marked = ref<ReadonlySet<string>>(new Set())
  const today = computed(() => parseDate(session.current?.businessDate ?? '') ?? ('1970-01-01' as DateOnly))
  const filter = computed(() => filterOf(query.value, today.value))

  const list = useRowWindow<CaseRow>(async (offset, limit) => {
    const result = await invoke('cases.list', { ...filter.value, offset, limit, sort: query.value.sort })
    refusal.value = result.ok ? null : result.error
    if (!result.ok) return null
    searchReady.value = result.value.searchReady
    return result.value
  }, ROW_HEIGHT)

  async function reload(): Promise<void> {
    await list.reload()
    current.value = Math.max(0, Math.min(current.value, list.total.value - 1))
    loaded.value = true
  }
  function mark(): void {
    const row = list.rowAt(current.value)
    if (!row) return
    const next = new Set(marked.value)
    if (!next.delete(row.caseId)) next.add(row.caseId)
    marked.value = next
    if (current.value < list.total.value - 1) current.value += 1
  }
  /** A row that may not have been in sight yet, for F7 and F8. */
  async function rowFor(index: number): Promise<CaseRow | null> {
    const known = list.rowAt(index)
    if (known) return known
    const result = await invoke('cases.list', { ...filter.value, offset: index, limit: 1, sort: query.value.sort })
    return result.ok ? (result.value.rows[0] ?? null) : null
  }
  const row = computed(() => list.rowAt(current.value))

  return { ...list, refusal, searchReady, loaded, current, row, marked, today, filter, reload, mark, rowFor }
}
