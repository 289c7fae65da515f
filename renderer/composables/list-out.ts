import { type Ref, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { CaseRow } from '../../core/bridge/views.ts'
import { type Fen, formatFen } from '../../core/kernel/fen.ts'
import type { Refusal } from '../../core/kernel/result.ts'
import { LIST_COLUMNS, type ListColumn, type ListQuery } from '../../core/loan-case/list-query.ts'
import { STEPS } from '../../core/loan-case/states.ts'
import { invoke } from '../bridge.ts'
import { useProducts } from '../stores/products.ts'
import { useSession } from '../stores/session.ts'
import type { useCaseList } from './case-list.ts'
import { chinaTime } from './china-time.ts'
import { printList } from './print-list.ts'
import { useProductNames } from './product-names.ts'

/** More rows than this are no list for paper. */
export const MOST_PRINTED = 500

/** The list leaves the counter: as a table in a file, or on paper. Both say who, when and for what, and are logged. */
export function useListOut(rows: ReturnType<typeof useCaseList>, query: Ref<ListQuery>, columns: Ref<readonly ListColumn[]>) {
  const { t } = useI18n()
  const session = useSession()
  const products = useProducts()
  const productName = useProductNames()
  const asking = ref<'export' | 'printList' | null>(null)
  const busy = ref(false)
  const refusal = ref<Refusal | null>(null)
  const said = ref('')
  const marked = (): string[] | null => (rows.marked.value.size > 0 ? [...rows.marked.value] : null)

  async function toFile(purpose: string): Promise<void> {
    const words = {
      mark: t('lists.takeOut.mark'),
      columns: Object.fromEntries(LIST_COLUMNS.map((column) => [column, t(`lists.columns.${column}`)])),
      steps: Object.fromEntries(STEPS.map((step) => [step, t(`steps.${step}`)])),
      products: Object.fromEntries(products.products.map(({ code }) => [code, productName(code)])),
    }
    const done = await invoke('cases.export', { ...rows.filter.value, sort: query.value.sort, columns: [...columns.value], caseIds: marked(), purpose, words })
    refusal.value = done.ok ? null : done.error
    if (!done.ok) return
    if (done.value.file !== null) said.value = t('lists.takeOut.exported', { n: done.value.rows.toLocaleString('en'), file: done.value.file })
    asking.value = null
  }
  const cell = (row: CaseRow, column: ListColumn): string =>
    ({
      no: row.applicationNo,
      name: row.name,
      product: productName(row.productCode),
      amount: formatFen(row.amountFen as Fen),
      step: t(`steps.${row.step}`),
      papers: `${row.papersOk}/${row.papersNeeded}`,
      due: row.dueOn ?? '',
      manager: row.managerName ?? '',
      accepted: row.acceptedOn ?? '',
      updated: chinaTime(row.updatedAt),
    })[column]
  async function toPaper(purpose: string): Promise<void> {
    const read = await invoke('cases.list', { ...rows.filter.value, sort: query.value.sort, offset: 0, limit: MOST_PRINTED })
    const only = marked()
    const found = read.ok ? read.value.rows.filter(({ caseId }) => only === null || only.includes(caseId)) : []
    const logged = read.ok ? await invoke('cases.print', { rows: found.length, purpose }) : read
    refusal.value = logged.ok ? null : logged.error
    if (!logged.ok) return
    asking.value = null
    const who = session.current
    printList({
      title: t('lists.takeOut.title', { branch: who?.branchName ?? '' }),
      mark: `${t('lists.takeOut.mark')} ${who?.staffNo ?? ''} ${who?.staffName ?? ''} ${chinaTime(new Date().toISOString())} ${purpose}`,
      heads: columns.value.map((column) => t(`lists.columns.${column}`)),
      rows: found.map((row) => columns.value.map((column) => cell(row, column))),
      figures: columns.value.map((column) => column === 'amount'),
    })
  }
  async function go(purpose: string): Promise<void> {
    busy.value = true
    await (asking.value === 'export' ? toFile(purpose) : toPaper(purpose))
    busy.value = false
  }
  return { asking, busy, refusal, said, go }
}
