import { reactive, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { PrintFilter, PrintRowView } from '../../core/bridge/register-calls.ts'
import { PAPER_KINDS } from '../../core/contract/paper-kinds.ts'
import { PRINT_OUTCOMES } from '../../core/contract/paper-print.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'
import { useSession } from '../stores/session.ts'
import { chinaTime } from './china-time.ts'
import { printList } from './print-list.ts'

const WINDOW = 100
/** More rows than this are no list for paper. */
export const MOST_PRINTED = 500
const COLUMNS = ['at', 'kind', 'number', 'version', 'case', 'who', 'terminal', 'copies', 'sheets', 'outcome', 'reason'] as const
const NO_FILTER = { from: '', to: '', number: '' }

/** The register of prints: found by day and number, taken out as a file or on paper. */
export function usePrintRegister() {
  const { t } = useI18n()
  const session = useSession()
  const rows = ref<PrintRowView[]>([])
  const found = ref(0)
  const filter = reactive({ ...NO_FILTER })
  const loaded = ref(false)
  const refusal = ref<Refusal | null>(null)
  const asking = ref<'export' | 'printList' | null>(null)
  const busy = ref(false)
  const said = ref('')
  const asFilter = (): PrintFilter => ({ from: filter.from || null, to: filter.to || null, number: filter.number.trim() || null }) as PrintFilter

  async function load(before: number | null): Promise<void> {
    const result = await invoke('prints.list', { before, limit: WINDOW, filter: asFilter() })
    refusal.value = result.ok ? null : result.error
    if (!result.ok) return
    loaded.value = true
    rows.value = before === null ? result.value.rows : [...rows.value, ...result.value.rows]
    found.value = result.value.found
  }
  function clear(): void {
    Object.assign(filter, NO_FILTER)
    void load(null)
  }
  const heads = (): string[] => COLUMNS.map((column) => t(`printing.register.columns.${column}`))
  const cells = (row: PrintRowView): string[] => [
    chinaTime(row.at),
    t(`documents.${row.kind}`),
    row.number,
    String(row.version),
    row.applicationNo,
    row.staffName,
    row.terminal,
    String(row.copies),
    row.sheets === null ? '' : String(row.sheets),
    t(`printing.outcomes.${row.outcome}`),
    row.reason,
  ]
  async function toFile(purpose: string): Promise<void> {
    const kinds = Object.fromEntries(PAPER_KINDS.map((kind) => [kind, t(`documents.${kind}`)]))
    const outcomes = Object.fromEntries(PRINT_OUTCOMES.map((outcome) => [outcome, t(`printing.outcomes.${outcome}`)]))
    const done = await invoke('prints.export', { filter: asFilter(), purpose, words: { heads: heads(), kinds, outcomes } })
    refusal.value = done.ok ? null : done.error
    if (!done.ok) return
    if (done.value.file !== null) said.value = t('lists.takeOut.exported', { n: done.value.rows.toLocaleString('en'), file: done.value.file })
    asking.value = null
  }
  async function toPaper(purpose: string): Promise<void> {
    const all = await invoke('prints.list', { before: null, limit: MOST_PRINTED, filter: asFilter() })
    const logged = all.ok ? await invoke('prints.print', { rows: all.value.rows.length, purpose }) : all
    refusal.value = logged.ok ? null : logged.error
    if (!all.ok || !logged.ok) return
    asking.value = null
    const who = session.current
    printList({
      title: `${who?.branchName ?? ''} ${t('printing.register.title')}`,
      mark: `${t('lists.takeOut.mark')} ${who?.staffNo ?? ''} ${who?.staffName ?? ''} ${chinaTime(new Date().toISOString())} ${purpose}`,
      heads: heads(),
      rows: all.value.rows.map(cells),
      figures: COLUMNS.map((column) => column === 'copies' || column === 'sheets' || column === 'version'),
    })
  }
  async function go(purpose: string): Promise<void> {
    busy.value = true
    await (asking.value === 'export' ? toFile(purpose) : toPaper(purpose))
    busy.value = false
  }
  return { rows, found, filter, loaded, refusal, asking, busy, said, load, clear, go }
}
