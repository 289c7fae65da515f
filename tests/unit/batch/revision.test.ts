import { expect, it } from 'vitest'
import { countedRevision, nextRevision, revisionsBefore } from '../../../core/batch/revision.ts'

it('the records of a case count on within an epoch', () => {
  expect(nextRevision(null, 1)).toBe(1)
  expect(nextRevision(3, 1)).toBe(4)
  expect(nextRevision(10_001, 2)).toBe(10_002)
})
it('what a restored branch says stands above all that was said in its earlier epochs', () => {
  expect(nextRevision(3, 2)).toBe(10_001)
  expect(nextRevision(null, 3)).toBeGreaterThan(nextRevision(10_500, 2))
  expect(revisionsBefore(1)).toBe(0)
})
it('a person counts revisions within the epoch', () => {
  expect([1, 4, 10_000, 10_001, 10_002].map(countedRevision)).toEqual([1, 4, 10_000, 1, 2])
})
