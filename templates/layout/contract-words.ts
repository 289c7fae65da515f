import { costDisclosed } from '../../core/contract/clause-facts.ts'
import type { PaperSecurity } from '../../core/contract/paper-security.ts'
import type { ContractView } from '../../core/contract/view-contract.ts'
import { LOAN_WORDS, METHOD_WORDS } from './loan-words.ts'
import { zhDate } from './words.ts'

export const loanTitle = ({ productLine }: Pick<ContractView, 'productLine'>): string => `${LOAN_WORDS[productLine]}借款合同`
export const SECURITY_RIGHTS = { VEHICLE: '抵押权', PLEDGE: '质权' } as const
/** Who stands behind a pledge, or where it lies, by its kind. */
export const PLEDGE_OBLIGOR = { DEPOSIT: '存款行', RECEIVABLE: '应收账款债务人', MOVABLE: '存放地点', EQUITY: '股权所在公司', IP: '权利授予机关' } as const
const SECURITY_TITLES = { VEHICLE: '抵押合同', PLEDGE: '质押合同', GUARANTOR: '保证合同', COMPANY: '保证合同' } as const
const maximal = (title: string, { maximum }: Pick<ContractView, 'maximum'>): string => (maximum ? `最高额${title}` : title)

/** What a security's contract is called. @example securityTitle(pledge, view) // '质押合同' */
export const securityTitle = ({ kind }: Pick<PaperSecurity, 'kind'>, view: Pick<ContractView, 'maximum'>): string => maximal(SECURITY_TITLES[kind], view)
export const houseTitle = (view: Pick<ContractView, 'maximum'>): string => maximal('抵押合同', view)

/** How the loan is secured, with the numbers of its contracts. */
export const securityWords = (view: ContractView): string => {
  const parts = [
    ...(view.house ? [`${houseTitle(view).replace('合同', '')}（合同编号：${view.mortgageNo ?? '／'}）`] : []),
    ...view.securities.map((security) => `${securityTitle(security, view).replace('合同', '')}（合同编号：${security.contractNo}）`),
  ]
  return parts.length > 0 ? parts.join('；') : '信用'
}

/** The papers that are part of the loan contract. */
export const attachments = (view: ContractView): string =>
  [
    '借据',
    '还款计划表',
    ...(costDisclosed(view) ? ['个人贷款综合融资成本明示表'] : []),
    '征信查询及报送授权书',
    ...(view.borrowerKind === 'ENTERPRISE' ? [] : ['个人信息处理告知同意书']),
    '送达地址确认书',
    '借款用途承诺书',
    ...(view.loan.payee ? ['受托支付委托书'] : []),
    ...(view.house ? [houseTitle(view)] : []),
    ...new Set(view.securities.map((security) => securityTitle(security, view))),
  ]
    .map((name) => `《${name}》`)
    // Between titles in brackets no comma stands (GB/T 15834-2011, 4.5.3.5).
    .join('')

/** How the loan is repaid, in a cell. @example repaidIn(view) // '等额本息，共 36 期' */
export const repaidIn = ({ loan }: Pick<ContractView, 'loan'>): string =>
  loan.instalments === '1' ? METHOD_WORDS[loan.method] : `${METHOD_WORDS[loan.method]}，共 ${loan.instalments} 期`

const SHORTEST_MONTH = 28
/** When the instalments fall due, as a sentence. */
export function dueDays({ loan }: ContractView): string {
  const last = `最后一期于到期日${zhDate(loan.maturityOn)}还清。`
  if (loan.method === 'BUL') return `乙方于到期日${zhDate(loan.maturityOn)}一次性偿还全部借款本金和利息。`
  if (loan.method === 'QIO') return `每季末月二十日为结息日，次日为付息日，首个付息日为${zhDate(loan.firstDueOn)}；${last}`
  const day = loan.dueMode.kind === 'FIXED_DAY' ? `每月${loan.dueMode.day}日` : '借款发放日在以后各月的对应日'
  const short = loan.dueMode.kind === 'FIXED_DAY' && loan.dueMode.day <= SHORTEST_MONTH
  return `还款日为${day}，首个还款日为${zhDate(loan.firstDueOn)}；${short ? '' : '当月无对应日的，以该月最后一日为还款日；'}${last}`
}
