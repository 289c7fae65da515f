import type { CanvasElement, Content } from 'pdfmake/interfaces.js'
import type { PaperDefinition } from '../layout/page-frame.ts'
import { qrMatrix } from '../layout/qr-path.ts'

/** One sheet to lay before the pages of an item in the scanner's tray. */
export interface SeparatorSheet {
  readonly itemName: string
  readonly itemId: string
  /** For whom, in words. */
  readonly forWhom: string
  readonly caseNo: string
  /** What its QR says (core/kernel/page-code.ts), MAC and all. */
  readonly code: string
}

const PAGE = { width: 595.28, height: 841.89 }
const MARGIN = 48
const QUIET = 4
/** 46 mm with its quiet zone: read at any angle from the worst of scanners, or a telephone. */
const SIDE = (46 / 25.4) * 72

/** The code at (x, y) of the page. One dirty corner must not make a sheet a page of the customer's, so each sheet bears four. */
function code(text: string, x: number, y: number): CanvasElement {
  const { size, dark } = qrMatrix(text)
  const module = SIDE / (size + 2 * QUIET)
  let d = ''
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      if (!dark(row, column)) continue
      const [left, top] = [x + (column + QUIET) * module, y + (row + QUIET) * module]
      d += `M${left.toFixed(3)} ${top.toFixed(3)}h${module.toFixed(3)}v${module.toFixed(3)}h-${module.toFixed(3)}z`
    }
  }
  // pdfmake draws paths; its types do not know them.
  return { type: 'path', d, color: '#000000' } as unknown as CanvasElement
}

const CORNERS: readonly (readonly [number, number])[] = [
  [MARGIN, MARGIN],
  [PAGE.width - MARGIN - SIDE, MARGIN],
  [MARGIN, PAGE.height - MARGIN - SIDE],
  [PAGE.width - MARGIN - SIDE, PAGE.height - MARGIN - SIDE],
]

const sheet = (one: SeparatorSheet, index: number): Content => ({
  ...(index > 0 ? { pageBreak: 'before' as const } : {}),
  stack: [
    { canvas: CORNERS.map(([x, y]) => code(one.code, x, y)) },
    { text: '扫描分隔页', fontSize: 30, bold: true, alignment: 'center' },
    { text: '本页置于下列资料之前，一并扫描；系统据此自动归入，本页不入卷。', fontSize: 11, alignment: 'center', margin: [0, 14, 0, 40] },
    { text: one.itemName, fontSize: 24, bold: true, alignment: 'center', margin: [0, 0, 0, 18] },
    { text: `资料代码 ${one.itemId}　　所属 ${one.forWhom}`, fontSize: 15, alignment: 'center', margin: [0, 0, 0, 18] },
    { text: `业务编号 ${one.caseNo}`, fontSize: 15, alignment: 'center' },
  ],
})

/** Separator sheets, one a page. @example separatorSheets([{ itemName, itemId: 'D102', forWhom, caseNo, code }]) */
export const separatorSheets = (sheets: readonly SeparatorSheet[]): PaperDefinition => ({
  pageSize: 'A4',
  pageMargins: [MARGIN, 270, MARGIN, 220],
  content: sheets.map(sheet),
  defaultStyle: { fontSize: 12 },
})
