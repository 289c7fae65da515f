import type { ContractView, CostRow } from '../../core/contract/view-contract.ts'
import { heading, paperTitle, prose, subtitle } from '../layout/clauses.ts'
import { METHOD_WORDS } from '../layout/loan-words.ts'
import { framed, type PaperDefinition } from '../layout/page-frame.ts'
import { bankSigner, personSigner } from '../layout/parties.ts'
import { confirmation, signatures } from '../layout/signatures.ts'
import type { PageStamp } from '../layout/stamp.ts'
import { factPairs, facts, listTable, type Pair } from '../layout/tables.ts'
import { dateOrHand, zhDate } from '../layout/words.ts'

const ITEM_WORDS: Readonly<Record<CostRow['code'], string>> = {
  INTEREST: '借款利息',
  GUARANTEE: '担保费',
  INSURANCE: '保险费',
  SERVICE: '服务费',
  APPRAISAL: '评估费',
  NOTARY: '公证费',
  REGISTRATION: '抵押登记费',
  OTHER: '其他费用',
}
const METHOD: Readonly<Record<CostRow['kind'], string>> = {
  ANNUAL_RATE: '按还款计划分期收取',
  ONCE: '一次性收取',
  ONCE_ON_PRINCIPAL: '按借款金额一次性收取',
  EACH_INSTALMENT: '每期收取',
}
const STANDARD: Readonly<Record<CostRow['kind'], (figure: string) => string>> = {
  ANNUAL_RATE: (figure) => `年利率${figure}`,
  ONCE: (figure) => `每笔${figure}元`,
  ONCE_ON_PRINCIPAL: (figure) => `借款金额的${figure}`,
  EACH_INSTALMENT: (figure) => `每期${figure}元`,
}

/** What the borrower pays others, of which the table knows no amount: said, so that the total is not taken for all. */
function beside({ house, vehicle, guarantorCompanies }: ContractView): Pair[] {
  const insured = house?.use === 'COMMERCIAL' || vehicle !== null
  const companies = guarantorCompanies.map(({ name }) => name).join('、')
  return [
    ...(insured ? [['保险费', '抵押物须由抵押人投保，保险费由其向自行选定的保险人支付，以保险单为准，未计入本表合计和年化综合融资成本'] as const] : []),
    ...(companies === '' ? [] : [['担保费', `${companies}为本笔借款提供保证；其另行收取担保费的，未计入本表合计和年化综合融资成本`] as const]),
  ]
}

/** 综合融资成本明示表 (D204), due before the contract from 2026-08-01 (NFRA rule 2026 no. 2). */
export function costDisclosure(view: ContractView, stamp: PageStamp): PaperDefinition {
  const { loan, cost, lender } = view
  const items = cost.items.map((item) => [
    ITEM_WORDS[item.code],
    METHOD[item.kind],
    STANDARD[item.kind](item.figure),
    item.payee,
    item.bearer === 'BORROWER' ? '借款人' : '贷款人',
    item.amount,
  ])
  const signing = { ...view, signedOn: cost.disclosedOn }
  return framed('个人贷款综合融资成本明示表', stamp, [
    paperTitle('个人贷款综合融资成本明示表'),
    subtitle(`业务编号：${view.caseNo}　　借款合同编号：（签约时编号）`),
    factPairs([
      ['借款人', view.borrower.name],
      ['贷款人', `${lender.bank}${lender.branch}`],
      ['借款金额', `￥${loan.amount.figures}元`],
      ['借款期限', `${loan.tenorMonths}个月`],
      ['还款方式', METHOD_WORDS[loan.method]],
      ['明示日期', dateOrHand(cost.disclosedOn)],
    ]),
    heading('一、正常履约情形下的息费项目'),
    listTable(
      [
        { head: '项目', width: 70 },
        { head: '收取方式', width: 86 },
        { head: '收取标准', width: 76 },
        { head: '收取主体', width: '*' },
        { head: '承担方', width: 40, align: 'center' },
        { head: '金额（元）', width: 64, align: 'right' },
      ],
      [...items, ['借款人合计', '', '', '', '', cost.total.figures]],
      { lastBold: true },
    ),
    facts([
      ['合计（大写）', cost.total.uppercase],
      ['年化综合融资成本', `${cost.headline}${cost.monthly ? '（复利，按各期还款内部收益率计算）' : '（按实际还款日期计算的内部收益率）'}`],
      ['其他口径', `${cost.monthly ? `单利年化 ${cost.monthly.simple}；` : ''}按实际天数计算 ${cost.xirr}`],
      ...beside(view),
      ['测算起息日', `${zhDate(loan.valueDate)}。实际放款日不同的，利息按执行利率和借款合同约定的计息方式自实际放款日起计算，以借据和届时的还款计划表为准`],
      ['合作机构', cost.partners.length > 0 ? cost.partners.join('、') : '无合作机构'],
    ]),
    heading('二、违约情形下的成本'),
    facts([
      ['逾期罚息', `年利率 ${loan.penaltyRate}（执行利率上浮 ${loan.penaltyMarkup}）`],
      ['未按约定用途使用', `年利率 ${loan.misuseRate}（执行利率上浮 ${loan.misuseMarkup}）；与逾期并存的，择其重者，不并处`],
      ['复利', `对不能按期支付的利息（包括罚息），按年利率 ${loan.penaltyRate} 计收`],
      ['提前还款', loan.prepaymentFeePermille === 0 ? '不收取费用' : `提前归还本金的 ${loan.prepaymentFeePermille}‰`],
    ]),
    prose(
      '除本表列明的项目外，贷款人及其合作机构不再向借款人收取任何与本笔借款有关的其他费用。本表在签订借款合同前由贷款人向借款人逐项说明，与借款合同记载不一致的，以对借款人有利的为准。',
      true,
    ),
    confirmation('贷款人', '借款人', '本人已阅读并理解综合融资成本，知悉违约成本。'),
    ...signatures([
      personSigner('借款人', view.borrower, signing),
      ...(view.spouse ? [personSigner('共同还款人', view.spouse, signing)] : []),
      bankSigner('贷款人', signing),
    ]),
  ])
}
