import { describe, expect, it } from 'vitest'
import { disposalOf, OUTBOUND_KEPT_DAYS, type OutboundFacts } from '../../../core/batch/outbound.ts'

const complete: OutboundFacts = { state: 'ACKED', open: 0, returned: 0, answeredDays: OUTBOUND_KEPT_DAYS }

describe('the files of a batch in the outbox', () => {
  it('go by themselves when head office has all of it for a week', () => {
    expect(disposalOf(complete)).toBe('BY_ITSELF')
    expect(disposalOf({ ...complete, state: 'PARTIAL' })).toBe('BY_ITSELF')
    expect(disposalOf({ ...complete, answeredDays: OUTBOUND_KEPT_DAYS - 1 })).toBe('NOT_YET')
  })
  it('go by nobody while it is not answered or anything of it is open', () => {
    for (const state of ['DRAFT', 'SEALED', 'SENT'] as const) expect(disposalOf({ ...complete, state, returned: 1 })).toBe('NOT_YET')
    expect(disposalOf({ ...complete, open: 1 })).toBe('NOT_YET')
    expect(disposalOf({ ...complete, state: 'REJECTED', open: 1 })).toBe('NOT_YET')
  })
  it('go by two people where something of it was returned or the batch was skipped', () => {
    expect(disposalOf({ ...complete, state: 'PARTIAL', returned: 2, answeredDays: 400 })).toBe('BY_PEOPLE')
    expect(disposalOf({ ...complete, state: 'REJECTED', answeredDays: 0 })).toBe('BY_PEOPLE')
  })
})
