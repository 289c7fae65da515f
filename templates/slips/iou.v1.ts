import type { ContractView } from '../../core/contract/view-contract.ts'
import { paperTitle, prose, subtitle } from '../layout/clauses.ts'
import { repaidIn } from '../layout/contract-words.ts'
import { framed, type PaperDefinition } from '../layout/page-frame.ts'
import { bankSigner, debtorName, debtorNumber, debtorSigner, personSigner } from '../layout/parties.ts'
import { signatures } from '../layout/signatures.ts'
import type { PageStamp } from '../layout/stamp.ts'
import { factPairs, facts } from '../layout/tables.ts'
import { STRUCK, zhDate } from '../layout/words.ts'

/** What the IOU adds to the terms at release: which drawdown it is, and the core system's voucher. */
export interface DrawdownSlip {
  readonly sequence: number
  readonly voucherNo: string | null
}

/** 借据: the release in one page (domain 4.8). */
export function iou(view: ContractView, drawdown: DrawdownSlip, stamp: PageStamp): PaperDefinition {
  const { loan, lender } = view
  // The IOU is signed on release, not with the contract.
  const signing = { ...view, signedOn: loan.valueDate }
  return framed('借款借据', stamp, [
    paperTitle('借款借据'),
    subtitle(`借据编号：${view.iouNo}　　借款合同编号：${view.contractNo}`),
    facts([
      ['借款人', debtorName(view)],
      ['证件名称及号码', debtorNumber(view)],
      ['贷款人', `${lender.bank}${lender.branch}`],
      ['借款金额（小写）', `￥${loan.amount.figures}`],
      ['借款金额（大写）', loan.amount.uppercase],
      ['借款用途', loan.purposeText],
      ['入账及还款账户', loan.debitAccount],
    ]),
    factPairs(
      [
        ['发放日（起息日）', zhDate(loan.valueDate)],
        ['到期日', zhDate(loan.maturityOn)],
        ['借款期限', `${loan.tenorMonths}个月`],
        ['执行年利率', `${loan.annualRate}（单利）`],
        ['还款方式', repaidIn(view)],
        ['提款次序', `第 ${drawdown.sequence} 次提款`],
        ['核心系统凭证号', drawdown.voucherNo ?? STRUCK],
        ['借据份数', '一式两份'],
      ],
      96,
    ),
    ...signatures(
      [debtorSigner('借款人', signing), ...(view.spouse ? [personSigner('共同还款人', view.spouse, signing)] : []), bankSigner('贷款人', signing)],
      [
        prose(
          `今借到${lender.bank}${lender.branch}人民币${loan.amount.figures}元（大写：${loan.amount.uppercase}）。借款人确认上述款项已按编号${view.contractNo}的借款合同约定发放，承诺按期足额还本付息。本借据是借款合同的组成部分，与借款合同具有同等法律效力。`,
        ),
      ],
    ),
  ])
}
