import type { ContractView } from '../../core/contract/view-contract.ts'
import { paperTitle, prose, subtitle } from '../layout/clauses.ts'
import { METHOD_WORDS } from '../layout/loan-words.ts'
import { framed, type PaperDefinition } from '../layout/page-frame.ts'
import { bankSigner, debtorName, debtorSigner } from '../layout/parties.ts'
import { signatures } from '../layout/signatures.ts'
import type { PageStamp } from '../layout/stamp.ts'
import { factPairs, listTable } from '../layout/tables.ts'
import { zhDate } from '../layout/words.ts'

/** 还款计划表: every instalment and the totals, head repeated on each page. */
export function repaymentSchedule(view: ContractView, stamp: PageStamp): PaperDefinition {
  const { loan, totals } = view
  const rows = view.schedule.map((row) => [row.index, row.dueOn, row.days, row.principal, row.interest, row.total, row.balance])
  return framed('还款计划表', stamp, [
    paperTitle('还款计划表'),
    subtitle(`借款合同编号：${view.contractNo}　　借据编号：${view.iouNo}`),
    factPairs([
      ['借款人', debtorName(view)],
      ['借款金额', `￥${loan.amount.figures}元`],
      ['执行年利率', loan.annualRate],
      ['还款方式', METHOD_WORDS[loan.method]],
      ['起息日', zhDate(loan.valueDate)],
      ['到期日', zhDate(loan.maturityOn)],
    ]),
    listTable(
      [
        { head: '期次', width: 28, align: 'center' },
        { head: '还款日', width: 58, align: 'center' },
        { head: '天数', width: 28, align: 'center' },
        { head: '应还本金（元）', width: '*', align: 'right' },
        { head: '应还利息（元）', width: '*', align: 'right' },
        { head: '应还合计（元）', width: '*', align: 'right' },
        { head: '剩余本金（元）', width: '*', align: 'right' },
      ],
      [...rows, ['合计', '', '', totals.principal.figures, totals.interest.figures, totals.total.figures, '']],
      { lastBold: true, dense: true, fontSize: 8.5 },
    ),
    prose(
      `本息合计人民币${totals.total.figures}元（大写：${totals.total.uppercase}），其中利息人民币${totals.interest.figures}元（大写：${totals.interest.uppercase}）。`,
    ),
    ...signatures(
      [debtorSigner('借款人（确认）', view), bankSigner('贷款人', view)],
      [prose('本表按签约时的执行利率测算；执行利率依合同调整、提前还款或者展期的，以贷款人重新出具的还款计划表为准。还款日请在还款账户内存足应还款项。')],
    ),
  ])
}
