import { readFileSync } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkDraft } from '../../../core/intake/draft.ts'
import { drawnHanzi, isDrawnHanzi, isSurelyDrawn } from '../../../core/kernel/drawn-hanzi.ts'
import { coverage } from '../../../electron/services/font-coverage.ts'
import { FONT_FILES } from '../../../electron/services/fonts.ts'
import type { PdfPrinter } from '../../../electron/services/pdf-printer.ts'
import { consumer, consumerMortgage, today } from '../../fixtures/applications.ts'
import { openPrinter, printBare, textOf } from '../../fixtures/paper/printer.ts'

/** A sheet of so many characters is some four pages. */
const SHEET = 4000
/** In `npm test` every 37th hanzi: a step that is no divisor of any block's size. `npm run test:full` prints them all. */
const STEP = process.env.TEST_FULL ? 1 : 37

/** As many hanzi as a name is given in this test; the form takes 50. */
const NAME = 24
const [HAN, UNDRAWN] = [0x674e, '\u{30EDE}']

let printer: PdfPrinter
beforeAll(async () => {
  printer = await openPrinter()
})
const chosen = [...drawnHanzi()].filter((_, index) => index % STEP === 0)

describe('the hanzi of GB 18030-2022', () => {
  it('are all drawn by one of the two fonts, as the table of the counter says, and no other ideograph is promised', () => {
    const [normal, bold, rare] = [FONT_FILES.normal, FONT_FILES.bold, FONT_FILES.rare].map((file) => {
      const bytes = readFileSync(file)
      return coverage(file.endsWith('.br') ? brotliDecompressSync(bytes) : bytes)
    })
    if (!normal || !bold || !rare) return expect.fail()
    const wrong: number[] = []
    for (let codePoint = 0x3400; codePoint <= 0x323af; codePoint++) {
      const drawn = (normal.has(codePoint) && bold.has(codePoint)) || rare.has(codePoint)
      if (/\p{Unified_Ideograph}/u.test(String.fromCodePoint(codePoint)) && drawn !== isDrawnHanzi(codePoint)) wrong.push(codePoint)
    }
    expect(wrong).toEqual([])
    // Where the fonts are not at hand, no sign is promised that they lack.
    const promised = Array.from({ length: 0x11_0000 }, (_, codePoint) => codePoint).filter((codePoint) => isSurelyDrawn(codePoint) && !isDrawnHanzi(codePoint))
    expect(promised.filter((codePoint) => !normal.has(codePoint) || !bold.has(codePoint))).toEqual([])
    // Level 3: the basic block to 9FEF, extension A to 4DB5, B to F, and the unified ideographs of the compatibility block.
    const [levelThree] = [87_887 - 12]
    expect([...drawnHanzi()].filter((codePoint) => codePoint <= 0x9fef || codePoint >= 0x20000).length).toBeGreaterThan(levelThree)
  })

  it('print and read back, each as itself and in its place', { timeout: 600_000 }, async () => {
    const lost: string[] = []
    for (let at = 0; at < chosen.length; at += SHEET) {
      const text = String.fromCodePoint(...chosen.slice(at, at + SHEET))
      const printed = await printBare(printer, [text.replace(/(.{40})/gu, '$1\n')], { header: () => 'JK1', footer: () => '' })
      if (!printed.ok) lost.push(JSON.stringify(printed.error))
      else if ((await textOf(printed.value.bytes)).replaceAll('JK1', '') !== text) lost.push(`another text from ${text.slice(0, 2)}`)
    }
    expect(lost).toEqual([])
  })

  it('keep apart two that share one outline, in one paper and in the next', async () => {
    for (const text of ['㖈㖈䎛㘽㦳', '䎛㖈㦳㘽']) {
      const printed = await printBare(printer, [text])
      expect(printed.ok && (await textOf(printed.value.bytes))).toContain(text)
    }
  })

  it('are refused at data entry where no font draws them, every other ideograph of Unicode by name: none is promised and lost', () => {
    const wrong: string[] = []
    for (let codePoint = 0x3400; codePoint <= 0x323af; codePoint++) {
      const character = String.fromCodePoint(codePoint)
      if (!/\p{Unified_Ideograph}/u.test(character)) continue
      const refused = printer.undrawable(character)
      if (isDrawnHanzi(codePoint) ? refused.length > 0 : refused[0] !== character) wrong.push(codePoint.toString(16))
    }
    expect(wrong).toEqual([])
  })

  it('may each stand in a name as it is entered: the form takes what the paper can print, and nothing else', () => {
    const form = consumer()
    const against = (name: string) =>
      checkDraft({ ...form, borrower: { ...form.borrower, name } }, { today, product: consumerMortgage }).issues.filter(({ path }) => path === 'borrower.name')
    for (let at = 0; at < chosen.length; at += NAME) {
      const name = String.fromCodePoint(...chosen.slice(at, at + NAME), HAN)
      expect([against(name), printer.undrawable(name)], name).toEqual([[], []])
    }
    expect(printer.undrawable(`李${UNDRAWN}`)).toEqual([UNDRAWN])
    for (const wrong of ['\u{E626}', '\u{D842}', '?']) expect(against(`李${wrong}`).length, wrong).toBeGreaterThan(0)
  })

  it('of Amendment 1 that no font draws are refused, named', async () => {
    expect(await printBare(printer, ['\u{30EDE}'])).toMatchObject({
      ok: false,
      error: { code: 'PDF_CHARACTER_MISSING', details: { characters: ['U+30EDE \u{30EDE}'] } },
    })
  })
})
