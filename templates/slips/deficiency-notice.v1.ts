import type { DeficiencyLine } from '../../core/completeness/deficiency.ts'
import type { DateOnly } from '../../core/kernel/calendar.ts'
import { prose } from '../layout/clauses.ts'
import { DEFECT_WORDS, FORM_WORDS, REMEDY_WORDS } from '../layout/completeness-words.ts'
import { framed, type PaperDefinition } from '../layout/page-frame.ts'
import { signatures } from '../layout/signatures.ts'
import { type SlipCase, type StaffMark, slipHead, staffText } from '../layout/slip-head.ts'
import type { PageStamp } from '../layout/stamp.ts'
import { listTable } from '../layout/tables.ts'
import { HAND_DATE, zhDate } from '../layout/words.ts'

/** The one complete list of what is missing (domain 2.2.6). `forWhom` is the name printed for each line's party. */
export interface DeficiencySlip extends SlipCase {
  readonly noticeNo: string
  readonly ordinal: number
  readonly issuedBy: StaffMark
  readonly dueOn: DateOnly
  readonly lines: readonly (Pick<DeficiencyLine, 'itemId' | 'name' | 'form' | 'codes' | 'remedies' | 'severity' | 'byBank' | 'newBecause'> & {
    readonly forWhom: string
  })[]
}

const remedy = (line: DeficiencySlip['lines'][number]): string =>
  line.byBank ? '由本行办理，无需提交' : line.remedies.map((code) => REMEDY_WORDS[code]).join('；')

/** 补件通知书. */
export function deficiencyNotice(slip: DeficiencySlip, stamp: PageStamp): PaperDefinition {
  const rows = slip.lines.map((line, index) => [
    String(index + 1),
    `${line.name.zh}（${line.itemId}）`,
    line.forWhom,
    [...line.codes.map((code) => `${code} ${DEFECT_WORDS[code]}`), ...(line.newBecause ? [`本次新增原因：${line.newBecause}`] : [])].join('；'),
    remedy(line),
    FORM_WORDS[line.form],
    line.severity === 'BLOCK' ? '必须' : '建议',
  ])
  return framed('补件通知书', stamp, [
    ...slipHead('补件通知书', slip.noticeNo, slip, [
      ['通知次数', `第 ${slip.ordinal} 次`],
      ['补正期限', zhDate(slip.dueOn)],
    ]),
    prose(
      `${slip.customer}：您提交的贷款申请资料经审核，尚有下列${slip.lines.length}项需要补正。本行已一次性列明全部事项；除新发现的事实外，不再另行提出补件要求。`,
    ),
    listTable(
      [
        { head: '序号', width: 24, align: 'center' },
        { head: '资料名称', width: '*' },
        { head: '何人', width: 46 },
        { head: '存在的问题', width: 98 },
        { head: '如何补正', width: 98 },
        { head: '形式', width: 42, align: 'center' },
        { head: '要求', width: 26, align: 'center' },
      ],
      rows,
    ),
    prose(
      `请于${zhDate(slip.dueOn)}前携带本通知书和上述资料到本行柜台办理。标注“必须”的资料逾期未补齐的，本行将终止受理并退回已提交的资料，您可以在资料齐备后重新申请。`,
      true,
    ),
    ...signatures(
      [
        { role: '客户（签收）', name: slip.customer, kind: 'PERSON', date: HAND_DATE },
        { role: '经办人', name: staffText(slip.issuedBy), kind: 'STAFF', date: zhDate(slip.issuedBy.on) },
      ],
      [prose(`柜台地址：${slip.lender.address}　联系电话：${slip.lender.phone}。本通知书一式两份，客户与本行各执一份。`)],
    ),
  ])
}
