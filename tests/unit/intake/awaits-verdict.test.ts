import { describe, expect, it } from 'vitest'
import { awaitsVerdict, type JudgedMatch } from '../../../core/intake/awaits-verdict.ts'

const byNumber: JudgedMatch = { matchedOn: 'ID', role: 'B', ended: false, verdict: null }
const byName: JudgedMatch = { matchedOn: 'NAME', role: 'B', ended: true, verdict: null }
const awaits = (match: JudgedMatch, change: Partial<JudgedMatch> = {}) => awaitsVerdict({ ...match, ...change })

describe('an application waits until somebody has judged', () => {
  it('another case of the same borrower that has not ended', () => {
    expect([awaits(byNumber), awaits(byNumber, { verdict: 'SAME' }), awaits(byNumber, { ended: true })]).toEqual([true, false, false])
  })
  it('a borrower of the same name with something else in common, also one whose case has ended', () => {
    expect([awaits(byName), awaits(byName, { verdict: 'OTHER' }), awaits(byName, { verdict: 'SAME' })]).toEqual([true, false, false])
  })
  it('anew a borrower thought another person until the same number was typed', () => {
    expect(awaits(byNumber, { verdict: 'OTHER' })).toBe(true)
  })
})

it('an application does not wait for a household, a firm, or a case in which the borrower only stands surety', () => {
  expect([awaits(byNumber, { matchedOn: 'PHONE' }), awaits(byNumber, { matchedOn: 'USCC' }), awaits(byNumber, { role: 'G1' })]).toEqual([false, false, false])
})
