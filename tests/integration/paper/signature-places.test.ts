import { beforeAll, describe, expect, it } from 'vitest'
import { SIGNED_KINDS } from '../../../core/contract/signed-set.ts'
import type { Paper } from '../../../electron/services/papers.ts'
import { loanContract, securityContracts } from '../../../electron/services/papers.ts'
import type { PdfPrinter, PrintedPdf } from '../../../electron/services/pdf-printer.ts'
import { getDocument, VerbosityLevel } from '../../../electron/services/pdfjs.ts'
import { signaturePlaces } from '../../../electron/services/signature-places.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { openPrinter, printOk } from '../../fixtures/paper/printer.ts'
import { coOwner, guaranteeCompany, guarantor, pledge, vehicle } from '../../fixtures/paper/securities.ts'
import { mortgageTerms, soleTraderTerms } from '../../fixtures/paper/terms.ts'

let printer: PdfPrinter
const printed: { paper: Paper; pdf: PrintedPdf; words: readonly Word[] }[] = []

interface Word {
  readonly text: string
  readonly page: number
  readonly x: number
  readonly y: number
}
/** Every word of a page with where it begins, as parts of the page from its top left corner. */
async function wordsOf(bytes: Uint8Array): Promise<Word[]> {
  const task = getDocument({ data: bytes.slice(), verbosity: VerbosityLevel.ERRORS, useSystemFonts: false, disableFontFace: true })
  const document = await task.promise
  const words: Word[] = []
  for (let page = 1; page <= document.numPages; page++) {
    const sheet = await document.getPage(page)
    const { width, height } = sheet.getViewport({ scale: 1 })
    for (const item of (await sheet.getTextContent({ disableNormalization: true })).items) {
      const [x = 0, y = 0] = 'str' in item ? (item.transform as number[]).slice(4) : []
      if ('str' in item) words.push({ text: item.str, page, x: x / width, y: 1 - y / height })
    }
  }
  await task.destroy()
  return words
}

beforeAll(async () => {
  printer = await openPrinter()
  const pledged = soleTraderTerms({ guarantors: [guarantor], guarantorCompanies: [guaranteeCompany], pledge: pledge('DEPOSIT') })
  const driven = soleTraderTerms({ vehicle, coOwners: [coOwner] })
  const secured = [mortgageTerms(), pledged, driven].flatMap((terms) => securityContracts(terms, CLAUSES))
  const papers = [loanContract(mortgageTerms(), CLAUSES), ...secured]
  for (const paper of papers) {
    const pdf = await printOk(printer, paper)
    printed.push({ paper, pdf, words: await wordsOf(pdf.bytes) })
  }
})

const HAND = '亲笔抄写'
type Place = PrintedPdf['places'][number]
const holds = (place: Place, word: Word): boolean =>
  word.page === place.page && word.x >= place.left && word.x <= place.left + place.width && word.y >= place.top && word.y <= place.top + place.height

describe('the places to sign of a printed contract', () => {
  it('come with the paper from its layout, for every kind that comes back signed', () => {
    expect(new Set(printed.map(({ paper }) => paper.kind))).toEqual(new Set(SIGNED_KINDS))
    for (const { paper, pdf } of printed) {
      expect(
        pdf.places.map(({ label }) => label),
        paper.kind,
      ).toEqual(expect.arrayContaining([HAND, '合同专用章']))
      for (const { left, top, width, height } of pdf.places) {
        expect(Math.min(left, top, width, height), paper.kind).toBeGreaterThanOrEqual(0)
        expect(Math.max(left + width, top + height), paper.kind).toBeLessThanOrEqual(1)
      }
    }
  })

  it('are those that the words of the paper name, each around its word, one beside the other', async () => {
    for (const { paper, pdf, words } of printed) {
      const places = pdf.places.filter(({ label }) => label !== HAND)
      const named = words.filter(({ text }) =>
        ['签名：', '手印：', '合同专用章：', '负责人（授权代理人）签章：', '公章：', '法定代表人（授权代理人）签名：'].includes(text),
      )
      expect(places.map(({ label }) => `${label}：`).sort(), paper.kind).toEqual(named.map(({ text }) => text).sort())
      for (const place of places)
        expect(
          named.filter((word) => holds(place, word)).map(({ text }) => text),
          paper.kind,
        ).toContain(`${place.label}：`)
      expect((await signaturePlaces(pdf.bytes)).map(({ page, label }) => `${page} ${label}`).sort()).toEqual(
        places.map(({ page, label }) => `${page} ${label}`).sort(),
      )
      const beside = places.filter((one) =>
        places.some(
          (other) => other !== one && other.page === one.page && other.top === one.top && other.left < one.left && other.left + other.width > one.left,
        ),
      )
      expect(beside, `${paper.kind}: no crop shows the neighbour’s signature`).toEqual([])
    }
  })

  it('hold the lines that the customer copies in his own hand and the signature under them (Civil Code 496)', () => {
    for (const { paper, pdf, words } of printed) {
      const hands = pdf.places.filter(({ label }) => label === HAND)
      expect(hands, paper.kind).toHaveLength(1)
      const [hand] = hands
      const company = paper.kind === 'COMPANY_GUARANTEE'
      const sentence = words.find(({ text }) => text.includes('亲笔抄写下列文字'))
      const signature = words.find(({ text }) => text.startsWith(company ? '乙方法定代表人（授权代理人）签名：' : '乙方签名：'))
      const seal = words.find(({ text }) => text.startsWith('乙方（公章）：'))
      if (!hand || !sentence || !signature) return expect.fail(paper.kind)
      expect(holds(hand, signature), paper.kind).toBe(true)
      expect(seal !== undefined && holds(hand, seal), 'a company seals what its representative copies').toBe(company)
      expect(signature.y - hand.top, 'room for two lines of a hand above the signature').toBeGreaterThan(0.05)
      expect(hand.page).toBe(sentence.page)
      expect(hand.width, 'the whole line').toBeGreaterThan(0.7)
    }
  })
})
