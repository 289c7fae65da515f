import type { Survey } from '../../core/investigation/survey.ts'
import { type Fen, formatFen } from '../../core/kernel/fen.ts'
import { workingCapitalNeed } from '../../core/scoring/working-capital.ts'
import type { Pair } from '../layout/tables.ts'
import { orStruck, yesNo, zhDate } from '../layout/words.ts'

const RECORD = { CLEAN: '信用记录良好', NONE: '无信贷记录', MINOR_LATE: '有轻微逾期' } as const
const UTILITIES = { NORMAL: '正常', MINOR: '轻微拖欠', ARREARS: '拖欠' } as const
const TAX = { A: 'A级', B: 'B级', M: 'M级', C: 'C级', D: 'D级', NONE: '未评级' } as const

const yuan = (amount: number): string => `￥${formatFen(amount as Fen)}`

export const creditRows = ({ creditReport: report }: Survey): Pair[] => [
  ['报告编号', report.obtained ? orStruck(report.reportNo) : '未取得（白户）'],
  ['查询日期', zhDate(report.enquiredOn)],
  ['贷款笔数', `${report.loanCount} 笔（经营性 ${report.businessLoanCount} 笔）`],
  ['票据贴现', `${report.discountCount} 笔`],
  ['当前逾期', yesNo(report.currentlyOverdue)],
  ['最长连续逾期', `${report.worstConsecutiveOverdue} 期`],
  ['24个月累计逾期', `${report.overdueTimes24Months} 次`],
  ['3个月审批查询', `${report.enquiries3Months} 次`],
  ['现有月还款额', yuan(report.monthlyDebtServiceFen)],
  ['已用信用卡额度', yuan(report.usedCardLimitFen)],
  ['信用评价', RECORD[report.record]],
]

export const listRows = ({ lists }: Survey): Pair[] => [
  ['失信被执行人', yesNo(lists.dishonestDebtor)],
  ['被执行人', yesNo(lists.enforcedDebtor)],
  ['限制消费', yesNo(lists.consumptionRestricted)],
  ['经营异常', yesNo(lists.abnormalOperation)],
  ['纳税信用', TAX[lists.taxGrade]],
  ['资料伪造', yesNo(lists.forgedDocument)],
]

export const personalRows = ({ personal }: Survey): Pair[] => [
  ['核实月净收入', yuan(personal.monthlyNetIncomeFen)],
  ['收入波动率', `${personal.incomeVolatilityPercent}%`],
  ['月均存款', yuan(personal.averageDepositFen)],
  ['社保缴存', `${personal.socialInsuranceMonths} 个月`],
]

/** The need for working capital as it was measured (domain 4.6); of an enterprise alone. */
function needRows({ workingCapital, previousTurnoverFen }: NonNullable<Survey['business']>): Pair[] {
  if (!workingCapital) return []
  const { turnDays, needFen, newLoanFen } = workingCapitalNeed({ ...workingCapital, salesFen: previousTurnoverFen })
  return [
    ['流动资金需求', `周转 ${turnDays} 天，营运资金量 ${yuan(needFen)}`],
    ['可新增流动资金贷款', yuan(newLoanFen)],
  ]
}

export const businessMeansRows = (business: NonNullable<Survey['business']>): Pair[] => [
  ['核实年营业额', yuan(business.evidencedTurnoverFen)],
  ['上年营业额', yuan(business.previousTurnoverFen)],
  ['净利润', yuan(business.netProfitFen)],
  ['年经营净现金', yuan(business.operatingCashFen)],
  ['年还本付息额', yuan(business.existingDebtServiceYearFen)],
  ['负债／资产', `${yuan(business.totalDebtFen)}／${yuan(business.totalAssetFen)}`],
  ['最大客户占比', `${business.topCustomerPercent}%`],
  ['水电社保缴纳', UTILITIES[business.utilities]],
  ...needRows(business),
]

export const valuationRows = (valuation: NonNullable<Survey['valuation']>): Pair[] => [
  ['评估日期', zhDate(valuation.valuedOn)],
  ['评估方', valuation.appraiser],
  ['评估价值', yuan(valuation.appraisedFen)],
  ['一年内购买价', valuation.purchasePriceFen === null ? orStruck(null) : yuan(valuation.purchasePriceFen)],
  ['在先担保债权', yuan(valuation.priorDebtFen)],
]
