import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decode, encode } from '../../electron-host/codec.js'

const copy = (value: unknown): unknown => decode(encode(value))

describe('the text form of what crosses between page and main process', () => {
  it('keeps any JSON-like value, however deep', () => {
    const values = fc.object({ withDate: true, withMap: true, withSet: true, withBigInt: true, withSparseArray: false })
    fc.assert(
      fc.property(values, (value) => {
        expect(copy(value)).toEqual(value)
      }),
    )
  })
  it('keeps numbers that JSON loses', () => {
    for (const number of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, Number.MAX_SAFE_INTEGER])
      expect(Object.is(copy(number), number)).toBe(true)
  })
  it('keeps the bytes and the kind of a typed array', () => {
    expect(copy(new Uint8Array([0, 127, 255]))).toEqual(new Uint8Array([0, 127, 255]))
    expect(copy(new Float64Array([1.5, -2]))).toEqual(new Float64Array([1.5, -2]))
    expect(copy(Uint8Array.from([1, 2, 3, 4]).subarray(1, 3))).toEqual(new Uint8Array([2, 3]))
  })
  it('keeps undefined, an invalid date, an expression and an error', () => {
    expect(copy({ a: undefined })).toStrictEqual({ a: undefined })
    expect(copy(new Date(Number.NaN))).toEqual(new Date(Number.NaN))
    expect(copy(/贷\d+/giu)).toEqual(/贷\d+/giu)
    expect(copy(new RangeError('too far'))).toMatchObject({ name: 'RangeError', message: 'too far' })
  })
  it('keeps one object one object, and a cycle a cycle', () => {
    const party = { name: '测试𬱖' }
    const [first, second] = copy([party, party]) as [object, object]
    expect(first).toBe(second)
    const ring: { self?: unknown } = {}
    ring.self = ring
    const again = copy(ring) as { self: unknown }
    expect(again.self).toBe(again)
  })
  it('does not let a key named __proto__ change an object', () => {
    const value = copy(JSON.parse('{"__proto__": {"admin": true}}')) as object
    expect(Object.keys(value)).toEqual(['__proto__'])
    expect('admin' in value).toBe(false)
  })
  it('refuses functions, symbols and promises as Electron does', () => {
    for (const value of [() => 1, Symbol('x'), Promise.resolve(1)]) expect(() => encode({ value })).toThrow('could not be cloned')
  })
})
