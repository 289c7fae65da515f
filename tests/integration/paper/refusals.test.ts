import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Result } from '../../../core/kernel/result.ts'
import { loanContract } from '../../../electron/services/papers.ts'
import { createPdfPrinter, type PdfPrinter } from '../../../electron/services/pdf-printer.ts'
import { CLAUSES } from '../../fixtures/paper/clauses.ts'
import { bare, CREATED, openPrinter, printBare, textOf } from '../../fixtures/paper/printer.ts'
import { mortgageTerms } from '../../fixtures/paper/terms.ts'

let printer: PdfPrinter
beforeAll(async () => {
  printer = await openPrinter()
})

const refusal = (result: Result<unknown>) => (result.ok ? null : result.error)
const LONG = '款'.repeat(5000)

describe('a name no paper can carry', () => {
  const named = (name: string) => {
    const terms = mortgageTerms()
    return printer.print(loanContract({ ...terms, borrower: { ...terms.borrower, name } }, CLAUSES), CREATED)
  }

  it('is refused when a private-use character stands in it, by its code point', async () => {
    expect(refusal(await named('李\uE626'))).toMatchObject({ code: 'PDF_CHARACTER_MISSING', details: { characters: ['U+E626'], reasons: ['PRIVATE_USE'] } })
  })

  it('is refused when no bundled font draws a character, naming each', async () => {
    expect(refusal(await named('𠮷\u{30EDE}'))).toMatchObject({ code: 'PDF_CHARACTER_MISSING', details: { characters: ['U+30EDE \u{30EDE}'] } })
    expect(printer.undrawable('测试𬱖𠮷𰻞')).toEqual(['𰻞'])
  })

  it('is refused for half a surrogate pair, a control character and an unassigned number', async () => {
    expect(refusal(await named('李\uD842'))?.details.reasons).toEqual(['BROKEN'])
    expect(refusal(await named('李\u0007'))?.details.reasons).toEqual(['CONTROL'])
    expect(refusal(await named('李\u{3FFFD}'))?.details.reasons).toEqual(['UNASSIGNED'])
  })

  it('says where, but not what stands around it', async () => {
    const error = refusal(await named('王某某\uE626'))
    expect(error?.details.where).toMatch(/^content\[2\]\..*table\.body/)
    expect(JSON.stringify(error)).not.toContain('王')
  })
})

describe('a title that would break the description of the file', () => {
  it.each(['&', '<', '>'])('is our own bug and throws: %s', async (mark) => {
    const paper = { definition: bare(['款']), marks: ['JK1'] }
    await expect(printer.print({ ...paper, title: `借款合同${mark}` }, CREATED)).rejects.toThrow('may not hold')
    expect((await printer.print({ ...paper, title: '借款合同＆〈〉' }, CREATED)).ok).toBe(true)
  })
})

describe('a name in a cell narrower than itself', () => {
  it('is wrapped between its characters, never inside one of them', async () => {
    // Narrower than one hanzi, pdfmake's own wrapping takes the halves of a surrogate pair for two letters.
    const name = '《𠮷𬱖》（𪛖𫖮𭕄）'
    for (const width of [4, 8, 12, 24]) {
      const printed = await printBare(printer, [{ table: { widths: [width], body: [[name]] } }])
      if (!printed.ok) return expect.fail(`${width}: ${JSON.stringify(printed.error)}`)
      expect((await textOf(printed.value.bytes)).replaceAll(/JK1|1\/1/g, ''), String(width)).toBe(name)
    }
  })
})

describe('content that pdfmake would lose without a word', () => {
  const traps: readonly [string, () => Promise<Result<unknown>>][] = [
    ['a row that may not break', () => printBare(printer, [{ table: { dontBreakRows: true, body: [[LONG]] } }])],
    ['an unbreakable block', () => printBare(printer, [{ unbreakable: true, stack: [LONG] }])],
    ['unbreakable columns', () => printBare(printer, [{ unbreakable: true, columns: [LONG, 'x'] }])],
    ['a head row taller than a page', () => printBare(printer, [{ table: { headerRows: 1, body: [[LONG], ['x']] } }])],
    ['rows kept with the head', () => printBare(printer, [{ table: { headerRows: 1, keepWithHeaderRows: 1, body: [['x'], [LONG]] } }])],
    ['a header taller than its margin', () => printBare(printer, ['x'], { header: () => `JK1${'款'.repeat(500)}` })],
    ['a footer taller than its margin', () => printBare(printer, ['x'], { footer: () => '款'.repeat(1200) })],
    ['text set above the page', () => printBare(printer, [{ text: '款', absolutePosition: { x: 60, y: -9 } }])],
    ['text set beside the page', () => printBare(printer, [{ text: '款', absolutePosition: { x: -9, y: 60 } }])],
    ['a line that may not wrap', () => printBare(printer, [{ text: '款'.repeat(100), noWrap: true }])],
  ]

  it.each(traps)('is refused: %s', async (_, print) => {
    expect(refusal(await print())).toMatchObject({ code: 'PDF_INCOMPLETE', details: { check: 'LAYOUT' } })
  })

  it('is refused when a page does not show its numbers', async () => {
    expect(refusal(await printBare(printer, ['x'], { header: () => 'nothing' }))).toMatchObject({
      code: 'PDF_INCOMPLETE',
      details: { check: 'MARKS', page: 1 },
    })
  })
})

describe('what a paper may not reach for', () => {
  it.each([
    ['an image file', { image: '/etc/hostname' }],
    ['an SVG, whose pictures escape the local policy', { svg: '<svg xmlns="http://www.w3.org/2000/svg"/>' }],
    [
      'a logo as SVG whose picture is a local file',
      { svg: '<svg xmlns="http://www.w3.org/2000/svg"><image xlink:href="/etc/passwd" width="9" height="9"/></svg>' },
    ],
    ['the same inside a table cell', { table: { body: [[{ svg: '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>' }]] } }],
    ['a QR node, which may vanish', { qr: 'x' }],
  ])('throws on %s', async (_, node) => {
    await expect(printBare(printer, [node])).rejects.toThrow(/may not hold/)
  })

  it('throws on another font rather than look for it on the disk or the network', async () => {
    await expect(printBare(printer, [{ text: 'x', font: 'Roboto' }])).rejects.toThrow(/Roboto/)
  })
})

describe('the fonts', () => {
  it('are never substituted: a missing file refuses the printer', async () => {
    const empty = await mkdtemp(path.join(tmpdir(), 'paper-'))
    try {
      expect(refusal(await createPdfPrinter(empty))).toEqual({ code: 'PDF_FONT_MISSING', details: { file: 'NotoSerifSC_400Regular.ttf' } })
    } finally {
      await rm(empty, { recursive: true })
    }
  })
})
