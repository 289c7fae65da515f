import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseStrictJson, StrictJsonError, tryStrictJson } from '../../../protocol/strict-json.ts'

const parse = (text: string): unknown => parseStrictJson(Buffer.from(text))
const leaf = fc.oneof(
  fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0')),
  fc.maxSafeInteger().map((number) => number + 0),
  fc.boolean(),
  fc.constant(null),
)
const value = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof({ maxDepth: 4 }, leaf, fc.array(tie('tree'), { maxLength: 4 }), fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), tie('tree'), { maxKeys: 4 })),
})).tree

describe('the JSON of a batch', () => {
  it('reads what JSON.stringify writes, as JSON.parse does', () => {
    fc.assert(
      fc.property(value, (tree) => {
        const text = JSON.stringify(tree)
        expect(parse(text)).toEqual(JSON.parse(text))
      }),
    )
  })

  it('reads a string of millions of escapes, and refuses one that never ends, without running out of anything', () => {
    const escapes = '\\n\\"\\\\'.repeat(4_000_000)
    expect(parse(` ["${escapes}"]`)).toEqual(JSON.parse(`["${escapes}"]`))
    expect(tryStrictJson(Buffer.from(` ["${escapes}`))).toBeUndefined()
    expect(['"\\"', '"\\\\\\"', '"\\\\" "', '"a\nb"', '"\\\n"'].map((text) => tryStrictJson(Buffer.from(` ${text}`)))).toEqual(Array(5).fill(undefined))
  })

  it('is as deep with a space before it as without', () => {
    const nested = (levels: number): string => `${'['.repeat(levels)}1${']'.repeat(levels)}`
    for (const levels of [15, 16, 17, 18, 19])
      expect(tryStrictJson(Buffer.from(nested(levels)))).toStrictEqual(tryStrictJson(Buffer.from(` ${nested(levels)}`)))
  })

  it('never takes what the platform would not, and never fails in another way', () => {
    const pieces = fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"b"', '1', '-0', '01', '1.5', '1e3', 'true', 'nul', ' ', '"\\u00', '\\'), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(pieces, (list) => {
        const strict = tryStrictJson(Buffer.from(list.join('')))
        if (strict !== undefined) expect(strict).toEqual(JSON.parse(list.join('')))
      }),
      { numRuns: 2000 },
    )
  })

  it('is judged the same however it is written: what is as short as can be by the platform, what has a space before it character by character', () => {
    const number = fc.constantFrom(
      '0',
      '-0',
      '7',
      '40',
      '100',
      '1e2',
      '-1e2',
      '1200',
      '12e2',
      '1000',
      '1e3',
      '43500',
      '435e2',
      '1e12',
      '1000000000000',
      '5.0',
      '9e15',
      '1e16',
    )
    const word = fc.constantFrom('"100"', '":1e3,"', '""', 'true', 'false', 'null', '"贷"', '"__proto__"', '"\\n"', '"\\u0031"')
    const space = fc.constantFrom(...Array<string>(20).fill(''), ' ')
    const written = fc.letrec<{ tree: string }>((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        number,
        word,
        fc.array(tie('tree'), { maxLength: 3 }).map((items) => `[${items.join(',')}]`),
        fc
          .array(fc.tuple(fc.constantFrom('a', 'b', '', '1', '__proto__'), space, tie('tree')), { maxLength: 4 })
          .map((entries) => `{${entries.map(([key, gap, one]) => `"${key}":${gap}${one}`).join(',')}}`),
      ),
    })).tree
    fc.assert(
      fc.property(written, (text) => {
        expect(tryStrictJson(Buffer.from(text))).toStrictEqual(tryStrictJson(Buffer.from(` ${text}`)))
      }),
      { numRuns: 20_000 },
    )
  })

  it.each([
    // As long as it would be with the key once and the number written out.
    '{"a":1,"a":1,"n":1e9}',
    '[1e2]',
    '[-1e2]',
    '{"n":435e2}',
    // The platform gives the key that counts first, and its number would be looked for where the text of the other stands.
    '{"a":"100","1":[1e2]}',
    '{"a":1,"a":2}',
    '{"a":1,"\\u0061":2}',
    '1.0',
    '1e3',
    '-0',
    '9007199254740992',
    '"\\ud800"',
    '"\\u0000"',
    '[1,]',
    '{"__proto__":1}',
    '\ufeff{}',
    '1 2',
    '',
    `${'['.repeat(18)}${']'.repeat(18)}`,
  ])('refuses %s', (text) => expect(() => parse(text)).toThrow(StrictJsonError))

  it('refuses bytes that are not UTF-8', () => expect(() => parseStrictJson(Buffer.from([0x22, 0xff, 0x22]))).toThrow(StrictJsonError))
})
