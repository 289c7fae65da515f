import { describe, expect, it } from 'vitest'
import { forIndex } from '../../../db/sealing.ts'
import { bind, plainRow } from '../../../db/sql.ts'

describe('what may be bound', () => {
  it.each([
    ['undefined', undefined],
    ['a bigint', 5n],
    ['a boolean', true],
    ['a Date', new Date(0)],
    ['an object', {}],
    ['a list', [1]],
    ['a fraction', 0.1],
    ['an integer beyond 2^53', 2 ** 53],
    ['not a number', Number.NaN],
    ['a symbol', Symbol('x')],
  ])('refuses %s', (_name, value) => {
    expect(() => bind(['fine', value])).toThrow(TypeError)
  })

  it('names the parameter and never its value', () => {
    expect(() => bind(['a', 1, 10n])).toThrow('parameter 3 cannot be bound: bigint')
  })

  it('takes text, whole numbers, null and bytes, a view of a larger buffer included', () => {
    const view = new Uint8Array([9, 1, 2, 9]).subarray(1, 3)
    expect(bind(['a', 1_000_000_000_000, null, view])).toEqual(['a', 1_000_000_000_000, null, Buffer.from([1, 2])])
  })

  it('refuses a stored integer the driver has rounded', () => {
    expect(() => plainRow({ amount_fen: 2 ** 53 })).toThrow('amount_fen holds an unsafe integer')
  })
})

describe('the form behind a blind index', () => {
  it('finds the same person whatever width, case or spaces the number was typed with', () => {
    expect(forIndex('１１０101 19900307-793x')).toBe(forIndex('11010119900307793X'))
  })
})
