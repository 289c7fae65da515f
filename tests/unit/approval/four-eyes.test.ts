import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type DutyHolders, differentPersons, FOUR_EYES, type FourEyesAction } from '../../../core/approval/four-eyes.ts'
import type { StaffId } from '../../../core/kernel/ids.ts'
import { ROLES } from '../../../core/kernel/people.ts'

const person = (name: string) => name as StaffId
const everyRole = (name: string) => ({ staffId: person(name), roles: ROLES })
const ACTIONS = Object.keys(FOUR_EYES) as FourEyesAction[]
const survey: DutyHolders = { FIRST_MANAGER: person('anna'), SECOND_MANAGER: person('ben') }
const refusal = (action: FourEyesAction, name: string, holders: DutyHolders) => {
  const result = differentPersons(action, everyRole(name), holders)
  return result.ok ? 'ok' : `${result.error.code} ${String(result.error.details.duty)}`
}

describe('four eyes', () => {
  it('let a fourth person approve what two surveyed and a third reviewed', () => {
    const holders = { ...survey, REVIEWER: person('carl') }
    expect(differentPersons('APPROVAL', everyRole('dora'), holders)).toEqual({ ok: true, value: { ...holders, APPROVER: 'dora' } })
  })
  it('refuse an approver who surveyed or reviewed, though he is the manager too', () => {
    const holders = { ...survey, REVIEWER: person('carl') }
    expect(['anna', 'ben', 'carl'].map((name) => refusal('APPROVAL', name, holders))).toEqual([
      'DIFFERENT_PERSON_NEEDED FIRST_MANAGER',
      'DIFFERENT_PERSON_NEEDED SECOND_MANAGER',
      'DIFFERENT_PERSON_NEEDED REVIEWER',
    ])
  })
  it('refuse a review when one person surveyed twice', () => {
    expect(refusal('REVIEW', 'carl', { FIRST_MANAGER: person('anna'), SECOND_MANAGER: person('anna') })).toBe('DIFFERENT_PERSON_NEEDED SECOND_MANAGER')
  })
  it('refuse to check what nobody made', () => {
    expect(refusal('DISBURSE', 'dora', {})).toBe('MAKER_MISSING DISBURSEMENT_PREPARER')
    expect(refusal('DISBURSE', 'dora', { DISBURSEMENT_PREPARER: null })).toBe('MAKER_MISSING DISBURSEMENT_PREPARER')
  })
  it('refuse a person without the role', () => {
    const teller = { staffId: person('dora'), roles: ['TELLER'] as const }
    expect(differentPersons('DISBURSE', teller, { DISBURSEMENT_PREPARER: person('emil') })).toMatchObject({ error: { code: 'ROLE_MISSING' } })
  })
  it.each(ACTIONS)('of %s refuse every maker as checker, whatever roles he holds', (action) => {
    const makers = FOUR_EYES[action].after
    const holders = Object.fromEntries(makers.map((duty) => [duty, person(duty)]))
    for (const maker of makers) expect(refusal(action, maker, holders)).toBe(`DIFFERENT_PERSON_NEEDED ${maker}`)
    expect(refusal(action, 'someone else', holders)).toBe('ok')
  })
  it('never let one person fill two duties of an action', () => {
    const names = fc.constantFrom('anna', 'ben', 'carl')
    fc.assert(
      fc.property(fc.constantFrom(...ACTIONS), fc.array(names, { minLength: 3, maxLength: 3 }), names, (action, holderNames, actor) => {
        const makers = FOUR_EYES[action].after
        const holders = Object.fromEntries(makers.map((duty, index) => [duty, person(holderNames[index] ?? '')]))
        const all = [...makers.map((_, index) => holderNames[index]), actor]
        return differentPersons(action, everyRole(actor), holders).ok === (new Set(all).size === all.length)
      }),
    )
  })
})
