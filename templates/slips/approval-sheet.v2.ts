import type { Content } from 'pdfmake/interfaces.js'
import type { AgreedTerms } from '../../core/contract/agreed-terms.ts'
import type { CostView } from '../../core/contract/view-contract.ts'
import { paperAmount } from '../../core/contract/view-values.ts'
import type { DateOnly } from '../../core/kernel/calendar.ts'
import { uppercaseAmount } from '../../core/kernel/chinese-numerals.ts'
import { type Fen, formatFen } from '../../core/kernel/fen.ts'
import { formatRate, type Rate } from '../../core/kernel/rate.ts'
import type { ReasonCode } from '../../core/product/reason-codes.ts'
import type { Grade, RepaymentMethod, SecurityMode } from '../../core/product/vocabulary.ts'
import { headedProse, heading, prose } from '../layout/clauses.ts'
import { COST_COLUMNS, costCells } from '../layout/cost-words.ts'
import { METHOD_WORDS, REPRICE_WORDS } from '../layout/loan-words.ts'
import { framed, type PaperDefinition } from '../layout/page-frame.ts'
import { REASON_WORDS } from '../layout/reason-words.ts'
import { signatures } from '../layout/signatures.ts'
import { type SlipCase, type StaffMark, slipHead, staffText } from '../layout/slip-head.ts'
import type { PageStamp } from '../layout/stamp.ts'
import { facts, headedPairs, wholeList } from '../layout/tables.ts'
import { STRUCK, zhDate } from '../layout/words.ts'

/** Loan figures as asked for or as granted. */
export interface LoanFigures {
  readonly amountFen: Fen
  readonly tenorMonths: number
  readonly annualRate: Rate | null
  readonly method: RepaymentMethod
}

/** Review and approval of one case (D704). Percentages are in words, '49.49%'. */
export interface ApprovalSlip extends SlipCase {
  readonly approvalNo: string
  readonly security: SecurityMode
  readonly purposeText: string
  readonly requested: LoanFigures
  readonly score: number
  readonly grade: Grade | null
  readonly debtToIncome: string | null
  readonly loanToValue: string | null
  /** Total exposure of the customer, which authority is measured on (domain 10.3). */
  readonly exposureFen: Fen
  readonly review: StaffMark & { readonly opinion: 'AGREE' | 'CONDITIONAL' | 'REJECT'; readonly text: string }
  readonly decision: StaffMark & {
    readonly level: 'BRANCH_MANAGER' | 'HEAD_OFFICE'
    readonly outcome: 'APPROVED' | 'REJECTED' | 'TO_HEAD_OFFICE'
    readonly text: string
    readonly granted: LoanFigures | null
    readonly conditions: readonly string[]
    /** What is agreed beside the usual; null where nothing was granted. */
    readonly agreed: AgreedTerms | null
    /** Of the terms that are approved; null where nothing was granted. */
    readonly cost: CostView | null
    /** Who entered the costs where head office, which decided, did not. */
    readonly costsBy?: StaffMark | null
    readonly reasons: readonly ReasonCode[]
    readonly validUntil: DateOnly | null
  }
}

const SECURITY = { CREDIT: '信用', GUARANTEE: '保证', MORTGAGE_RE: '房产抵押', MORTGAGE_VEH: '车辆抵押', PLEDGE: '质押' } as const
const OPINION = { AGREE: '同意', CONDITIONAL: '有条件同意', REJECT: '不同意' } as const
const OUTCOME = { APPROVED: '同意发放', REJECTED: '不同意发放', TO_HEAD_OFFICE: '超出本级权限，报总行审批' } as const
const LEVEL = { BRANCH_MANAGER: '支行行长权限内', HEAD_OFFICE: '总行' } as const

const figures = (loan: LoanFigures): string =>
  `人民币${formatFen(loan.amountFen)}元（${uppercaseAmount(loan.amountFen, { prefix: true })}），${loan.tenorMonths}个月，${METHOD_WORDS[loan.method]}${loan.annualRate === null ? '' : `，年利率${formatRate(loan.annualRate)}%`}`

