import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { DUE_WITHIN, EVERYTHING, filterOf, LIST_COLUMNS, readQuery, SORT_BY, sameQuery } from '../../../core/loan-case/list-query.ts'
import { STATES, STEPS } from '../../../core/loan-case/states.ts'

const today = dateOnly('2026-11-23')

describe('a view of the case list', () => {
  it('asks for what is due by the business day, whenever it was saved', () => {
    expect(filterOf({ ...EVERYTHING, due: 'OVERDUE' }, today).dueBy).toBe('2026-11-22')
    expect(filterOf({ ...EVERYTHING, due: 'DAYS_3' }, today).dueBy).toBe('2026-11-26')
  })
  it('counts the business day itself among the last thirty', () => {
    expect(filterOf({ ...EVERYTHING, accepted: 'TODAY' }, today).acceptedFrom).toBe('2026-11-23')
    expect(filterOf({ ...EVERYTHING, accepted: 'DAYS_30' }, today).acceptedFrom).toBe('2026-10-25')
  })
  it('is marked as changed by another sort alone, and not by the order in which steps were ticked', () => {
    expect(sameQuery(EVERYTHING, { ...EVERYTHING, sort: { by: 'DUE', descending: false } })).toBe(false)
    expect(sameQuery({ ...EVERYTHING, steps: ['SURVEY', 'INTAKE'] }, { ...EVERYTHING, steps: ['INTAKE', 'SURVEY'] })).toBe(true)
  })
})

describe('a saved view read back', () => {
  it('loses nothing', () => {
    const view = fc.record({
      search: fc.string(),
      states: fc.subarray([...STATES]),
      steps: fc.subarray([...STEPS]),
      products: fc.array(fc.string()),
      due: fc.option(fc.constantFrom(...DUE_WITHIN)),
      accepted: fc.constant(null),
      mine: fc.boolean(),
      turn: fc.boolean(),
      sort: fc.record({ by: fc.constantFrom(...SORT_BY), descending: fc.boolean() }),
      columns: fc.option(fc.subarray([...LIST_COLUMNS])),
    })
    fc.assert(
      fc.property(view, (query) => {
        expect(readQuery(JSON.parse(JSON.stringify(query)))).toEqual(query)
      }),
    )
  })
  it('leaves out what this version does not know', () => {
    expect(readQuery({ steps: ['INTAKE', 'MOON'], due: 'NEVER', columns: ['name', 'shoe'], sort: { by: 'LUCK' } })).toEqual({
      ...EVERYTHING,
      steps: ['INTAKE'],
      columns: ['name'],
      sort: { by: 'UPDATED', descending: false },
    })
    expect(readQuery(null)).toEqual(EVERYTHING)
  })
})
