import type { DateOnly } from '../../core/kernel/calendar.ts'
import { uppercaseAmount } from '../../core/kernel/chinese-numerals.ts'
import { type Fen, formatFen } from '../../core/kernel/fen.ts'
import { heading, prose } from '../layout/clauses.ts'
import { framed, type PaperDefinition } from '../layout/page-frame.ts'
import { signatures } from '../layout/signatures.ts'
import { type SlipCase, type StaffMark, slipHead, staffText } from '../layout/slip-head.ts'
import type { PageStamp } from '../layout/stamp.ts'
import { facts, listTable } from '../layout/tables.ts'
import { STRUCK, zhDate } from '../layout/words.ts'

/** What a condition precedent is about (D708). CONDITION carries its own words. */
export const PRECEDENTS = [
  'IDS_VALID',
  'CONTRACT_SIGNED',
  'COST_DISCLOSED',
  'APPROVAL_VALID',
  'COLLATERAL_EFFECTIVE',
  'REGISTRY_RECHECKED',
  'INSURANCE',
  'FIRST_LOAN_RECHECKED',
  'PAYMENT_PAPERS',
  'IOU_SIGNED',
  'CONDITION',
] as const
export type Precedent = (typeof PRECEDENTS)[number]

export interface PrecedentLine {
  readonly precedent: Precedent
  readonly state: 'MET' | 'NOT_MET' | 'NOT_APPLICABLE'
  /** Evidence or remark; for CONDITION the condition itself. */
  readonly note: string
  /** Of a CONDITION: how it was met, by the word of the checker. */
  readonly basis?: string | null
}

export interface DisbursementSlip extends SlipCase {
  readonly checklistNo: string
  readonly contractNo: string
  readonly iouNo: string
  readonly amountFen: Fen
  readonly account: string
  readonly payee: string | null
  readonly valueDate: DateOnly
  readonly voucherNo: string | null
  readonly lines: readonly PrecedentLine[]
  readonly checkedBy: StaffMark
  readonly releasedBy: StaffMark
}

const PRECEDENT_WORDS: Readonly<Record<Precedent, string>> = {
  IDS_VALID: '借款人及相关人员身份证件在有效期内',
  CONTRACT_SIGNED: '合同已面签、盖章，签署人齐全，空白栏目已划去',
  COST_DISCLOSED: '综合融资成本已在签约前明示并签字确认',
  APPROVAL_VALID: '审批批复在有效期内，放款内容与批复一致',
  COLLATERAL_EFFECTIVE: '抵押登记已办妥，登记证明已入库',
  REGISTRY_RECHECKED: '放款前已复查登记簿，无查封、异议等限制',
  INSURANCE: '抵押物保险有效，本行为第一受益人',
  FIRST_LOAN_RECHECKED: '首贷状态已复核并固定',
  PAYMENT_PAPERS: '支付委托及交易凭证齐全，收款人与合同一致',
  IOU_SIGNED: '借据已签署，金额、日期、利率与合同一致',
  CONDITION: '审批附加条件',
}
const STATE_WORDS: Readonly<Record<PrecedentLine['state'], string>> = { MET: '已落实', NOT_MET: '未落实', NOT_APPLICABLE: '不适用' }

/** A condition of the approval stands with its own words, and with what it was found met by and by whom. */
const rowOf = ({ precedent, state, note, basis }: PrecedentLine, by: StaffMark): string[] =>
  precedent === 'CONDITION'
    ? [`${PRECEDENT_WORDS.CONDITION}：${note}`, STATE_WORDS[state], basis ? `${basis}（确认人：${by.name}）` : STRUCK]
    : [PRECEDENT_WORDS[precedent], STATE_WORDS[state], note || STRUCK]

/** 放款审核表 (D708). */
export function disbursementChecklist(slip: DisbursementSlip, stamp: PageStamp): PaperDefinition {
  const open = slip.lines.filter(({ state }) => state === 'NOT_MET').length
  return framed('放款审核表', stamp, [
    ...slipHead('放款审核表', slip.checklistNo, slip, [
      ['合同编号', slip.contractNo],
      ['借据编号', slip.iouNo],
    ]),
    facts([
      ['放款金额', `￥${formatFen(slip.amountFen)}（${uppercaseAmount(slip.amountFen, { prefix: true })}）`],
      ['放款日（起息日）', zhDate(slip.valueDate)],
      ['入账账户', slip.account],
      ['受托支付对象', slip.payee ?? STRUCK],
      ['核心系统凭证号', slip.voucherNo ?? STRUCK],
    ]),
    heading('放款前提条件核查'),
    listTable(
      [
        { head: '序号', width: 32, align: 'center' },
        { head: '核查事项', width: 210 },
        { head: '结果', width: 50, align: 'center' },
        { head: '依据／说明', width: '*' },
      ],
      slip.lines.map((line, index) => [String(index + 1), ...rowOf(line, slip.checkedBy)]),
    ),
    ...signatures(
      [
        { role: '放款审核岗', name: staffText(slip.checkedBy), kind: 'STAFF', date: zhDate(slip.checkedBy.on) },
        { role: '放款批准人', name: staffText(slip.releasedBy), kind: 'STAFF', date: zhDate(slip.releasedBy.on) },
      ],
      [prose(open === 0 ? '经核查，放款前提条件均已落实，可以放款。' : `经核查，尚有 ${open} 项条件未落实，不得放款。`, true)],
    ),
  ])
}
