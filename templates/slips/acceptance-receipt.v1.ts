import type { Form } from '../../core/completeness/checklist.ts'
import { prose } from '../layout/clauses.ts'
import { FORM_WORDS } from '../layout/completeness-words.ts'
import { framed, type PaperDefinition } from '../layout/page-frame.ts'
import { signatures } from '../layout/signatures.ts'
import { type SlipCase, type StaffMark, slipHead, staffText } from '../layout/slip-head.ts'
import type { PageStamp } from '../layout/stamp.ts'
import { listTable } from '../layout/tables.ts'
import { HAND_DATE, zhDate } from '../layout/words.ts'

/** What the customer handed over and the branch accepted. */
export interface AcceptanceSlip extends SlipCase {
  readonly acceptanceNo: string
  readonly acceptedBy: StaffMark
  readonly papers: readonly { readonly name: string; readonly forWhom: string; readonly form: Form; readonly copies: number; readonly pages: number }[]
}

/** 受理回执 with the list of papers received. */
export function acceptanceReceipt(slip: AcceptanceSlip, stamp: PageStamp): PaperDefinition {
  const pages = slip.papers.reduce((sum, paper) => sum + paper.pages, 0)
  return framed('贷款申请受理回执', stamp, [
    ...slipHead('贷款申请受理回执', slip.acceptanceNo, slip, [
      ['受理日期', zhDate(slip.acceptedBy.on)],
      ['受理人', staffText(slip.acceptedBy)],
    ]),
    prose(
      `${slip.customer}：您提交的贷款申请资料齐全、符合规定形式，本行予以受理。受理不代表同意发放贷款，本行将自受理之日起五个工作日内完成调查，并在审批结束后及时告知结果。`,
    ),
    listTable(
      [
        { head: '序号', width: 30, align: 'center' },
        { head: '资料名称', width: '*' },
        { head: '所属人', width: 90 },
        { head: '形式', width: 76, align: 'center' },
        { head: '份数', width: 34, align: 'center' },
        { head: '页数', width: 34, align: 'center' },
      ],
      [
        ...slip.papers.map((paper, index) => [String(index + 1), paper.name, paper.forWhom, FORM_WORDS[paper.form], String(paper.copies), String(paper.pages)]),
        ['合计', `${slip.papers.length} 项`, '', '', '', String(pages)],
      ],
      { lastBold: true },
    ),
    ...signatures(
      [
        { role: '交件人（客户）', name: slip.customer, kind: 'PERSON', date: HAND_DATE },
        { role: '收件人', name: staffText(slip.acceptedBy), kind: 'STAFF', date: zhDate(slip.acceptedBy.on) },
      ],
      [prose(`查询及投诉电话：${slip.lender.phone}。查询进度请提供业务编号。本回执一式两份，客户与本行各执一份。`)],
    ),
  ])
}
