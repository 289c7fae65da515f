import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checklistDifference } from '../../../core/completeness/difference.ts'
import { MARITAL_STATUSES } from '../../../core/product/vocabulary.ts'
import { checklist, marriedOwner, singleOwner, today } from './example-case.ts'

const keys = (changes: readonly { itemId: string; party: string }[]) => changes.map(({ itemId, party }) => `${itemId}/${party}`)

describe('changing a fact of the case', () => {
  it('shows what marrying brings and takes, and because of what', () => {
    const { appears, vanishes, signers } = checklistDifference(checklist, singleOwner, marriedOwner, today)
    expect(appears.map(({ itemId, party, because }) => [`${itemId}/${party}`, because])).toEqual([
      ['D103/SP', ['MARRIED']],
      ['D201/SP', ['PERSON']],
    ])
    expect(vanishes.map(({ itemId, because }) => [itemId, because])).toEqual([['D108', ['SINGLE', 'DIVORCED', 'WIDOWED']]])
    expect(signers.map(({ itemId, added, dropped }) => [itemId, added, dropped])).toEqual([
      ['D101', ['SP'], []],
      ['D706', ['SP'], []],
    ])
  })

  it('shows nothing where nothing changed, and the reverse the other way round', () => {
    const facts = fc
      .record({ maritalStatus: fc.constantFrom(...MARITAL_STATUSES), employed: fc.boolean(), coOwned: fc.boolean(), coOwners: fc.nat({ max: 2 }) })
      .map((some) => ({ ...singleOwner, ...some }))
    fc.assert(
      fc.property(facts, facts, (before, after) => {
        const there = checklistDifference(checklist, before, after, today)
        const back = checklistDifference(checklist, after, before, today)
        expect(keys(there.appears).toSorted()).toEqual(keys(back.vanishes).toSorted())
        expect(checklistDifference(checklist, before, before, today)).toEqual({ appears: [], vanishes: [], signers: [] })
      }),
    )
  })
})
