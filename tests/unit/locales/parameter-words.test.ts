import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { unitOf } from '../../../renderer/composables/figure-words.ts'
import { locales } from './flatten.ts'

const root = path.join(import.meta.dirname, '../../../templates/parameters')
const file = parse(await readFile(path.join(root, 'default.v2.yaml'), 'utf8')) as Record<string, unknown>

const cards = path.join(root, '../scorecards')
const units = new Set(
  (await Promise.all((await readdir(cards)).map((name) => readFile(path.join(cards, name), 'utf8')))).flatMap(
    (text) => text.match(/(?<=unit: )[A-Z_]+/g) ?? [],
  ),
)

/** Every name along every path of the file. */
function names(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(names)
  if (value === null || typeof value !== 'object' || value instanceof Date) return []
  return Object.entries(value).flatMap(([key, part]) => [key, ...names(part)])
}

describe.each(Object.entries(locales))('the figures of the branch in %s', (_locale, words) => {
  it('are told in words, every name of them', () => {
    const { version: _version, validFrom: _validFrom, ...figures } = file
    const places = ['parameters.parts', 'parameters.lines', 'approvals.securities', 'parameters.codes']
    const unknown = [...new Set(names(figures))].filter((name) => !places.some((place) => words.has(`${place}.${name}`)))
    expect(unknown).toEqual([])
  })
  it('and those of the scorecards in their units', () => {
    expect(units.size).toBeGreaterThan(4)
    expect([...units].filter((unit) => !words.has(`parameters.scoreUnits.${unit}`))).toEqual([])
  })
})

it.each([
  ['authority.branch.CREDIT.IND_BIZ', 'FEN'],
  ['grades.0.priceBp.from', 'BP'],
  ['dti.hardPercent', 'PERCENT'],
  ['dscr.normalHundredths', 'HUNDREDTHS'],
  ['lpr.0.oneYear', 'RATE'],
  ['costCeiling', 'RATE'],
  ['maxEnquiries3Months', null],
  ['overdue.times24Months', null],
  ['revaluationMonths', 'MONTHS'],
  ['approvalValidityDays', 'DAYS'],
])('%s is counted in %s', (figure, unit) => {
  expect(unitOf(figure)).toBe(unit)
})
