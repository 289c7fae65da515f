import type { Content, TableCell } from 'pdfmake/interfaces.js'
import { TEXT_WIDTH } from './page-frame.ts'
import { bearing, type PlaceMark } from './place-mark.ts'
import { roughHeight } from './rough-height.ts'
import { boxed } from './tables.ts'

/** One who signs: a person by hand and fingerprint, the bank and a company by seal and the person in charge. */
export interface Signer {
  readonly role: string
  readonly name: string
  readonly kind: 'PERSON' | 'BANK' | 'STAFF' | 'COMPANY'
  /** Printed date, or room to write one. */
  readonly date: string
}

const LINES: Readonly<Record<Signer['kind'], readonly [string, string]>> = {
  PERSON: ['签名：', '手印：'],
  BANK: ['合同专用章：', '负责人（授权代理人）签章：'],
  STAFF: ['签名：', ''],
  COMPANY: ['公章：', '法定代表人（授权代理人）签名：'],
}

/** The words beside which somebody signs or seals: the places on papers printed before their layout said where they are. */
export const SIGN_HERE: readonly string[] = [...Object.values(LINES).flatMap((words) => words.filter((word) => word !== '')), '法定代表人签名：']

/** Room of a hand or a seal around its word, in points; never into the next column. */
const ROOM = { left: 8, above: 18, width: 168, below: 27 } as const
const room = (label: string, width: number): PlaceMark => ({ label: label.replace(/：$/, ''), ...ROOM, width: Math.min(ROOM.width, width) })

/** Rows of a table without lines, so that lines to sign on stand level whatever a name's length. */
function group(signers: readonly Signer[], columns: number): Content {
  const row = (text: (signer: Signer) => string, space: number, bold = false): TableCell[] =>
    Array.from({ length: columns }, (_, at): TableCell => {
      const signer = signers[at]
      return { text: signer ? text(signer) : '', bold, margin: [0, space, 0, 0], preserveLeadingSpaces: true }
    })
  const column = TEXT_WIDTH / columns
  const lineOf = (which: 0 | 1): TableCell[] =>
    Array.from({ length: columns }, (_, at): TableCell => {
      const signer = signers[at]
      const word = signer ? LINES[signer.kind][which] : ''
      return { ...(word === '' ? { text: '' } : bearing(word, room(word, column))), margin: [0, 12, 0, 0], preserveLeadingSpaces: true }
    })
  // In three columns a date to be written would reach the next one.
  const dateOf = ({ date }: Signer): string => `日期：${columns > 2 ? date.replace(/^　　　　年/, '　　　年') : date}`
  const second = signers.some(({ kind }) => LINES[kind][1] !== '')
  const body = [row(({ role }) => role, 0, true), row(({ name }) => name, 0), lineOf(0), ...(second ? [lineOf(1)] : []), row(dateOf, 10)]
  return { unbreakable: true, table: { widths: Array.from({ length: columns }, () => '*'), body }, layout: 'noBorders', margin: [0, 8, 0, 6] }
}

/** Less than a page holds, in points: pdfmake loses what is kept whole and taller. */
const KEEP_WHOLE = 655
/** A row of signers whose names take a line each, what each further line adds, and the characters of one. */
const ROW = { height: 145, line: 15, characters: [43, 21, 14] } as const

const rowHeight = (signers: readonly Signer[], columns: number): number => {
  const lines = signers.map(({ name }) => Math.ceil(name.length / (ROW.characters[columns - 1] ?? 1)))
  return ROW.height + ROW.line * (Math.max(1, ...lines) - 1)
}

/**
 * Signature blocks, two or three a row, under an optional lead; kept together on one page where they surely fit.
 * @param before what they are given to, a confirmation by hand or the last clause: it goes to the next page with them where all of it fits on one
 */
export function signatures(signers: readonly Signer[], lead: Content[] = [], before: Content[] = []): Content[] {
  // The words of a company's line need half a page.
  const columns = signers.length === 3 && signers.every(({ kind }) => kind !== 'COMPANY') ? 3 : 2
  const rows: Content[] = []
  let height = roughHeight(lead)
  for (let index = 0; index < signers.length; index += columns) {
    const row = signers.slice(index, index + columns)
    rows.push(group(row, columns))
    height += rowHeight(row, columns)
  }
  if (height + roughHeight(before) <= KEEP_WHOLE) return [{ unbreakable: true, stack: [...before, ...lead, ...rows] }]
  if (height <= KEEP_WHOLE) return [...before, { unbreakable: true, stack: [...lead, ...rows] }]
  return [...before, { unbreakable: true, stack: [...lead, ...rows.slice(0, 1)] }, ...rows.slice(1)]
}

/** A label with a line on which somebody writes when he signs. @example toWrite('签署地点：') */
export const toWrite = (label: string): Content => ({
  text: [label, { text: '　'.repeat(24), decoration: 'underline' }],
  leadingIndent: 21,
  preserveLeadingSpaces: true,
  preserveTrailingSpaces: true,
  margin: [0, 2, 0, 5],
})

/** Under a consent of its own: where it is signed. */
export const signedHere = (): Content => ({
  ...bearing('本人签名：　　　　　　　　　　　　日期：　　　　年　　月　　日', { ...room('本人签名：', TEXT_WIDTH), width: 400 }),
  margin: [0, 14, 0, 6],
  preserveLeadingSpaces: true,
})

/** A line to write on: full-width spaces, underlined. */
const handLine = (characters: number, place: PlaceMark): Content => ({
  ...bearing('　'.repeat(characters), place),
  decoration: 'underline',
  preserveLeadingSpaces: true,
  preserveTrailingSpaces: true,
  margin: [0, 10, 0, 0],
})

const NOTED = ['本人', '本单位'] as const

/**
 * The borrower's own hand that the bold terms were explained: without it they may not bind (Civil Code 496). A company's is the hand of
 * who represents it, under its seal. @param sentence what is copied; it says 本人, a company's 本单位
 */
export function confirmation(bank: string, who: string, sentence: string, { lines = 2, company = false } = {}): Content {
  // The lines and the signature under them are one place: whoever looks sees both.
  const hand: PlaceMark = { label: '亲笔抄写', left: 4, above: 8, width: TEXT_WIDTH - 10, below: 4 }
  return {
    unbreakable: true,
    stack: [
      boxed([
        { text: '重要条款确认', bold: true, alignment: 'center', margin: [0, 0, 0, 4] },
        {
          text: `${who}声明：${bank}已就本文件中以加粗字体标示的、免除或者减轻${bank}责任、加重${who}责任、限制${who}主要权利以及与${who}有重大利害关系的条款，采取合理方式提请注意，并按要求予以说明。`,
          bold: true,
          leadingIndent: 21,
          alignment: 'justify',
        },
        {
          text: company
            ? `请${who}的法定代表人（授权代理人）代表${who}亲笔抄写下列文字：“${sentence.replace(...NOTED)}”`
            : `请${who}亲笔抄写下列文字：“${sentence}”`,
          margin: [0, 6, 0, 0],
        },
        ...Array.from({ length: lines }, () => handLine(40, hand)),
        ...(company
          ? [`${who}（公章）：`, `${who}法定代表人（授权代理人）签名：　　　　　　　　日期：　　　　年　　月　　日`]
          : [`${who}签名：　　　　　　　　　　　　　　日期：　　　　年　　月　　日`]
        ).map((line): Content => ({ ...bearing(line, hand), margin: [0, company ? 18 : 14, 0, 2], preserveLeadingSpaces: true })),
      ]),
    ],
  }
}
