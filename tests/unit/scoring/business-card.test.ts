import { describe, expect, it } from 'vitest'
import { gradeOf } from '../../../core/scoring/grade.ts'
import { type ScoreFacts, score } from '../../../core/scoring/score.ts'
import { businessCard, parameters } from './load-data.ts'

const card = businessCard()
const facts = (values: readonly (number | string)[]): ScoreFacts =>
  Object.fromEntries(card.characteristics.map(({ code }, index) => [code, values[index] ?? 0]))

/**
 * The rules give the totals (89 A, 63 C, 19 E) and the refusing fact of the last two, not the other facts. These are chosen
 * here so that the sums come out. Order: operating months, industry months, premises, evidenced %, trend %, margin bp, DSCR 1/100,
 * debt/asset bp, top customer %, tax grade, utilities, owner's credit, security, visit.
 */
const CASES = {
  strong: facts([72, 120, 'LEASE_LONG', 95, 12, 1600, 210, 3500, 25, 'A', 'NORMAL', 'NONE', 'CREDIT', 'CONSISTENT']),
  middling: facts([40, 70, 'LEASE_LONG', 55, -5, 900, 130, 5000, 45, 'M', 'MINOR', 'NONE', 'CREDIT', 'CONSISTENT']),
  weak: facts([8, 20, 'LEASE_SHORT', 30, -20, 200, 105, 8000, 80, 'C', 'ARREARS', 'MINOR_LATE', 'GUARANTOR', 'MINOR']),
  tooYoung: facts([4, 120, 'OWN', 95, 12, 1600, 210, 3500, 25, 'A', 'NORMAL', 'CLEAN', 'MORTGAGE_RE', 'CONSISTENT']),
  uncovered: facts([72, 120, 'OWN', 95, 12, 900, 99, 5000, 25, 'B', 'NORMAL', 'CLEAN', 'CREDIT', 'CONSISTENT']),
}
const gradeFor = (points: number | null) => gradeOf(points ?? -1, parameters()).grade

describe('the five tested businesses of FL-BIZ-1', () => {
  it.each([
    ['a strong business on credit', CASES.strong, 89, 'A'],
    ['a middling one', CASES.middling, 63, 'C'],
    ['a weak one', CASES.weak, 19, 'E'],
  ] as const)('gives %s the points and grade of the rules', (_, business, points, grade) => {
    const result = score(card, business)
    expect([result.outcome, result.totalPoints, gradeFor(result.totalPoints)]).toEqual(['SCORED', points, grade])
  })
  it('refuses a business of 0.4 years that has 91 points otherwise', () => {
    expect(score(card, CASES.tooYoung)).toMatchObject({ outcome: 'REJECT', totalPoints: 91, hardHits: [{ characteristic: 'OPERATING_MONTHS', code: 'R11' }] })
  })
  it('refuses a debt service cover of 0.99 that has 77 points otherwise', () => {
    expect(score(card, CASES.uncovered)).toMatchObject({ outcome: 'REJECT', totalPoints: 77, hardHits: [{ characteristic: 'DSCR', code: 'R05' }] })
  })
})

describe('borders of the bins', () => {
  const pointsFor = (code: string, fact: number | string) => score(card, { ...CASES.strong, [code]: fact }).lines.find((line) => line.code === code)?.points
  it.each<[string, ...[number | string, number | undefined][]]>([
    ['OPERATING_MONTHS', [5, undefined], [6, 1], [11, 1], [12, 3], [23, 3], [24, 5], [35, 5], [36, 7], [59, 7], [60, 9]],
    ['INDUSTRY_MONTHS', [35, 1], [36, 3], [59, 3], [60, 5], [95, 5], [96, 6]],
    ['PREMISES', ['OWN', 6], ['LEASE_LONG', 4], ['LEASE_SHORT', 2], ['NONE', 0]],
    ['TURNOVER_EVIDENCED', [49, 0], [50, 4], [69, 4], [70, 7], [89, 7], [90, 9]],
    ['TURNOVER_TREND', [-31, 0], [-30, 1], [-11, 1], [-10, 3], [-1, 3], [0, 5], [9, 5], [10, 6]],
    ['NET_MARGIN', [0, 0], [1, 1], [299, 1], [300, 3], [799, 3], [800, 5], [1499, 5], [1500, 6]],
    ['DSCR', [99, undefined], [100, 2], [119, 2], [120, 6], [149, 6], [150, 9], [199, 9], [200, 12]],
    ['DEBT_TO_ASSET', [4000, 8], [4001, 6], [5500, 6], [5501, 3], [7000, 3], [7001, 0]],
    ['TOP_CUSTOMER', [30, 4], [31, 3], [50, 3], [51, 1], [70, 1], [71, 0]],
    ['TAX_GRADE', ['A', 7], ['B', 6], ['M', 4], ['C', 1], ['NONE', 2], ['D', undefined]],
    ['UTILITIES', ['NORMAL', 5], ['MINOR', 3], ['ARREARS', 0]],
    ['OWNER_CREDIT', ['CLEAN', 6], ['NONE', 4], ['MINOR_LATE', 1]],
    ['SECURITY', ['MORTGAGE_RE', 10], ['PLEDGE', 10], ['GOVERNMENT_GUARANTEE', 8], ['GUARANTOR', 6], ['CREDIT', 3]],
    ['VISIT', ['CONSISTENT', 6], ['MINOR', 3], ['MAJOR', 0]],
  ])('of %s stand where the rules put them', (code, ...borders) => {
    for (const [fact, points] of borders) expect([fact, pointsFor(code, fact)]).toEqual([fact, points])
  })
})
