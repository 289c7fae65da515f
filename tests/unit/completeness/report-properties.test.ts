import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CaseFacts } from '../../../core/completeness/facts.ts'
import { DEFECT_CODES, isOpen, VERDICTS } from '../../../core/completeness/item-state.ts'
import type { Paper } from '../../../core/completeness/paper.ts'
import { checkCompleteness, itemKey, openBlockers } from '../../../core/completeness/report.ts'
import type { Waiver } from '../../../core/completeness/waiver.ts'
import { addDays } from '../../../core/kernel/calendar.ts'
import { asId, type StaffId } from '../../../core/kernel/ids.ts'
import { MARITAL_STATUSES } from '../../../core/product/vocabulary.ts'
import { checklist, paper, singleOwner, today } from './example-case.ts'

const itemIds = checklist.items.map((item) => item.id)
/** Few days and few items, so that papers often compete for one item and tie. */
const day = fc.constantFrom(-40, -8, -1, 0, 1, 40).map((offset) => addDays(today, offset))
const party = fc.constantFrom('B' as const, 'SP' as const, 'CO1' as const)
const anyPaper: fc.Arbitrary<Paper> = fc.record({
  id: fc.uuid(),
  itemId: fc.constantFrom('D102', 'D201', 'D301', 'D605', 'D706'),
  party,
  form: fc.constantFrom('O' as const, 'O' as const, 'C' as const),
  pages: fc.constantFrom(1, 2, 2),
  issuedOn: fc.option(day),
  expiresOn: fc.option(day),
  signedBy: fc.constantFrom(['B', 'SP', 'CO1', 'BANK'] as const, ['B', 'SP', 'CO1', 'BANK'] as const, []),
  verdict: fc.constantFrom(...VERDICTS),
  defects: fc.subarray([...DEFECT_CODES]),
})
/** Papers that compete for the one income proof, some of them equally good. */
const rival: fc.Arbitrary<Paper> = fc
  .record({ id: fc.uuid(), issuedOn: day, verdict: fc.constantFrom(...VERDICTS) })
  .map((some) => paper('D301', { ...some, defects: some.verdict === 'DEFECT' ? ['E04'] : [] }))
const papers = fc.uniqueArray(fc.oneof(anyPaper, rival), { selector: ({ id }) => id, maxLength: 25 })
const facts: fc.Arbitrary<CaseFacts> = fc
  .record({ maritalStatus: fc.constantFrom(...MARITAL_STATUSES), employed: fc.boolean(), coOwners: fc.integer({ min: 0, max: 1 }) })
  .map((some) => ({ ...singleOwner, ...some, coOwned: some.coOwners > 0 }))
const staff = asId<StaffId>('00000000-0000-4000-8000-000000000001')
const waivers: fc.Arbitrary<Waiver[]> = fc.array(
  fc.record({
    itemId: fc.constantFrom(...itemIds),
    party,
    askedBy: fc.constant(staff),
    grantedBy: fc.constant(staff),
    reason: fc.constant('known customer'),
    expiresOn: fc.option(day),
  }),
  { maxLength: 15 },
)
const dates = fc.record({ today: fc.constant(today), acceptedOn: day, approvedOn: day, signingOn: day }, { requiredKeys: ['today'] })

describe('the report, for any papers', () => {
  it('never depends on the order in which papers came', () => {
    fc.assert(
      fc.property(facts, papers, dates, waivers, fc.infiniteStream(fc.nat()), (some, filed, on, given, keys) => {
        const shuffled = filed
          .map((paper) => ({ paper, key: keys.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ paper }) => paper)
        expect(checkCompleteness(checklist, some, shuffled, on, given.toReversed())).toEqual(checkCompleteness(checklist, some, filed, on, given))
      }),
      { numRuns: 500 },
    )
  })

  it('never opens an item because one more paper came', () => {
    fc.assert(
      fc.property(facts, papers, fc.oneof(anyPaper, rival), dates, waivers, (some, filed, more, on, given) => {
        const before = new Set(openBlockers(checkCompleteness(checklist, some, filed, on, given), 'DISBURSE').map(itemKey))
        const after = openBlockers(checkCompleteness(checklist, some, [...filed, more], on, given), 'DISBURSE').map(itemKey)
        expect(after.filter((key) => !before.has(key))).toEqual([])
      }),
      { numRuns: 500 },
    )
  })

  it('never lets a waiver stand for what the law demands, nor touch any other item', () => {
    fc.assert(
      fc.property(facts, papers, dates, waivers, (some, filed, on, given) => {
        const plain = checkCompleteness(checklist, some, filed, on).lines
        for (const [index, line] of checkCompleteness(checklist, some, filed, on, given).lines.entries()) {
          if (line.law) expect(line.state).not.toBe('WAIVED')
          if (line.state !== 'WAIVED') expect(line).toEqual(plain[index])
        }
      }),
    )
  })

  it('says what would clear every open item and nothing for the others', () => {
    fc.assert(
      fc.property(facts, papers, dates, (some, filed, on) => {
        for (const line of checkCompleteness(checklist, some, filed, on).lines) {
          const judgedBadWithoutCode = line.state === 'DEFECT' && line.defects.length === 0
          if (!judgedBadWithoutCode) expect(line.remedies.length > 0).toBe(isOpen(line.state))
          expect(line.required).toBe(line.state !== 'NOT_APPLICABLE')
        }
      }),
    )
  })
})
