import { describe, expect, it } from 'vitest'
import { gradeOf } from '../../../core/scoring/grade.ts'
import { type ScoreFacts, score } from '../../../core/scoring/score.ts'
import { parameters, personCard } from './load-data.ts'

const card = personCard()
const facts = (values: readonly (number | string)[]): ScoreFacts =>
  Object.fromEntries(card.characteristics.map(({ code }, index) => [code, values[index] ?? 0]))
/** Age, residence, months in the city, marital status, months in the job, volatility %, DTI bp, deposit bp, insurance months, enquiries, security, visit. */
const CASES = {
  one: facts([32, 'OWN', 96, 'MARRIED', 72, 10, 2800, 2500, 60, 0, 'CREDIT', 'CONSISTENT']),
  // 1.5 years in the city and 0.8 in the job are 18 and 9 full months.
  two: facts([24, 'RENT_SHORT', 18, 'SINGLE', 9, 25, 4200, 500, 8, 3, 'CREDIT', 'CONSISTENT']),
  three: facts([45, 'MORTGAGED', 240, 'MARRIED', 48, 40, 5000, 1200, 0, 2, 'GUARANTOR', 'MINOR']),
  five: facts([55, 'OWN', 360, 'MARRIED', 180, 20, 3500, 6000, 12, 1, 'MORTGAGE_RE', 'CONSISTENT']),
  // The rules give only DTI 55.1 % and 30 points without it; the other facts are chosen here to add up to that.
  four: facts([30, 'RENT_SHORT', 12, 'SINGLE', 6, 60, 5510, 0, 0, 6, 'CREDIT', 'CONSISTENT']),
}
const gradeFor = (points: number | null) => gradeOf(points ?? -1, parameters()).grade

describe('the five tested applicants of FL-IND-1', () => {
  it.each([
    ['a settled home owner', CASES.one, 91, 'A'],
    ['a young tenant with much debt', CASES.two, 51, 'D'],
    ['a guaranteed borrower at half his income', CASES.three, 63, 'C'],
    ['a mortgagor near retirement', CASES.five, 90, 'A'],
  ] as const)('gives %s the points and grade of the rules', (_, applicant, points, grade) => {
    const result = score(card, applicant)
    expect([result.outcome, result.totalPoints, gradeFor(result.totalPoints)]).toEqual(['SCORED', points, grade])
  })
  it('refuses debt service above 55 % of income, with 30 points from the rest', () => {
    const result = score(card, CASES.four)
    expect([result.outcome, result.totalPoints]).toEqual(['REJECT', 30])
    expect(result.hardHits).toEqual([{ characteristic: 'DTI', code: 'R04', fact: 5510 }])
  })
})

describe('what a score says', () => {
  it('adds up exactly to its lines', () => {
    for (const applicant of Object.values(CASES)) {
      const { lines, totalPoints } = score(card, applicant)
      expect(lines.reduce((sum, { points }) => sum + points, 0)).toBe(totalPoints)
    }
  })
  it('names what cost most and what helped most', () => {
    const { best, worst } = score(card, CASES.one)
    expect(best.map(({ code }) => code)).toEqual(['DTI', 'INCOME_VOLATILITY', 'MONTHS_IN_JOB', 'RESIDENCE'])
    expect(worst.map(({ code, points, max }) => [code, points, max])).toEqual([
      ['SECURITY', 3, 10],
      ['DEPOSIT_RATIO', 6, 8],
    ])
  })
  it('has no total while a fact is missing, and names the missing one', () => {
    const { AGE: _, ...withoutAge } = CASES.one
    expect(score(card, withoutAge)).toMatchObject({ outcome: 'INCOMPLETE', totalPoints: null, missing: ['AGE'] })
  })
  it('counts a word the card does not know as missing', () => {
    expect(score(card, { ...CASES.one, SECURITY: 'FRIENDSHIP' }).missing).toEqual(['SECURITY'])
  })
  it('throws on a fact that is not a whole number', () => {
    expect(() => score(card, { ...CASES.one, DTI: 28.5 })).toThrow(RangeError)
  })
})

describe('borders of the bins', () => {
  const pointsFor = (code: string, fact: number | string) => score(card, { ...CASES.one, [code]: fact }).lines.find((line) => line.code === code)?.points
  it.each<[string, ...[number | string, number | undefined][]]>([
    ['AGE', [17, undefined], [18, 4], [22, 4], [23, 6], [27, 6], [28, 8], [50, 8], [51, 6], [60, 6], [61, 3], [65, 3], [66, undefined]],
    ['RESIDENCE', ['OWN', 9], ['MORTGAGED', 8], ['FAMILY', 6], ['RENT_LONG', 5], ['RENT_SHORT', 3]],
    ['MONTHS_IN_CITY', [11, 1], [12, 3], [35, 3], [36, 5], [59, 5], [60, 6]],
    ['MARITAL', ['MARRIED', 5], ['DIVORCED', 3]],
    ['MONTHS_IN_JOB', [5, 0], [6, 3], [11, 3], [12, 5], [35, 5], [36, 8], [59, 8], [60, 10]],
    ['INCOME_VOLATILITY', [15, 10], [16, 7], [30, 7], [31, 4], [50, 4], [51, 1]],
    ['DTI', [3000, 14], [3001, 11], [4000, 11], [4001, 7], [5000, 7], [5001, 3], [5500, 3], [5501, undefined]],
    ['DEPOSIT_RATIO', [0, 0], [1, 2], [999, 2], [1000, 4], [1999, 4], [2000, 6], [4999, 6], [5000, 8]],
    ['SOCIAL_INSURANCE', [0, 0], [1, 2], [5, 2], [6, 4], [12, 6], [23, 6], [24, 8]],
    ['ENQUIRIES', [1, 6], [2, 4], [3, 4], [4, 1], [5, 1], [6, 0]],
    ['SECURITY', ['MORTGAGE_RE', 10], ['PLEDGE', 10], ['GOVERNMENT_GUARANTEE', 8], ['GUARANTOR', 6], ['CREDIT', 3]],
    ['VISIT', ['CONSISTENT', 6], ['MINOR', 3], ['MAJOR', 0]],
  ])('of %s stand where the rules put them', (code, ...borders) => {
    for (const [fact, points] of borders) expect([fact, pointsFor(code, fact)]).toEqual([fact, points])
  })
})
