import type { ApprovalBrief, Ratio } from './decide-calls.ts'

/** One line of "admission and compliance": what holds stands as a group, what does not by its own code. */
export interface AdmissionLine {
  /** A group of `GROUPS`, PAPERS, FIRST_LOAN, a ratio, or the reason code of a rule that was hit. */
  readonly code: string
  readonly holds: boolean
  readonly figure: string
}

/** Rules an approver reads together (domain 6.1): person, lists, business, purpose. */
const GROUPS = {
  PERSON: ['R01', 'R02', 'R17'],
  LISTS: ['R07', 'R08', 'R09', 'R14'],
  CREDIT: ['R19', 'R21'],
  PURPOSE: ['R13'],
} as const

/** 3721 → '37.21 %' for a ratio, '1.24' for the cover: hundredths, written out. */
const figureOf = ({ code, value }: Ratio): string => `${Math.trunc(value / 100)}.${String(value % 100).padStart(2, '0')}${code === 'DSCR' ? '' : '%'}`

/**
 * What an approver checks at a glance: groups of rules that hold, each rule hit by itself, first loan, papers, ratios.
 * Advice: `decide` enforces the rules.
 * @example admissionLines(brief, { firstLoan: true, openPapers: 0, papers: 12 }).filter((line) => !line.holds)
 */
export function admissionLines(
  brief: Pick<ApprovalBrief, 'rules'> & { readonly ratios: readonly Ratio[] },
  about: { readonly firstLoan: boolean | null; readonly openPapers: number; readonly papers: number },
): AdmissionLine[] {
  const hit = brief.rules.filter(({ outcome }) => outcome !== 'PASS').map(({ code }) => code)
  const judged = new Set(brief.rules.map(({ code }) => code))
  const ratioRules = ['R04', 'R05', 'R16']
  const groups = Object.entries(GROUPS).filter(([, codes]) => codes.some((code) => judged.has(code)) && !codes.some((code) => hit.includes(code)))
  return [
    { code: 'FIRST_LOAN', holds: about.firstLoan === true, figure: '' },
    ...groups.map(([code]) => ({ code, holds: true, figure: '' })),
    { code: 'PAPERS', holds: about.openPapers === 0, figure: String(about.openPapers === 0 ? about.papers : about.openPapers) },
    ...brief.ratios.map((ratio) => ({ code: ratio.code, holds: ratio.verdict === 'OK', figure: figureOf(ratio) })),
    ...hit.filter((code) => code !== 'R03' && !ratioRules.includes(code)).map((code) => ({ code, holds: false, figure: '' })),
  ]
}
