import type { CanvasElement, Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { QR_SIZE, qrPath } from './qr-path.ts'
import { type PageStamp, qrPayload } from './stamp.ts'

/** A paper ready to print. Header and footer are always functions, so that every page carries its numbers. */
export type PaperDefinition = Omit<TDocumentDefinitions, 'header' | 'footer' | 'info' | 'watermark' | 'background'> & {
  header: (page: number, pages: number) => Content
  footer: (page: number, pages: number) => Content
}

const PAGE = { width: 595.28, height: 841.89 }
const SIDE = 62
const BOTTOM = 88
/** Width between the margins, for tables that set their own columns. */
export const TEXT_WIDTH = PAGE.width - 2 * SIDE
const RULE = '#7f7f7f'
const QUIET = 6
/** Equal sides put the page number in the middle. */
const FOOTER_SIDE = 186

const rule = (y: number): Content => ({ canvas: [{ type: 'line', x1: 0, y1: y, x2: TEXT_WIDTH, y2: y, lineWidth: 0.5, lineColor: RULE }] })

/** pdfmake draws paths; @types/pdfmake 0.3.3 does not know them. */
const filledPath = (d: string): CanvasElement => ({ type: 'path', d, color: '#000000' }) as unknown as CanvasElement

const header = (title: string, stamp: PageStamp): Content => ({
  margin: [SIDE, 26, SIDE, 0],
  lineHeight: 1,
  fontSize: 8.5,
  color: '#404040',
  stack: [
    {
      columns: [
        { width: '40%', text: stamp.bank },
        { width: '60%', text: `${title}　编号：${stamp.number}`, alignment: 'right' },
      ],
    },
    rule(3),
  ],
})

const footer = (stamp: PageStamp, page: number, pages: number): Content => {
  const [x, y] = [PAGE.width - SIDE - QR_SIZE + QUIET, PAGE.height - BOTTOM + 8]
  return {
    margin: [SIDE, 6, SIDE, 0],
    fontSize: 8.5,
    color: '#404040',
    stack: [
      rule(0),
      {
        margin: [0, 16, 0, 0],
        columns: [
          {
            width: FOOTER_SIDE,
            stack: [
              `${stamp.contracted ? '合同编号' : '业务编号'}：${stamp.contractNo}`,
              { text: `文件代码 ${stamp.code}　版式 ${stamp.version}　校验码 ${stamp.shortHash}`, margin: [0, 3, 0, 0] },
            ],
          },
          { width: '*', alignment: 'center', text: `第 ${page} 页　共 ${pages} 页`, margin: [0, 8, 0, 0] },
          { width: FOOTER_SIDE, canvas: [filledPath(qrPath(qrPayload(stamp, page, pages), x, y))] },
        ],
      },
    ],
  }
}

/** Puts content on A4 with the bank's header and a footer of page, numbers and QR. @example framed('个人借款合同', stamp, content) */
export const framed = (title: string, stamp: PageStamp, content: Content[]): PaperDefinition => ({
  pageSize: 'A4',
  pageMargins: [SIDE, 68, SIDE, BOTTOM],
  content,
  header: () => header(title, stamp),
  footer: (page, pages) => footer(stamp, page, pages),
  defaultStyle: { fontSize: 10.5, lineHeight: 1.12 },
})
