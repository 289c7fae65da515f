import { PDFDocument } from '@cantoo/pdf-lib'
import { beforeAll, describe, expect, it } from 'vitest'
import { expectOk, type Result } from '../../../core/kernel/result.ts'
import type { PlacedPage } from '../../../electron/services/layout-capture.ts'
import { samePages } from '../../../electron/services/pdf-reread.ts'
import { laidOutOn, verifyWritten } from '../../../electron/services/pdf-verify.ts'
import { openPrinter, printBare } from '../../fixtures/paper/printer.ts'

let bytes: Uint8Array
beforeAll(async () => {
  bytes = expectOk(await printBare(await openPrinter(), ['合同测试𬱖'])).bytes
})

/** A page as the layout would have reported it. */
const laidOut = (...texts: string[]): PlacedPage => ({
  pageSize: { width: 595, height: 842 },
  items: texts.map((text) => ({
    type: 'line',
    item: { x: 0, y: 0, getHeight: () => 10, inlines: [{ text, x: 0, width: 10, font: { layout: () => ({ glyphs: [] }) } }] },
  })),
})
const check = async (pages: PlacedPage[], written = bytes) => {
  const result: Result<null> = await verifyWritten(written, laidOutOn(pages), ['JK1'])
  return result.ok ? 'released' : result.error
}

describe('what was written is read back before it is released', () => {
  it('is released when it says what was laid out', async () => {
    expect(await check([laidOut('JK1', '合同测试𬱖', '1/1')])).toBe('released')
  })

  it('is refused when a character is missing from the file, naming it', async () => {
    expect(await check([laidOut('JK1', '合同测试𬱖章', '1/1')])).toMatchObject({
      code: 'PDF_INCOMPLETE',
      details: { check: 'CHARACTERS', lost: ['U+7AE0'], added: [] },
    })
  })

  it('is refused when the file says another character', async () => {
    expect(await check([laidOut('JK1', '合同测試𬱖', '1/1')])).toMatchObject({ details: { check: 'CHARACTERS', lost: ['U+8A66'], added: ['U+8BD5'] } })
  })

  it('is refused when a page is missing', async () => {
    expect(await check([laidOut('JK1', '合同测试𬱖', '1/1'), laidOut()])).toMatchObject({ details: { check: 'PAGES', laidOut: 2, written: 1 } })
  })

  it('is refused when a font is not inside', async () => {
    const latin = Buffer.from(bytes)
      .toString('latin1')
      .replaceAll(/\/FontFile2 (\d+ 0 R)/g, '/FontFilex $1')
    expect(await check([laidOut('JK1', '合同测试𬱖', '1/1')], new Uint8Array(Buffer.from(latin, 'latin1')))).toMatchObject({
      code: 'PDF_INCOMPLETE',
      details: { check: 'FONTS' },
    })
  })
})

describe('a copy made by another library', () => {
  it('counts as the same only where every page says the same, and none is gone', async () => {
    const printer = await openPrinter()
    const printed = async (...texts: string[]) => expectOk(await printBare(printer, texts)).bytes
    expect(await samePages(bytes, await printed('合同测试𬱖'))).toBe(true)
    expect(await samePages(bytes, await printed('合同测試𬱖'))).toBe(false)
    expect(await samePages(bytes, new TextEncoder().encode('%PDF-1.4 cut short'))).toBe(false)
    const document = await PDFDocument.load(bytes)
    document.addPage()
    expect(await samePages(bytes, await document.save())).toBe(false)
  })
})
