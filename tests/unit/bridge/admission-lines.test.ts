import { describe, expect, it } from 'vitest'
import { admissionLines } from '../../../core/bridge/admission-lines.ts'

type Brief = Parameters<typeof admissionLines>[0]
const passing = ['R01', 'R02', 'R03', 'R07', 'R08', 'R09', 'R13', 'R19', 'R21'].map((code) => ({ code, outcome: 'PASS' as const }))
const dti = { code: 'DTI' as const, value: 3721, normal: 5000, limit: 5500, verdict: 'OK' as const }
const about = { firstLoan: true, openPapers: 0, papers: 12 }
const failing = (over: Partial<Brief>, facts = about) => admissionLines({ rules: passing, ratios: [dti], ...over }, facts).filter((line) => !line.holds)
const hit = (code: string) => ({ rules: passing.map((rule) => (rule.code === code ? { code, outcome: 'REJECT' as const } : rule)) })

describe('admission and compliance at a glance', () => {
  it('holds for a sound case, with its figures', () => {
    expect(failing({})).toEqual([])
    expect(admissionLines({ rules: passing, ratios: [dti] }, about)).toContainEqual({ code: 'DTI', holds: true, figure: '37.21%' })
  })
  it('names a rule that was hit, and no longer says that its group holds', () => {
    const lines = admissionLines({ ...hit('R07'), ratios: [] }, about)
    expect(lines.map(({ code }) => code)).not.toContain('LISTS')
    expect(lines).toContainEqual({ code: 'R07', holds: false, figure: '' })
  })
  it('counts papers still open', () => expect(failing({}, { ...about, openPapers: 2 })).toEqual([{ code: 'PAPERS', holds: false, figure: '2' }]))
  it('does not call a first loan what is not determined to be one', () =>
    expect(failing({}, { ...about, firstLoan: null as never }).map(({ code }) => code)).toEqual(['FIRST_LOAN']))
  it('says a debt ratio that needs a reason by its figure, not twice as a rule', () =>
    expect(failing({ ...hit('R04'), ratios: [{ ...dti, value: 5214, verdict: 'NEEDS_REASON' }] })).toEqual([{ code: 'DTI', holds: false, figure: '52.14%' }]))
})
