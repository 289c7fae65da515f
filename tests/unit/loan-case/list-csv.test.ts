import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvCell, csvLine } from '../../../core/loan-case/list-csv.ts'

/** A reader of one line by RFC 4180. */
function cellsOf(line: string): string[] {
  const cells = ['']
  let quoted = false
  for (const [at, sign] of [...line.replace(/\r\n$/, '')].entries()) {
    if (sign === '"') quoted = !quoted
    if (sign === ',' && !quoted) cells.push('')
    else cells[cells.length - 1] += sign === '"' && !(quoted && [...line][at - 1] === '"') ? '' : sign
  }
  return cells
}

describe('a cell of a list that leaves the counter', () => {
  it('never begins as a formula, whatever a customer is called', () => {
    expect(csvCell('=HYPERLINK("http://x")')).toBe(`"'=HYPERLINK(""http://x"")"`)
    expect(csvCell(' =1+1')).toBe("' =1+1")
    expect(csvCell('@SUM(A1)')).toBe("'@SUM(A1)")
    expect(csvCell('+86 138')).toBe("'+86 138")
    expect(csvCell('王建国')).toBe('王建国')
  })
  it('leaves a figure a figure', () => {
    expect(csvCell('-18')).toBe('-18')
    expect(csvCell('300000.00')).toBe('300000.00')
  })
  it('is one cell of one line for any text, and harmless', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }), (texts) => {
        const line = csvLine(texts)
        expect(line.indexOf('\n')).toBe(line.length - 1)
        const read = cellsOf(line)
        expect(read).toHaveLength(texts.length)
        for (const cell of read) expect(/^\s*[=+\-@|%]/.test(cell) && !/^-\d+(\.\d+)?$/.test(cell)).toBe(false)
      }),
    )
  })
})
