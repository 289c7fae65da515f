import type { CostRow } from '../../core/contract/view-contract.ts'
import type { RepaymentMethod } from '../../core/product/vocabulary.ts'
import type { Column } from './tables.ts'

const ITEM: Readonly<Record<CostRow['code'], string>> = {
  INTEREST: '借款利息',
  GUARANTEE: '担保费',
  INSURANCE: '保险费',
  SERVICE: '服务费',
  APPRAISAL: '评估费',
  NOTARY: '公证费',
  REGISTRATION: '抵押登记费',
  OTHER: '其他费用',
}
const INTEREST: Readonly<Record<RepaymentMethod, string>> = {
  EPI: '按还款计划分期收取',
  EP: '按还款计划分期收取',
  IO: '按月收取',
  QIO: '按季收取',
  BUL: '到期一次收取',
}
const METHOD: Readonly<Record<Exclude<CostRow['kind'], 'ANNUAL_RATE'>, string>> = {
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

/** The columns of every table of costs. */
export const COST_COLUMNS: Column[] = [
  { head: '项目', width: 70 },
  { head: '收取方式', width: 86 },
  { head: '收取标准', width: 76 },
  { head: '收取主体', width: '*' },
  { head: '承担方', width: 40, align: 'center' },
  { head: '金额（元）', width: 64, align: 'right' },
]

/** One cost as those columns say it, of a loan repaid by `method`; with its yearly level where that is disclosed. */
export const costCells = ({ code, kind, figure, payee, bearer, amount }: CostRow, method: RepaymentMethod, level?: string | null): string[] => [
  ITEM[code],
  kind === 'ANNUAL_RATE' ? INTEREST[method] : METHOD[kind],
  `${STANDARD[kind](figure)}${level ? `\n折合年化${level}` : ''}`,
  payee,
  bearer === 'BORROWER' ? '借款人' : '贷款人',
  amount,
]
