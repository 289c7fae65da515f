import type { Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { CaseRow } from '../../core/bridge/views.ts'
import { type Fen, formatFen } from '../../core/kernel/fen.ts'
import { ok, type Result } from '../../core/kernel/result.ts'
import { LIST_COLUMNS, type ListColumn, type ListQuery } from '../../core/loan-case/list-query.ts'
import { STEPS } from '../../core/loan-case/states.ts'
import { invoke } from '../bridge.ts'
import { useProducts } from '../stores/products.ts'
import { useSession } from '../stores/session.ts'
import type { useCaseList } from './case-list.ts'
import { chinaTime } from './china-time.ts'
import type { PrintedList } from './print-list.ts'
import { useProductNames } from './product-names.ts'
import { MOST_PRINTED, useTakeOut } from './take-out.ts'

/** The list of cases taken out, in the columns that stand on the screen. */
export function useListOut(rows: ReturnType<typeof useCaseList>, query: Ref<ListQuery>, columns: Ref<readonly ListColumn[]>) {
  const { t } = useI18n()
  const session = useSession()
  const products = useProducts()
  const productName = useProductNames()
  const marked = (): string[] | null => (rows.marked.value.size > 0 ? [...rows.marked.value] : null)

  const toFile = (purpose: string) => {
    const words = {
      mark: t('lists.takeOut.mark'),
      columns: Object.fromEntries(LIST_COLUMNS.map((column) => [column, t(`lists.columns.${column}`)])),
      steps: Object.fromEntries(STEPS.map((step) => [step, t(`steps.${step}`)])),
      products: Object.fromEntries(products.products.map(({ code }) => [code, productName(code)])),
    }
    return invoke('cases.export', { ...rows.filter.value, sort: query.value.sort, columns: [...columns.value], caseIds: marked(), purpose, words })
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
  async function toPaper(purpose: string): Promise<Result<Omit<PrintedList, 'mark'>>> {
    const read = await invoke('cases.list', { ...rows.filter.value, sort: query.value.sort, offset: 0, limit: MOST_PRINTED })
    if (!read.ok) return read
    const only = marked()
    const found = read.value.rows.filter(({ caseId }) => only === null || only.includes(caseId))
    const logged = await invoke('cases.print', { rows: found.length, purpose })
    if (!logged.ok) return logged
    return ok({
      title: t('lists.takeOut.title', { branch: session.current?.branchName ?? '' }),
      heads: columns.value.map((column) => t(`lists.columns.${column}`)),
      rows: found.map((row) => columns.value.map((column) => cell(row, column))),
      figures: columns.value.map((column) => column === 'amount'),
    })
  }
  return useTakeOut({ toFile, toPaper })
}
