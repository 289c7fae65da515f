import { describe, expect, it } from 'vitest'
import { Parameters } from '../../../core/product/parameters.ts'
import { Scorecard } from '../../../core/product/scorecard.ts'
import { businessCard, parameters, personCard } from '../scoring/load-data.ts'

const age = (bins: unknown[]) => ({ code: 'AGE', name: { zh: '年龄', en: 'Age' }, kind: 'NUMBER', unit: 'YEARS', bins })
const messages = (bins: unknown[], maxPoints = 8) =>
  Scorecard.safeParse({ version: 'T@1', maxPoints, characteristics: [age(bins)] }).error?.issues.map(({ message }) => message) ?? []

describe('a scorecard file', () => {
  it('of the product gives 100 points at most', () => expect([personCard().maxPoints, businessCard().maxPoints]).toEqual([100, 100]))
  it('loads when its bins cover every number', () =>
    expect(
      messages([
        { to: 17, hard: 'R01' },
        { from: 18, points: 8 },
      ]),
    ).toEqual([]))
  it('is refused when a number falls between two bins, or into two', () => {
    expect(
      messages([
        { to: 17, points: 1 },
        { from: 19, points: 8 },
      ]),
    ).toEqual(['BINS_NOT_CONTIGUOUS'])
    expect(
      messages([
        { to: 17, points: 1 },
        { from: 17, points: 8 },
      ]),
    ).toEqual(['BINS_NOT_CONTIGUOUS'])
  })
  it('is refused when its ends are closed', () => expect(messages([{ from: 0, to: 9, points: 8 }])).toEqual(['FIRST_BIN_NOT_OPEN', 'LAST_BIN_NOT_OPEN']))
  it('is refused when a bin gives both points and a refusal, or neither', () => {
    expect(
      messages([
        { to: 17, points: 1, hard: 'R01' },
        { from: 18, points: 8 },
      ]),
    ).toEqual(['POINTS_OR_HARD'])
    expect(messages([{ to: 17 }, { from: 18, points: 8 }])).toEqual(['POINTS_OR_HARD'])
  })
  it('is refused when the best bins do not add up to the stated maximum', () => expect(messages([{ points: 8 }], 9)).toEqual(['MAX_POINTS_DIFFER']))
  it('is refused when a word stands in two bins', () => {
    const characteristic = {
      ...age([
        { is: ['OWN'], points: 8 },
        { is: ['OWN'], points: 1 },
      ]),
      kind: 'WORD',
      unit: undefined,
    }
    const { unit: _, ...word } = characteristic
    expect(Scorecard.safeParse({ version: 'T@1', maxPoints: 8, characteristics: [word] }).error?.issues[0]?.message).toBe('WORD_TWICE')
  })
})

describe('a parameter file', () => {
  const changed = (change: object) => Parameters.safeParse({ ...parameters(), ...change }).error?.issues.map(({ message }) => message) ?? []
  it('of the product loads unchanged after a round trip', () => expect(changed({})).toEqual([]))
  it('is refused when grades overlap or leave low points without a grade', () => {
    const grades = parameters().grades
    expect(changed({ grades: grades.map((row) => (row.grade === 'B' ? { ...row, minPoints: 80 } : row)) })).toEqual(['GRADE_POINTS_NOT_FALLING'])
    expect(changed({ grades: grades.map((row) => (row.grade === 'E' ? { ...row, minPoints: 10 } : row)) })).toEqual(['LOWEST_GRADE_NOT_OPEN'])
  })
  it('is refused when penalty leaves the range of the regulation', () => {
    expect(changed({ penalty: { overduePercent: 51, misusePercent: 100, graceDays: 0 } })).toHaveLength(1)
    expect(changed({ penalty: { overduePercent: 50, misusePercent: 49, graceDays: 0 } })).toHaveLength(1)
  })
  it('is refused with a prepayment fee that papers, which speak of whole permille, could not say', () => {
    for (const prepaymentFeeRate of [500, 1500, 101_000]) expect(changed({ prepaymentFeeRate }), String(prepaymentFeeRate)).toEqual(['FEE_NOT_WHOLE_PERMILLE'])
    for (const prepaymentFeeRate of [0, 1000, 100_000]) expect(changed({ prepaymentFeeRate })).toEqual([])
  })
  it('is refused when LPR rows are out of order', () => expect(changed({ lpr: [...parameters().lpr].reverse() })).toEqual(['LPR_NOT_IN_ORDER']))
  it('is refused with records kept less than ten years', () => expect(changed({ recordRetentionYears: 9 })).toHaveLength(1))
})
