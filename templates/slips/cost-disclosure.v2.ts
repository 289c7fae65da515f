import { costsBeside } from '../../core/contract/costs-beside.ts'
import type { ContractView } from '../../core/contract/view-contract.ts'
import { paperYearCost } from '../../core/contract/view-values.ts'
import type { Rate } from '../../core/kernel/rate.ts'
import { heading, paperTitle, prose, subtitle } from '../layout/clauses.ts'
import { COST_COLUMNS, costCells } from '../layout/cost-words.ts'
import { METHOD_WORDS } from '../layout/loan-words.ts'
import { framed, type PaperDefinition } from '../layout/page-frame.ts'
import { bankSigner, personSigner } from '../layout/parties.ts'
import { confirmation, signatures } from '../layout/signatures.ts'
import type { PageStamp } from '../layout/stamp.ts'
import { factPairs, facts, type Pair, wholeList } from '../layout/tables.ts'
import { dateOrHand, zhDate } from '../layout/words.ts'

/** What the borrower may pay others and no row names: said, so that the total is not taken for all. */
function beside(view: ContractView): Pair[] {
  const { premium, companies } = costsBeside(view)
  return [
    ...(premium ? [['保险费', '抵押物须由抵押人投保，保险费由其向自行选定的保险人支付，以保险单为准，未计入本表合计和年化综合融资成本'] as const] : []),
    ...(companies.length === 0 ? [] : [['担保费', `${companies.join('、')}为本笔借款提供保证；其另行收取担保费的，未计入本表合计和年化综合融资成本`] as const]),
  ]
}

/** The annual cost by the other measures; where instalments are not monthly there is none beside the headline. */
const otherMeasures = ({ cost }: ContractView): Pair[] => (cost.monthly ? [['其他口径', `单利年化 ${cost.monthly.simple}；按实际天数计算 ${cost.xirr}`]] : [])

/** 综合融资成本明示表 (D204), due before the contract from 2026-08-01 (NFRA rule 2026 no. 2). `levels`: of each cost, as `yearlyLevels` counts them. */
export function costDisclosure(view: ContractView, levels: readonly (Rate | null)[], stamp: PageStamp): PaperDefinition {
  const { loan, cost, lender } = view
  const rows = cost.items.map((row, at) => costCells(row, loan.method, levels[at] == null ? null : paperYearCost(levels[at])))
  const signing = { ...view, signedOn: cost.disclosedOn }
  return framed('个人贷款综合融资成本明示表', stamp, [
    paperTitle('个人贷款综合融资成本明示表'),
    subtitle(`业务编号：${view.caseNo}　　借款合同编号：（签约时编号）`),
    factPairs([
      ['借款人', view.borrower.name],
      ['贷款人', `${lender.bank}${lender.branch}`],
      ['借款金额', `￥${loan.amount.figures}`],
      ['借款期限', `${loan.tenorMonths}个月`],
      ['还款方式', METHOD_WORDS[loan.method]],
      ['明示日期', dateOrHand(cost.disclosedOn)],
    ]),
    wholeList(COST_COLUMNS, [...rows, ['借款人合计', '', '', '', '', cost.total.figures]], { lastBold: true }, [heading('一、正常履约情形下的息费项目')]),
    facts([
      ['合计（大写）', cost.total.uppercase],
      ['年化综合融资成本', `${cost.headline}${cost.monthly ? '（复利，按各期还款内部收益率计算）' : '（按实际还款日期计算的内部收益率）'}`],
      ...otherMeasures(view),
      ['折合年化', '借款利息为仅计利息时的年化成本，其他项目为该项单独计入时年化成本的增加值'],
      ...beside(view),
      ['测算起息日', `${zhDate(loan.valueDate)}。实际放款日不同的，利息按执行利率和借款合同约定的计息方式自实际放款日起计算，以借据和届时的还款计划表为准`],
      ['合作及增信机构', cost.partners.length > 0 ? cost.partners.join('、') : '无合作机构、增信机构'],
    ]),
    {
      unbreakable: true,
      stack: [
        heading('二、违约情形下的成本'),
        facts([
          ['收取主体', `${lender.bank}${lender.branch}（贷款人）`],
          ['逾期罚息', `年利率 ${loan.penaltyRate}（执行利率上浮 ${loan.penaltyMarkup}）`],
          ['未按约定用途使用', `年利率 ${loan.misuseRate}（执行利率上浮 ${loan.misuseMarkup}）；与逾期并存的，择其重者，不并处`],
          ['复利', `对不能按期支付的利息（包括罚息），按年利率 ${loan.penaltyRate} 计收`],
          ['提前还款', loan.prepaymentFeePermille === 0 ? '不收取费用' : `提前归还本金的 ${loan.prepaymentFeePermille}‰`],
          [
            '实现债权的费用',
            '因借款人违约致使贷款人采取诉讼、仲裁等方式实现债权的，诉讼费、仲裁费、保全费、公告费、执行费、律师费等合理费用由借款人承担，以实际发生额为准',
          ],
        ]),
      ],
    },
    ...signatures(
      [
        personSigner('借款人', view.borrower, signing),
        ...(view.spouse ? [personSigner('共同还款人', view.spouse, signing)] : []),
        bankSigner('贷款人', signing),
      ],
      [],
      [
        prose(
          '除本表列明的项目（包括违约情形下的成本）外，贷款人及其合作机构不再向借款人收取任何与本笔借款有关的其他费用。本表在签订借款合同前由贷款人向借款人逐项说明，与借款合同记载不一致的，以对借款人有利的为准。',
          true,
        ),
        confirmation('贷款人', '借款人', '本人已阅读并理解综合融资成本，知悉违约成本。'),
      ],
    ),
  ])
}
