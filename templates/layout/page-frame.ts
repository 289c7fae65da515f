import type { CanvasElement, Content, TDocumentDefinitions } from 'pdfmake/interfaces.js'
import { PAPER_CODES } from '../../core/contract/paper-kinds.ts'
import { SIGNED_KINDS } from '../../core/contract/signed-set.ts'
import { QR_SIZE, qrPath } from './qr-path.ts'
import { seamMark } from './seam.ts'
import { type PageStamp, type Printing, pageCodeOf } from './stamp.ts'

/** What stands on every page of a paper: plain data, so that it reaches the thread that prints. */
export interface Frame {
  readonly title: string
  readonly stamp: PageStamp
}

/** A paper ready to print. With a frame it is plain data; `header` and `footer` are for documents that have none. */
export type PaperDefinition = Omit<TDocumentDefinitions, 'header' | 'footer' | 'info' | 'watermark' | 'background' | 'styles' | 'images'> & {
  readonly frame?: Frame
  header?: (page: number, pages: number) => Content
  footer?: (page: number, pages: number) => Content
}

/** What is laid around the content, page by page. */
export interface Furniture {
  readonly header: (page: number, pages: number) => Content
  readonly footer: (page: number, pages: number) => Content
  /** Behind the text. */
  readonly background: (page: number) => Content
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
/** PDF/A-1 knows no transparency: a solid grey, light enough to read through. */
const TRAINING = { text: '培训', fontSize: 150, color: '#e4e4e4', tops: [150, 480] } as const

const rule = (y: number): Content => ({ canvas: [{ type: 'line', x1: 0, y1: y, x2: TEXT_WIDTH, y2: y, lineWidth: 0.5, lineColor: RULE }] })

/** pdfmake draws paths; @types/pdfmake 0.3.3 does not know them. */
const filledPath = (d: string): CanvasElement => ({ type: 'path', d, color: '#000000' }) as unknown as CanvasElement

const header = ({ title, stamp }: Frame): Content => ({
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

const SECURITY_CODES: readonly string[] = SIGNED_KINDS.filter((kind) => kind !== 'LOAN_CONTRACT').map((kind) => PAPER_CODES[kind])
/** Whose number stands at the foot: a contract of security carries that of the contract it secures. */
const numberWord = ({ contracted, code }: PageStamp): string => (SECURITY_CODES.includes(code) ? '主合同编号' : contracted ? '合同编号' : '业务编号')

const footer = ({ stamp }: Frame, printing: Printing, page: number, pages: number): Content => {
  const [x, y] = [PAGE.width - SIDE - QR_SIZE + QUIET, PAGE.height - BOTTOM + 8]
  const code = pageCodeOf(stamp, printing, page, pages)
  return {
    margin: [SIDE, 6, SIDE, 0],
    fontSize: 8.5,
    color: '#404040',
    stack: [
      rule(0),
      {
        margin: [0, stamp.witness ? 4 : 10, 0, 0],
        columns: [
          {
            width: FOOTER_SIDE,
            stack: [
              `${numberWord(stamp)}：${stamp.contractNo}`,
              { text: `文件代码 ${stamp.code}　版式 ${stamp.version}　第 ${printing.version} 版`, margin: [0, 3, 0, 3] },
              `校验码 ${stamp.shortHash}`,
            ],
          },
          { width: '*', alignment: 'center', text: `第 ${page} 页　共 ${pages} 页`, margin: [0, 14, 0, 0] },
          { width: FOOTER_SIDE, canvas: [filledPath(qrPath(code, x, y)), ...seamMark(page, pages, PAGE)] },
        ],
      },
      // Smaller, for it is long; under the other words of the foot, beside the code: whoever rewrites the log later has every paper against him.
      ...(stamp.witness
        ? [{ text: `总行会签审计日志 ${stamp.witness.size} 行 ${stamp.witness.root}`, fontSize: 8, margin: [0, 3, 0, 0] as [number, number, number, number] }]
        : []),
    ],
  }
}

const trainingMark = (): Content => ({
  stack: TRAINING.tops.map((y) => ({
    text: TRAINING.text,
    fontSize: TRAINING.fontSize,
    color: TRAINING.color,
    alignment: 'center' as const,
    absolutePosition: { x: 0, y },
  })),
})

/** What surrounds a paper's content. @throws TypeError when a framed paper is printed without saying which printing it is */
export function furnish({ frame, ...definition }: PaperDefinition, printing: Printing | null): Furniture {
  const empty = (): Content => ''
  const background = printing?.training ? trainingMark : empty
  if (!frame) return { header: definition.header ?? empty, footer: definition.footer ?? empty, background }
  if (!printing) throw new TypeError('a framed paper is printed as a version of its number')
  return {
    header: () => header(frame),
    footer: (page, pages) => footer(frame, printing, page, pages),
    background,
  }
}

/** Puts content on A4 with the bank's header and a footer of page, numbers and QR. @example framed('个人借款合同', stamp, content) */
export const framed = (title: string, stamp: PageStamp, content: Content[]): PaperDefinition => ({
  pageSize: 'A4',
  pageMargins: [SIDE, 68, SIDE, BOTTOM],
  content,
  frame: { title, stamp },
  defaultStyle: { fontSize: 10.5, lineHeight: 1.12 },
})
