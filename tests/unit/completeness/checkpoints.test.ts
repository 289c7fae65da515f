import { describe, expect, it } from 'vitest'
import { checkpointDates } from '../../../core/completeness/checkpoints.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'

const today = dateOnly('2026-11-23')
const october = dateOnly('2026-10-10')
const november = dateOnly('2026-11-11')

describe('the dates at which papers are judged', () => {
  it('judges by today only the point the case is heading to', () => {
    expect(checkpointDates({ today })).toEqual({ ACCEPTANCE: today, APPROVAL: null, SIGNING: null, DISBURSEMENT: null })
    expect(checkpointDates({ today, acceptedOn: october, approvedOn: november })).toEqual({
      ACCEPTANCE: october,
      APPROVAL: november,
      SIGNING: today,
      DISBURSEMENT: null,
    })
  })

  it('judges a point whose date was not kept by the next one that was', () => {
    expect(checkpointDates({ today, signingOn: november })).toEqual({ ACCEPTANCE: november, APPROVAL: november, SIGNING: november, DISBURSEMENT: today })
  })

  it('judges nothing by today once the money is out', () => {
    const dates = checkpointDates({ today, acceptedOn: october, approvedOn: october, signingOn: november, disbursementOn: november })
    expect(Object.values(dates)).toEqual([october, october, november, november])
  })
})
