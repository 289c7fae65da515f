import { reactive, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { PrintFilter, PrintRowView } from '../../core/bridge/register-calls.ts'
import { PAPER_KINDS } from '../../core/contract/paper-kinds.ts'
import { PRINT_OUTCOMES } from '../../core/contract/paper-print.ts'
import { ok, type Result } from '../../core/kernel/result.ts'
import { invoke } from '../bridge.ts'
import { useSession } from '../stores/session.ts'
import { chinaTime } from './china-time.ts'
import type { PrintedList } from './print-list.ts'
import { MOST_PRINTED, useTakeOut } from './take-out.ts'

const WINDOW = 100
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
  const asFilter = (): PrintFilter => ({ from: filter.from || null, to: filter.to || null, number: filter.number.trim() || null }) as PrintFilter

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
  const toFile = (purpose: string) => {
    const kinds = Object.fromEntries(PAPER_KINDS.map((kind) => [kind, t(`documents.${kind}`)]))
    const outcomes = Object.fromEntries(PRINT_OUTCOMES.map((outcome) => [outcome, t(`printing.outcomes.${outcome}`)]))
    return invoke('prints.export', { filter: asFilter(), purpose, words: { heads: heads(), kinds, outcomes } })
  }
  async function toPaper(purpose: string): Promise<Result<Omit<PrintedList, 'mark'>>> {
    const all = await invoke('prints.list', { before: null, limit: MOST_PRINTED, filter: asFilter() })
    if (!all.ok) return all
    const logged = await invoke('prints.print', { rows: all.value.rows.length, purpose })
    if (!logged.ok) return logged
    return ok({
      title: `${session.current?.branchName ?? ''} ${t('printing.register.title')}`,
      heads: heads(),
      rows: all.value.rows.map(cells),
      figures: COLUMNS.map((column) => column === 'copies' || column === 'sheets' || column === 'version'),
    })
  }
  const { asking, busy, said, refusal, go } = useTakeOut({ toFile, toPaper })

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
  return { rows, found, filter, loaded, refusal, asking, busy, said, load, clear, go }
}
