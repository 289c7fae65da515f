import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { checkCaseNumber, makeCaseNumber, NUMBER_PREFIXES, type NumberKind } from '../../../core/kernel/case-number.ts'

const application = { kind: 'APPLICATION', branch: '110199', date: dateOnly('2026-11-23'), sequence: 1 } as const
const kinds = Object.keys(NUMBER_PREFIXES) as NumberKind[]
const anyNumber = fc.record({
  kind: fc.constantFrom(...kinds),
  branch: fc.stringMatching(/^\d{6}$/),
  date: fc.constantFrom('2026-11-23', '2024-02-29', '2099-12-31').map(dateOnly),
  sequence: fc.integer({ min: 1, max: 9999 }),
})

describe('a number of the branch', () => {
  it('is prefix, branch, day, sequence and a Luhn digit', () => expect(makeCaseNumber(application)).toBe('SQ1101992026112300017'))
  it('comes apart into what it was made of, typed in lower case with blanks too', () => {
    fc.assert(
      fc.property(anyNumber, (value) => {
        const text = makeCaseNumber(value)
        expect(text).toHaveLength(21)
        expect(checkCaseNumber(` ${text.toLowerCase().replace(/(.{7})/, '$1 ')}`)).toEqual({ ok: true, value })
      }),
    )
  })
  it('is refused when any one digit is mistyped', () => {
    fc.assert(
      fc.property(anyNumber, fc.integer({ min: 2, max: 20 }), fc.integer({ min: 1, max: 9 }), (value, at, shift) => {
        const text = makeCaseNumber(value)
        const wrong = text.slice(0, at) + ((Number(text[at]) + shift) % 10) + text.slice(at + 1)
        expect(checkCaseNumber(wrong).ok).toBe(false)
      }),
    )
  })
  it.each([
    ['XX1101992026112300017', 'FORMAT'],
    ['SQ110199202611230001', 'FORMAT'],
    ['SQ1101992026112300010', 'CHECK'],
    ['SQ1101992026023000011', 'DATE'],
    ['SQ1101992026112300009', 'FORMAT'],
  ])('refuses %s with %s', (text, code) => expect(checkCaseNumber(text)).toEqual({ ok: false, code }))
  it.each([0, 10000, 1.5])('is not made from the sequence %d', (sequence) => expect(() => makeCaseNumber({ ...application, sequence })).toThrow(RangeError))
  it('is not made for a branch without six digits', () => expect(() => makeCaseNumber({ ...application, branch: '1199' })).toThrow(RangeError))
})
