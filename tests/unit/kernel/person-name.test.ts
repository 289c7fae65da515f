import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkName, maskName, normaliseName } from '../../../core/kernel/person-name.ts'

/** The 24 rare characters of domain 9. */
const RARE = [...'䶮㛃㼆鿏𠅤𣲗𨱇𠮷𪟝𪾢𫖮𫖳𫘧𫟼𬀩𬍡𬘭𬬭𬭎𬭸𬱖𬱟𭕄𰻞']

describe('the name rule', () => {
  it.each(RARE)('takes a borrower whose given name is the rare character %s', (character) => {
    expect(checkName(`测${character}`)).toEqual({ ok: true, name: `测${character}` })
  })
  it.each([
    '测䶮㛃',
    '试𬱖𬭸',
    '买买提·测试𫖮',
    '测试𬱖',
    '武〇',
    `${RARE.join('')}测`,
    'JOHN SMITH',
    "Seán O'Brien",
    'SMITH, JOHN',
    'Müller-Lüdenscheidt',
    'J.K. Rowling',
    '约翰·S·史密斯',
  ])('takes the name %s as it is', (name) => expect(checkName(name)).toEqual({ ok: true, name }))
  it.each(['•', '・', '‧', '．', '·', ' · '])('stores the separator "%s" as U+00B7', (separator) => {
    expect(checkName(`买买提${separator}测试`)).toEqual({ ok: true, name: '买买提\u00B7测试' })
  })
  it('stores a Kangxi radical as the ideograph it looks like', () => {
    expect(checkName('\u2F1D\u2F64')).toEqual({ ok: true, name: '口用' })
    for (let radical = 0x2f00; radical <= 0x2fd5; radical += 1) expect(normaliseName(String.fromCodePoint(radical))).toMatch(/^\p{Unified_Ideograph}$/u)
  })
  it('drops the blank in a two-character name and a variation selector', () => {
    expect(checkName(' 李\u3000明 ')).toEqual({ ok: true, name: '李明' })
    expect(checkName('葛\u{E0100}明')).toEqual({ ok: true, name: '葛明' })
  })

  it('refuses a private-use character and names it', () => {
    expect(checkName('张\uE81E')).toEqual({ ok: false, code: 'NAME_PRIVATE_USE', codePoint: 'U+E81E', at: 2 })
    expect(checkName('张\u{F0001}')).toEqual({ ok: false, code: 'NAME_PRIVATE_USE', codePoint: 'U+F0001', at: 2 })
  })
  it('refuses half of a surrogate pair and names it', () => {
    expect(checkName('刘𬱖'.slice(0, 2))).toEqual({ ok: false, code: 'NAME_SURROGATE', codePoint: 'U+D873', at: 2 })
    expect(checkName('刘\uDC56明')).toMatchObject({ code: 'NAME_SURROGATE', codePoint: 'U+DC56' })
  })
  it.each([
    ['李', 'NAME_LENGTH'],
    ['', 'NAME_LENGTH'],
    ['测'.repeat(51), 'NAME_LENGTH'],
    ['𬱖'.repeat(51), 'NAME_LENGTH'],
    ['李?', 'NAME_CHARACTER'],
    ['李1', 'NAME_CHARACTER'],
    ['李\u200B明', 'NAME_CHARACTER'],
    ['李\u0000明', 'NAME_CHARACTER'],
    ['山田ハナ', 'NAME_CHARACTER'],
    ['刘DI', 'NAME_MIXED'],
    ['·测试', 'NAME_SEPARATOR'],
    ['买买提··测试', 'NAME_SEPARATOR'],
    ["'Brien", 'NAME_SEPARATOR'],
  ])('refuses the name "%s" with %s', (name, code) => expect(checkName(name)).toMatchObject({ ok: false, code }))
  it('counts 50 characters outside the basic plane as 50', () => expect(checkName('𬱖'.repeat(50))).toMatchObject({ ok: true }))

  it('changes nothing when a name is normalised twice, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 20 }), (text) => {
        expect(normaliseName(normaliseName(text))).toBe(normaliseName(text))
      }),
      { numRuns: 500 },
    )
  })
})

describe('a covered name', () => {
  it.each([
    ['李明', '李*'],
    ['李小明', '李*明'],
    ['刘𬱖', '刘*'],
    ['𠮷小𬱖', '𠮷*𬱖'],
    ['买买提·测试𫖮', '买*𫖮'],
    ['李', '*'],
    ['', '*'],
  ])('shows %s as %s', (name, masked) => expect(maskName(name)).toBe(masked))
})
