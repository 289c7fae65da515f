import type { Column, Content } from 'pdfmake/interfaces.js'
import { boxed } from './tables.ts'

/** One who signs: a person by hand and fingerprint, the bank by seal and its person in charge. */
export interface Signer {
  readonly role: string
  readonly name: string
  readonly kind: 'PERSON' | 'BANK' | 'STAFF'
  /** Printed date, or room to write one. */
  readonly date: string
}

const LINES: Readonly<Record<Signer['kind'], readonly string[]>> = {
  PERSON: ['签名（手印）：'],
  BANK: ['合同专用章：', '负责人（授权代理人）签章：'],
  STAFF: ['签名：'],
}

const block = (signer: Signer): Column => ({
  width: '*',
  stack: [
    { text: signer.role, bold: true },
    { text: signer.name, margin: [0, 2, 0, 0] },
    ...LINES[signer.kind].map((line): Content => ({ text: line, margin: [0, signer.kind === 'STAFF' ? 14 : 22, 0, 0] })),
    { text: `日期：${signer.date}`, margin: [0, 16, 0, 0], preserveLeadingSpaces: true },
  ],
})

/** Signature blocks, two a row, each row whole on one page. */
export function signatures(signers: readonly Signer[]): Content[] {
  const rows: Content[] = []
  for (let index = 0; index < signers.length; index += 2) {
    const pair = signers.slice(index, index + 2)
    rows.push({
      unbreakable: true,
      columns: [...pair.map(block), ...(pair.length === 1 ? [{ width: '*' as const, text: '' }] : [])],
      columnGap: 24,
      margin: [0, 10, 0, 8],
    })
  }
  return rows
}

/** A line to write on: full-width spaces, underlined. */
const handLine = (characters: number): Content => ({
  text: '　'.repeat(characters),
  decoration: 'underline',
  preserveLeadingSpaces: true,
  preserveTrailingSpaces: true,
  margin: [0, 10, 0, 0],
})

/** The borrower's own hand that the bold terms were explained: without it they may not bind (Civil Code 496). */
export const confirmation = (who: string, sentence: string): Content => ({
  unbreakable: true,
  stack: [
    boxed([
      { text: '重要条款确认', bold: true, alignment: 'center', margin: [0, 0, 0, 4] },
      {
        text: `${who}声明：贷款人已就本文件中以加粗字体标示的、免除或者减轻贷款人责任、加重${who}责任、限制${who}主要权利以及与${who}有重大利害关系的条款，采取合理方式提请注意，并按要求予以说明。`,
        bold: true,
        leadingIndent: 21,
        alignment: 'justify',
      },
      { text: `请${who}亲笔抄写下列文字：“${sentence}”`, margin: [0, 6, 0, 0] },
      handLine(40),
      handLine(40),
      { text: `${who}签名：　　　　　　　　　　　　　　日期：　　　　年　　月　　日`, margin: [0, 14, 0, 2], preserveLeadingSpaces: true },
    ]),
  ],
})
