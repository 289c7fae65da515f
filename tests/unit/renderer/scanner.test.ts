import { expect, it } from 'vitest'
import { type KeyPress, makeScanner } from '../../../renderer/composables/scanner.ts'

const codeOf = (character: string): string => (/\d/.test(character) ? `Digit${character}` : character === '-' ? 'Minus' : `Key${character.toUpperCase()}`)
/** Keys as a scanner sends them behind an input method: the physical code only, then Enter. */
function keys(text: string, gap: number, from: number): KeyPress[] {
  const presses = [...text].map((character, n) => ({ code: codeOf(character), shiftKey: /[A-Z]/.test(character), timeStamp: from + n * gap }))
  return [...presses, { code: 'Enter', shiftKey: false, timeStamp: from + text.length * gap }]
}
function scans(...bursts: KeyPress[][]): { found: string[]; taken: boolean[] } {
  const found: string[] = []
  const scanner = makeScanner((text) => found.push(text))
  return { found, taken: bursts.flat().map(scanner) }
}

it('reads a case number typed by a scanner, and keeps its Enter from the form', () => {
  const { found, taken } = scans(keys('SQ1101992026112400114', 8, 1_000))
  expect(found).toEqual(['SQ1101992026112400114'])
  expect(taken.at(-1)).toBe(true)
})
it('never takes a person typing at 120 ms for a scanner', () => {
  expect(scans(keys('SQ1101992026112400114', 120, 1_000)).found).toEqual([])
})
it('passes over a burst of fewer than six characters', () => {
  expect(scans(keys('12345', 5, 1_000)).found).toEqual([])
})
it('reads a scan that comes right after typing without the typed characters', () => {
  const typed = keys('wang', 150, 1_000).slice(0, -1)
  expect(scans(typed, keys('92330106MA28T5Q17D', 20, 9_000)).found).toEqual(['92330106MA28T5Q17D'])
})
it('leaves a password that comes as fast as a scan in its field, and keeps no part of it', () => {
  const field = { type: 'password' } as unknown as EventTarget
  const { found, taken } = scans(
    keys('Abcdef1234', 8, 1_000).map((press) => ({ ...press, target: field })),
    keys('12345', 8, 1_090),
  )
  expect(found).toEqual([])
  expect(taken).not.toContain(true)
})
