import { expect, it } from 'vitest'
import { noticeRate } from '../../../core/completeness/notice-rate.ts'

it('counts the cases that needed only one notice among those that got any', () => {
  expect(noticeRate([1, 1, 2])).toEqual({ cases: 3, once: 2, basisPoints: 6666 })
  expect(noticeRate([0, 1])).toEqual({ cases: 1, once: 1, basisPoints: 10_000 })
  expect(noticeRate([])).toEqual({ cases: 0, once: 0, basisPoints: null })
})
