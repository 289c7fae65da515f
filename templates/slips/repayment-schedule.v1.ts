import type { Content } from 'pdfmake/interfaces.js'
import type { ContractView } from '../../core/contract/view-contract.ts'
import { paperTitle, prose, subtitle } from '../layout/clauses.ts'
import { METHOD_WORDS } from '../layout/loan-words.ts'
import { framed, type PaperDefinition } from '../layout/page-frame.ts'
import { bankSigner, debtorName, debtorSigner } from '../layout/parties.ts'
import { signatures } from '../layout/signatures.ts'
import type { PageStamp } from '../layout/stamp.ts'
import { type Column, factPairs, listTable } from '../layout/tables.ts'
import { zhDate } from '../layout/words.ts'

type Row = ContractView['schedule'][number]
type Cells = readonly string[]

const COLUMNS: readonly Column[] = [
  { head: '期次', width: 36, align: 'center' },
  { head: '还款日', width: 58, align: 'center' },
  { head: '天数', width: 28, align: 'center' },
  { head: '应还本金（元）', width: '*', align: 'right' },
  { head: '应还利息（元）', width: '*', align: 'right' },
  { head: '应还合计（元）', width: '*', align: 'right' },
  { head: '剩余本金（元）', width: '*', align: 'right' },
]
/** Instalments on the first page, under the facts of the loan, and on each further one; each with a row to carry over and one carried. */
const PAGE_ROWS = { first: 34, next: 42 } as const
/** A debtor's name that needs more lines takes so many rows from the first page. */
const NAME_LINE = 13

const carried = (words: string, { upTo, balance }: Row): Cells => [words, '', '', upTo.principal, upTo.interest, upTo.total, balance]
const cells = (row: Row): Cells => [row.index, row.dueOn, row.days, row.principal, row.interest, row.total, row.balance]

/** The instalments as pages hold them: what does not fit on one is carried over (过次页) and brought forward (承前页), as on an account. */
function schedulePages(rows: readonly Row[], sum: Cells, first: number): Content[] {
  const starts = [0]
  if (rows.length > first + 1) for (let at = first; at < rows.length; at += PAGE_ROWS.next) starts.push(at)
  return starts.map((from, page) => {
    const next = starts[page + 1]
    const [before, last] = [rows[from - 1], rows[(next ?? 0) - 1]]
    const body = [...(before ? [carried('承前页', before)] : []), ...rows.slice(from, next).map(cells), last ? carried('过次页', last) : sum]
    const table = listTable(COLUMNS, body, { lastBold: true, dense: true, fontSize: 8.5 }) as object
    return { ...table, ...(page > 0 ? { pageBreak: 'before' as const } : {}) } as Content
  })
}

/** 还款计划表: every instalment and the totals, head and totals so far on each page. */
export function repaymentSchedule(view: ContractView, stamp: PageStamp): PaperDefinition {
  const { loan, totals } = view
  const debtor = debtorName(view)
  const first = PAGE_ROWS.first - Math.floor([...debtor].length / NAME_LINE)
  return framed('还款计划表', stamp, [
    paperTitle('还款计划表'),
    subtitle(`借款合同编号：${view.contractNo}　　借据编号：${view.iouNo}`),
    factPairs([
      ['借款人', debtor],
      ['借款金额', `￥${loan.amount.figures}`],
      ['执行年利率', loan.annualRate],
      ['还款方式', METHOD_WORDS[loan.method]],
      ['起息日', zhDate(loan.valueDate)],
      ['到期日', zhDate(loan.maturityOn)],
    ]),
    ...schedulePages(view.schedule, ['合计', '', '', totals.principal.figures, totals.interest.figures, totals.total.figures, ''], first),
    prose(
      `本息合计人民币${totals.total.figures}元（大写：${totals.total.uppercase}），其中利息人民币${totals.interest.figures}元（大写：${totals.interest.uppercase}）。`,
    ),
    ...signatures(
      [debtorSigner('借款人（确认）', view), bankSigner('贷款人', view)],
      [prose('本表按签约时的执行利率测算；执行利率依合同调整、提前还款或者展期的，以贷款人重新出具的还款计划表为准。还款日请在还款账户内存足应还款项。')],
    ),
  ])
}
