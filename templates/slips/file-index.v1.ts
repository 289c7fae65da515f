import type { DateOnly } from '../../core/kernel/calendar.ts'
import { heading, prose } from '../layout/clauses.ts'
import { framed, type PaperDefinition } from '../layout/page-frame.ts'
import { signatures } from '../layout/signatures.ts'
import { type SlipCase, type StaffMark, slipHead, staffText } from '../layout/slip-head.ts'
import type { PageStamp } from '../layout/stamp.ts'
import { facts, listTable } from '../layout/tables.ts'
import { STRUCK, zhDate } from '../layout/words.ts'

/** One item of the volume. `pages` counts its sheets as scanned or printed; the index numbers them through. */
export interface FileIndexItem {
  readonly reference: string | null
  readonly responsible: string
  readonly title: string
  readonly on: DateOnly
  readonly pages: number
  readonly copies: number
  readonly form: 'ORIGINAL' | 'COPY' | 'ELECTRONIC'
  readonly note: string
}

export interface FileIndexSlip extends SlipCase {
  readonly archiveNo: string
  readonly contractNo: string | null
  readonly retention: string
  readonly items: readonly FileIndexItem[]
  /** Missing papers and other remarks of the 备考表. */
  readonly remarks: readonly string[]
  readonly filedBy: StaffMark
  readonly checkedBy: StaffMark
}

const FORM_OF_ITEM: Readonly<Record<FileIndexItem['form'], string>> = { ORIGINAL: '原件', COPY: '复印件', ELECTRONIC: '电子' }

/** 卷内目录 with the 卷内备考表 (domain 7). */
export function fileIndex(slip: FileIndexSlip, stamp: PageStamp): PaperDefinition {
  let next = 1
  const rows = slip.items.map((item, index) => {
    const first = next
    next += item.pages
    const range = item.pages === 0 ? STRUCK : item.pages === 1 ? String(first) : `${first}-${next - 1}`
    return [
      String(index + 1),
      item.reference ?? STRUCK,
      item.responsible,
      item.title,
      item.on.replaceAll('-', ''),
      range,
      String(item.copies),
      FORM_OF_ITEM[item.form],
      item.note,
    ]
  })
  const remarks = [
    facts(
      [
        ['本卷情况', `共 ${slip.items.length} 件，${next - 1} 页`],
        ['缺件及补充说明', slip.remarks.length > 0 ? `共 ${slip.remarks.length} 项，见下列说明` : '无'],
      ],
      undefined,
      [heading('卷内备考表')],
    ),
    ...slip.remarks.map((remark, index) => prose(`${index + 1}．${remark}`)),
  ]
  const last = remarks.splice(-1)
  return framed('卷内目录', stamp, [
    ...slipHead('卷内目录', slip.archiveNo, slip, [
      ['合同编号', slip.contractNo ?? STRUCK],
      ['保管期限', slip.retention],
    ]),
    listTable(
      [
        { head: '顺序号', width: 28, align: 'center' },
        { head: '文号／编号', width: 102 },
        { head: '责任者', width: 50 },
        { head: '题名', width: '*' },
        { head: '日期', width: 42, align: 'center' },
        { head: '页次', width: 34, align: 'center' },
        { head: '份数', width: 20, align: 'center' },
        { head: '载体', width: 32, align: 'center' },
        { head: '备注', width: 46 },
      ],
      rows,
      { fontSize: 8.5, dense: true },
    ),
    ...remarks,
    ...signatures(
      [
        { role: '立卷人', name: staffText(slip.filedBy), kind: 'STAFF', date: zhDate(slip.filedBy.on) },
        { role: '检查人', name: staffText(slip.checkedBy), kind: 'STAFF', date: zhDate(slip.checkedBy.on) },
      ],
      [],
      last,
    ),
  ])
}
