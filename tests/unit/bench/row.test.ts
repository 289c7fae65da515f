import { describe, expect, it } from 'vitest'
import { table } from '../../bench/report.ts'
import { median, row } from '../../bench/row.ts'

const measured = { name: 'opening the list', unit: 'ms', value: 6, baseline: 4, target: 1.5 }

describe('a row of the bench', () => {
  it('is a ratio to its baseline, and holds up to its target', () => {
    expect(row(measured)).toEqual({ ...measured, ratio: 1.5, holds: true })
    expect(row({ ...measured, value: 6.1 }).holds).toBe(false)
  })

  it('claims nothing where the baseline or the value cannot be had', () => {
    for (const missing of [{ baseline: null }, { baseline: 0 }, { value: null }])
      expect(row({ ...measured, ...missing })).toMatchObject({ ratio: null, holds: null })
  })

  it('only informs without a target', () => {
    expect(row({ ...measured, target: null })).toMatchObject({ ratio: 1.5, holds: null })
  })
})

describe('the table', () => {
  it('shows a missed target and counts it, and leaves out of the count what could not be judged', () => {
    const text = table([row(measured), row({ ...measured, value: 10 }), row({ ...measured, baseline: null })])
    expect(text.split('\n').map((line) => line.trim().split(/\s+/).at(-1))).toEqual(expect.arrayContaining(['holds', 'yes', 'NO', '-']))
    expect(text).toContain('1 of 2 targets hold.')
  })
})

it('takes the middle of an odd number of runs and the mean of the two middles of an even one', () => {
  expect(median([9, 1, 5])).toBe(5)
  expect(median([10, 1, 3, 4])).toBe(3.5)
  expect(() => median([])).toThrow(RangeError)
})
