import { describe, expect, it } from 'vitest'
import { type Coverage, coverageOf } from '../../../electron/services/font-coverage.ts'
import { countCharacters, forbiddenNode, mapText, shortOf, textLeaves } from '../../../electron/services/paper-text.ts'
import { gateText } from '../../../electron/services/text-gate.ts'

const draws = (repertoire: string): Coverage => {
  const known = new Set(Array.from(repertoire, (character) => character.codePointAt(0) ?? 0))
  return coverageOf((codePoint) => known.has(codePoint))
}

describe('the text gate', () => {
  const leaves = textLeaves([{ text: '甲' }, { table: { body: [['乙', { stack: ['丙𠮷'] }]] } }], 'content')

  it('lets text pass that the fonts draw', () => {
    expect(gateText(leaves, draws('甲乙丙𠮷')).ok).toBe(true)
  })

  it('names what they do not draw, once each, and where it first stands', () => {
    expect(gateText([...leaves, ...leaves], draws('甲乙'))).toEqual({
      ok: false,
      error: {
        code: 'PDF_CHARACTER_MISSING',
        details: { characters: ['U+4E19 丙', 'U+20BB7 𠮷'], reasons: ['NO_GLYPH', 'NO_GLYPH'], where: 'content[1].table.body[0][1].stack[0]' },
      },
    })
  })

  it('refuses a private-use character even when a font draws one', () => {
    expect(gateText([{ text: '\uE000', where: 'x' }], draws('\uE000')).ok).toBe(false)
  })
})

describe('the text of a paper', () => {
  it('is changed everywhere and nowhere else', () => {
    const node = { style: 'ab', columns: [{ text: ['ab', { text: 'ab', bold: true }] }, { table: { widths: ['ab'], body: [['ab']] } }] }
    expect(mapText(node, (text) => text.toUpperCase())).toEqual({
      style: 'ab',
      columns: [{ text: ['AB', { text: 'AB', bold: true }] }, { table: { widths: ['ab'], body: [['AB']] } }],
    })
  })

  it('is found short by code point, white space aside', () => {
    expect(shortOf(countCharacters(['款 款', '𠮷\n']), countCharacters(['款']))).toEqual(['U+6B3E', 'U+20BB7'])
  })

  it('may not hide in a node that the gate does not read', () => {
    expect(forbiddenNode([{ stack: [{ columns: [{ svg: '<svg/>' }] }] }], 'content')).toBe('content[0].stack[0].columns[0].svg')
    expect(forbiddenNode([{ text: 'x' }], 'content')).toBeNull()
  })
})
