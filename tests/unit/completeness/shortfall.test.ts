import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Checklist } from '../../../core/completeness/checklist.ts'
import { deficiencyNotice } from '../../../core/completeness/deficiency.ts'
import { isOpen } from '../../../core/completeness/item-state.ts'
import type { Paper } from '../../../core/completeness/paper.ts'
import { type CompletenessReport, checkCompleteness, itemKey } from '../../../core/completeness/report.ts'
import { smallestShortfall } from '../../../core/completeness/shortfall.ts'
import { addDays } from '../../../core/kernel/calendar.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { checklist, paper, singleOwner, today } from './example-case.ts'

/** 10,000 cases in `npm run test:full`, a sample in `npm test`. */
const RUNS = process.env.TEST_FULL === '1' ? 10_000 : 400
const IDS = ['D101', 'D102', 'D103', 'D104', 'D105', 'D106', 'D107', 'D108', 'D109']

const anyItem = (id: string) =>
  fc.record({
    id: fc.constant(id),
    form: fc.constantFrom('O', 'V', 'C', 'S'),
    signers: fc.constantFrom([], ['B'], ['T']),
    severity: fc.constantFrom('BLOCK', 'BLOCK', 'WARN'),
    stage: fc.constantFrom('INTAKE', 'INTAKE', 'SURVEY'),
    when: fc.constantFrom(['ALWAYS'], ['ALWAYS'], ['MARRIED']),
    effort: fc.integer({ min: 1, max: 9 }),
    orElse: fc.array(
      fc.subarray(
        IDS.filter((other) => other !== id),
        { minLength: 1, maxLength: 3 },
      ),
      { maxLength: 3 },
    ),
  })
const anyChecklist = fc
  .tuple(...IDS.map(anyItem))
  .map((items) => Checklist.parse({ version: 'RANDOM@1', items: items.map((item) => ({ ...item, name: { zh: item.id, en: item.id }, check: 'readable' })) }))
const anyPaper: fc.Arbitrary<Paper> = fc
  .record({
    itemId: fc.constantFrom(...IDS),
    verdict: fc.constantFrom('OK' as const, 'OK' as const, 'UNCHECKED' as const),
    pages: fc.constantFrom(0, 1),
    signed: fc.boolean(),
  })
  .map(({ itemId, signed, ...rest }) => paper(itemId, { ...rest, id: `${itemId}-${rest.verdict}-${signed}`, signedBy: signed ? ['B', 'T'] : [] }))

/** Tries every set of papers there is: what the clever search must not be dearer than. */
function bruteForce(report: CompletenessReport): number {
  const lines = report.lines
  const open = lines.filter((line) => line.severity === 'BLOCK' && isOpen(line.state) && line.stage === 'INTAKE')
  const place = (id: string): number => lines.findIndex(({ itemId }) => itemId === id)
  let best = Number.POSITIVE_INFINITY
  for (let set = 0; set < 2 ** lines.length; set += 1) {
    const has = (id: string): boolean => ((set >> place(id)) & 1) === 1
    const closed = open.every(
      (line) => has(line.itemId) || line.alternatives.some((group) => group.every((id) => has(id) || lines[place(id)]?.paperState === 'OK')),
    )
    if (closed)
      best = Math.min(
        best,
        lines.reduce((sum, line) => sum + (has(line.itemId) ? line.effort : 0), 0),
      )
  }
  return best
}

describe('the smallest shortfall', () => {
  it(`costs what trying every set of papers finds, on ${RUNS} cases`, () => {
    fc.assert(
      fc.property(anyChecklist, fc.array(anyPaper, { maxLength: 8 }), (list, papers) => {
        const report = checkCompleteness(list, singleOwner, papers, { today })
        expect(smallestShortfall(report).cost).toBe(bruteForce(report))
      }),
      { numRuns: RUNS },
    )
  })

  it('closes the file when every paper it names is brought, and none less', () => {
    fc.assert(
      fc.property(anyChecklist, fc.array(anyPaper, { maxLength: 8 }), (list, filed) => {
        const brought = (keys: readonly string[]) => keys.map((key) => paper(key.split('/')[0] ?? '', { id: `new-${key}`, signedBy: ['B', 'T'] }))
        const openAfter = (keys: readonly string[]) =>
          checkCompleteness(list, singleOwner, [...filed, ...brought(keys)], { today })
            .lines.filter((line) => line.severity === 'BLOCK' && isOpen(line.state) && line.stage === 'INTAKE')
            .map(itemKey)
        const keys = smallestShortfall(checkCompleteness(list, singleOwner, filed, { today })).papers.map(({ key }) => key)
        expect(openAfter(keys)).toEqual([])
        for (const left of keys) expect(openAfter(keys.filter((key) => key !== left))).not.toEqual([])
      }),
      { numRuns: 200 },
    )
  })

  const either = Checklist.parse({
    version: 'EITHER@1',
    items: checklist.items.map((item) => (item.id === 'D301' ? { ...item, when: ['ALWAYS'], orElse: [['D304', 'D108']] } : { ...item, when: ['ALWAYS'] })),
  })
  const on = (...papers: Paper[]) => checkCompleteness(either, singleOwner, papers, { today })

  it('takes the easier way: the alternative when half of it lies there already', () => {
    const social = paper('D304')
    expect(smallestShortfall(on()).papers.map(({ key }) => key)).toContain('D301/B')
    const { papers } = smallestShortfall(on(social))
    expect(papers.find(({ key }) => key === 'D301/B')).toBeUndefined()
    expect(papers.find(({ key }) => key === 'D108/B')).toMatchObject({ insteadOf: ['D301/B'] })
  })

  it('asks for a signature rather than a new paper where one lies there unsigned', () => {
    const report = on(paper('D101', { form: 'S', signedBy: [] }))
    expect(smallestShortfall(report).papers.find(({ key }) => key === 'D101/B')?.cost).toBe(1)
  })

  it('goes on the notice with the item it stands in for', () => {
    const { lines } = expectOk(deficiencyNotice(on(paper('D304')), [], {}))
    expect(lines.map(({ key }) => key)).not.toContain('D301/B')
    expect(lines.find(({ key }) => key === 'D108/B')).toMatchObject({ insteadOf: ['D301/B'], severity: 'BLOCK' })
  })

  it('is cleared by the alternative once it is whole, and opens again when a part runs out', () => {
    const group = [paper('D304'), paper('D108')]
    const lineOf = (...papers: Paper[]) => on(...papers).lines.find((line) => itemKey(line) === 'D301/B')
    expect(lineOf(...group)).toMatchObject({ state: 'OK', clearedBy: ['D304', 'D108'] })
    expect(lineOf(group[0] as Paper)).toMatchObject({ state: 'MISSING', clearedBy: [] })
    expect(lineOf(...group, paper('D301', { issuedOn: addDays(today, -31) }))).toMatchObject({ state: 'OK', clearedBy: ['D304', 'D108'] })
  })
})
