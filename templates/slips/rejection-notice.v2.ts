import type { DateOnly } from '../../core/kernel/calendar.ts'
import { type Fen, formatFen } from '../../core/kernel/fen.ts'
import type { ReasonCode } from '../../core/product/reason-codes.ts'
import { headedProse, heading, prose } from '../layout/clauses.ts'
import { framed, type PaperDefinition } from '../layout/page-frame.ts'
import { REASON_WORDS } from '../layout/reason-words.ts'
import { signatures } from '../layout/signatures.ts'
import { type SlipCase, type StaffMark, slipHead, staffText } from '../layout/slip-head.ts'
import type { PageStamp } from '../layout/stamp.ts'
import { listTable } from '../layout/tables.ts'
import { HAND_DATE, STRUCK_BLANK, yesNo, zhDate } from '../layout/words.ts'

/** Most reasons a notice names (domain 4.8). */
const MOST_REASONS = 4

/** The principal reasons in order of weight, at most four, and the originals given back. */
export interface RejectionSlip extends SlipCase {
  readonly noticeNo: string
  readonly amountFen: Fen
  readonly decidedOn: DateOnly
  readonly reasons: readonly ReasonCode[]
  /** Whether an automated assessment helped the decision (PIPL 24). */
  readonly automatedAid: boolean
  /** `forWhom`: whose the original is, with the name. */
  readonly returned: readonly { readonly name: string; readonly forWhom: string; readonly copies: number }[]
  readonly issuedBy: StaffMark
}

/** 拒贷通知书. @throws RangeError without a reason, or with more than four. */
export function rejectionNotice(slip: RejectionSlip, stamp: PageStamp): PaperDefinition {
  if (slip.reasons.length < 1 || slip.reasons.length > MOST_REASONS) throw new RangeError(`a rejection names one to four reasons, not ${slip.reasons.length}`)
  return framed('贷款申请结果通知书', stamp, [
    ...slipHead('贷款申请结果通知书', slip.noticeNo, slip, [
      ['申请金额', `￥${formatFen(slip.amountFen)}`],
      ['决定日期', zhDate(slip.decidedOn)],
    ]),
    prose(`${slip.customer}：感谢您对本行的信任。您的贷款申请经本行调查、审查和审批，现决定不予发放贷款。主要原因如下：`),
    ...slip.reasons.map((reason, index) => prose(`${index + 1}．${REASON_WORDS[reason]}（${reason}）。`, true)),
    headedProse(
      heading('一、审批考虑的事项'),
      `本行依据您提交的申请资料、经您授权查询的信用报告、调查核实的情况作出决定。是否使用自动化评估作为辅助：${yesNo(slip.automatedAid)}。${slip.automatedAid ? '自动化评估仅供参考，最终决定由审批人员作出；您有权要求本行予以说明，并有权拒绝仅通过自动化决策的方式作出决定（《中华人民共和国个人信息保护法》第二十四条）。' : '最终决定由审批人员作出，您有权要求本行予以说明。'}`,
    ),
    headedProse(
      heading('二、异议与投诉'),
      `您对本决定有异议，或者认为信用报告信息有误的，可以向本行（电话 ${slip.lender.phone}，地址 ${slip.lender.address}）提出异议、投诉或者要求重新核实；本行自收到投诉之日起十五日内作出处理决定。有关情况改善后，您可以重新提出申请。`,
    ),
    ...(slip.returned.length > 0
      ? [
          heading('三、退还资料清单'),
          listTable(
            [
              { head: '序号', width: 36, align: 'center' },
              { head: '资料名称', width: '*' },
              { head: '所属人', width: 150 },
              { head: '份数', width: 60, align: 'center' },
            ],
            slip.returned.map(({ name, forWhom, copies }, index) => [String(index + 1), name, forWhom, String(copies)]),
          ),
        ]
      : [headedProse(heading('三、退还资料清单'), `${STRUCK_BLANK}（无原件需要退还）`)]),
    ...signatures(
      [
        { role: slip.returned.length > 0 ? '客户（签收通知及退还资料）' : '客户（签收通知）', name: slip.customer, kind: 'PERSON', date: HAND_DATE },
        { role: '经办人', name: staffText(slip.issuedBy), kind: 'STAFF', date: zhDate(slip.issuedBy.on) },
      ],
      [prose('其余申请资料由本行依照法律规定的期限保存，期满后予以销毁。本通知书一式两份，客户与本行各执一份。')],
    ),
  ])
}
