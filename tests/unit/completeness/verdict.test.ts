import { describe, expect, it } from 'vitest'
import { checkVerdict } from '../../../core/completeness/verdict.ts'

describe('a checker’s verdict', () => {
  it('never refuses a paper without saying what is wrong', () => {
    expect(checkVerdict('DEFECT', [])).toMatchObject({ ok: false, error: { code: 'VERDICT_UNEXPLAINED' } })
    expect(checkVerdict('DEFECT', ['E12', 'E04', 'E12'])).toEqual({ ok: true, value: ['E04', 'E12'] })
  })

  it('does not call a paper good and faulty at once', () => {
    expect(checkVerdict('OK', ['E06'])).toMatchObject({ ok: false, error: { code: 'VERDICT_CONTRADICTORY' } })
    expect(checkVerdict('OK', [])).toEqual({ ok: true, value: [] })
  })

  it('knows only the codes of the list, and cannot call a paper in hand missing', () => {
    for (const code of ['E16', 'E01', '']) expect(checkVerdict('DEFECT', [code])).toMatchObject({ ok: false, error: { code: 'DEFECT_CODE_UNKNOWN' } })
  })
})
