import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { Checklist } from '../../../core/completeness/checklist.ts'
import { handedBack } from '../../../core/completeness/handed-back.ts'
import { partyOwner } from '../../../core/intake/party-people.ts'
import { consumer, parsed, trader } from '../../fixtures/applications.ts'

const { items } = Checklist.parse(parse(readFileSync(join(import.meta.dirname, '../../../templates/checklists/first-loan.v2.yaml'), 'utf8')))

describe('on a rejection', () => {
  it('only originals of value go back: policy, vehicle certificate and pledged instrument; no authorisation, consent or address ever', () => {
    const whole = items.map(({ id, form, alsoForms }) => ({ itemId: id, form: alsoForms.includes('O') ? ('O' as const) : form }))
    expect(handedBack(whole).map(({ itemId }) => itemId)).toEqual(['D610', 'D611', 'D613'])
  })
  it('what was only seen and copied went back at once, and is not promised again', () =>
    expect(handedBack(items.map(({ id }) => ({ itemId: id, form: 'V' as const })))).toEqual([]))
  it('each goes to whom it belongs, by name; nobody is named who is not in the case', () => {
    const [person, business] = [parsed(consumer()), parsed(trader())]
    expect([partyOwner(person, 'B'), partyOwner(person, 'SP')]).toEqual([person.borrower.name, person.spouse?.name])
    // A sole trader is the person himself.
    expect(partyOwner(business, 'B')).toBe(business.borrower.name)
    expect([partyOwner(person, 'GC1'), partyOwner(person, 'MC'), partyOwner(person, 'CO9')]).toEqual([null, null, null])
  })
})
