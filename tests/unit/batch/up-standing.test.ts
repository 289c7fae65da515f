import { describe, expect, it } from 'vitest'
import { NO_PREVIOUS } from '../../../core/batch/limits.ts'
import { lackedBatches, unfinishedBatches } from '../../../core/batch/up-standing.ts'

const standing = { epoch: 1, seq: 2, head: NO_PREVIOUS, held: [5], unfinished: [2, 5, 6] }
const sent = [
  { seq: 2, delivered: true, answeredBy: 2 },
  { seq: 3, delivered: true, answeredBy: 3 },
  { seq: 4, delivered: true, answeredBy: null },
  { seq: 5, delivered: true, answeredBy: null },
  { seq: 6, delivered: false, answeredBy: null },
  { seq: 7, delivered: false, answeredBy: 9 },
]
const lacked = (saidBy: number | null) => lackedBatches(standing, sent, saidBy).map(({ seq }) => seq)

describe('batches head office says it lacks', () => {
  it('are those it had answered or confirmed, not what it has, before or behind the gap, and not what is offered anyway', () => {
    expect(lacked(null)).toEqual([3, 4, 7])
  })
  it('or of which it lacks papers are those it had confirmed whole, or answered', () => {
    expect(unfinishedBatches(standing, sent).map(({ seq }) => seq)).toEqual([2, 5])
  })
  it('are not those it has answered since it said so', () => {
    expect(lacked(8)).toEqual([3, 4])
    expect(lacked(10)).toEqual([3, 4, 7])
    expect(lacked(3)).toEqual([4])
  })
})