/** What is agreed beside the usual, one row each. */
function agreedRows({ repriceRule, dueDay, disputes, specialTerms, maximum }: AgreedTerms): [string, string][] {
  const { figures: ceiling, uppercase } = paperAmount(maximum?.ceilingFen ?? (0 as Fen))
  const rows: ([string, string] | null)[] = [
    repriceRule && ['利率', `浮动利率，利率调整日为${REPRICE_WORDS[repriceRule]}`],
    dueDay === null ? null : ['还款日', `每月${dueDay}日`],
    maximum && ['最高额担保', `最高债权额人民币${ceiling}元（${uppercase}），债权确定期间${zhDate(maximum.from)}至${zhDate(maximum.to)}`],
    disputes === 'COURT' ? null : ['争议解决', '仲裁'],
    specialTerms === '' ? null : ['特别约定', specialTerms],
  ]
  return rows.filter((row) => row !== null)
}

/** The costs beside interest, as the table of the borrower will name them; nothing where there are none. */
const costRows = ({ cost, costsBy, granted }: ApprovalSlip['decision']) =>
  cost !== null && granted !== null && cost.items.length > 1
    ? [
        wholeList(
          COST_COLUMNS,
          [...cost.items.map((row) => costCells(row, granted.method)), ['借款人合计', '', '', '', '', cost.total.figures]],
          { lastBold: true },
          [heading('息费项目')],
        ),
        facts(
          [['年化综合融资成本', cost.headline], ...(costsBy ? [['费用核定', '总行决定不含利息以外的费用，由支行行长接收决定时核定'] as [string, string]] : [])],
          84,
        ),
      ]
    : []

/** Paragraphs under a heading, which is not left alone; nothing where there are none. */
const headedList = (title: string, [first, ...rest]: readonly string[]): Content[] =>
  first === undefined ? [] : [headedProse(heading(title), first), ...rest.map((text) => prose(text))]

/** 贷款审查审批表. */
export function approvalSheet(slip: ApprovalSlip, stamp: PageStamp): PaperDefinition {
  const { review, decision } = slip
  return framed('贷款审查审批表', stamp, [
    ...slipHead('贷款审查审批表', slip.approvalNo, slip, [
      ['担保方式', SECURITY[slip.security]],
      ['客户总敞口', `￥${formatFen(slip.exposureFen)}`],
      ['评分／等级', `${slip.score} 分／${slip.grade ?? STRUCK}`],
      ['收入偿债比', slip.debtToIncome ?? STRUCK],
      ['抵押率', slip.loanToValue ?? STRUCK],
      ['审批层级', LEVEL[decision.level]],
    ]),
    facts(
      [
        ['申请内容', figures(slip.requested)],
        ['借款用途', slip.purposeText],
      ],
      84,
      [heading('一、申请事项')],
    ),
    headedPairs(heading('二、审查意见'), [
      ['审查结论', OPINION[review.opinion]],
      ['审查人', staffText(review)],
    ]),
    prose(review.text || STRUCK),
    headedPairs(heading('三、审批意见'), [
      ['审批结论', OUTCOME[decision.outcome]],
      ['批复有效期', decision.validUntil ? `至${zhDate(decision.validUntil)}` : STRUCK],
    ]),
    facts([['审批内容', decision.granted ? figures(decision.granted) : STRUCK], ...(decision.agreed ? agreedRows(decision.agreed) : [])], 84),
    ...costRows(decision),
    prose(decision.text || STRUCK),
    ...headedList(
      '四、放款前须落实的条件',
      decision.conditions.length > 0 ? decision.conditions.map((condition, index) => `${index + 1}．${condition}`) : ['无。'],
    ),
    ...headedList(
      '五、不同意的主要原因',
      decision.reasons.map((code) => `${code}　${REASON_WORDS[code]}`),
    ),
    ...signatures(
      [
        { role: '审查人', name: staffText(review), kind: 'STAFF', date: zhDate(review.on) },
        { role: '审批人', name: staffText(decision), kind: 'STAFF', date: zhDate(decision.on) },
        ...(decision.costsBy ? [{ role: '费用核定人', name: staffText(decision.costsBy), kind: 'STAFF' as const, date: zhDate(decision.costsBy.on) }] : []),
      ],
      [prose(`审查人、审批人${decision.costsBy ? '、费用核定人' : ''}声明：本人与借款人无关联关系，未参与本笔贷款的调查；审查与审批由不同人员独立作出。`)],
    ),
  ])
}
