import type { AuthorityLevel } from '../approval/authority.ts'
import type { CompletenessReport } from '../completeness/report.ts'
import type { FieldIssue } from '../intake/issues.ts'
import type { Assessment } from './assess.ts'

export const PACK_CHANGES = [
  ...(['ITEM_ADDED', 'ITEM_GONE', 'ITEM_CHANGED', 'FORM', 'POINTS', 'GRADE', 'LIMIT'] as const),
  ...(['RATE', 'RATE_FROM', 'RATE_TO', 'RULES', 'DTI', 'VERDICT', 'AUTHORITY', 'LISTED'] as const),
] as const

/** Why a case would stand otherwise under other data versions (features 5.9). Values are codes and figures, no words. */
export interface PackChange {
  readonly what: (typeof PACK_CHANGES)[number]
  /** The checklist item for ITEM_*, the field for FORM, the party for LISTED. */
  readonly item: string | null
  readonly before: string | number | null
  readonly after: string | number | null
}

/** What is asked of a case under one set of versions: what is wrong with its form, its required papers, and the assessment and who decides where there is one. */
export interface Standing {
  readonly issues: readonly FieldIssue[]
  readonly report: CompletenessReport | null
  readonly assessment: Assessment | null
  readonly authority: AuthorityLevel | null
}

const requiredOf = (report: CompletenessReport | null): Map<string, string> =>
  new Map((report?.lines ?? []).filter((line) => line.required).map((line) => [`${line.itemId}/${line.party}`, `${line.stage} ${line.severity} ${line.state}`]))

function itemChanges(before: Standing, after: Standing): PackChange[] {
  const [old, next] = [requiredOf(before.report), requiredOf(after.report)]
  const added = [...next].filter(([item]) => !old.has(item)).map(([item, state]) => ({ what: 'ITEM_ADDED' as const, item, before: null, after: state }))
  const gone = [...old].filter(([item]) => !next.has(item)).map(([item, state]) => ({ what: 'ITEM_GONE' as const, item, before: state, after: null }))
  const changed = [...next].flatMap(([item, state]) => {
    const was = old.get(item)
    return was !== undefined && was !== state ? [{ what: 'ITEM_CHANGED' as const, item, before: was, after: state }] : []
  })
  return [...added, ...gone, ...changed]
}

const codes = (all: readonly string[]): string | null => (all.length > 0 ? [...new Set(all)].sort().join(' ') : null)

function formChanges(before: Standing, after: Standing): PackChange[] {
  const at = ({ issues }: Standing, path: string): string | null => codes(issues.filter((issue) => issue.path === path).map(({ code }) => code))
  const paths = [...new Set([...before.issues, ...after.issues].map(({ path }) => path))]
  return paths
    .map((path) => ({ what: 'FORM' as const, item: path, before: at(before, path), after: at(after, path) }))
    .filter((one) => one.before !== one.after)
}

/**
 * What these versions stop in the form and those before did not, or undefined. A form that was submitted is fixed: such a case stays where it is.
 * @example newlyStopped(before, after)?.path // 'loan.amountFen'
 */
export const newlyStopped = (before: Pick<Standing, 'issues'>, after: Pick<Standing, 'issues'>): FieldIssue | undefined =>
  after.issues.find(({ level, path, code }) => level === 'STOP' && !before.issues.some((issue) => issue.path === path && issue.code === code))

const rulesHit = ({ hits, score }: Assessment): string | null => codes([...hits, ...score.hardHits].map(({ code }) => code))

const figures = ({ assessment, authority }: Standing) =>
  [
    ['POINTS', assessment?.score.totalPoints ?? null],
    ['GRADE', assessment?.grade?.grade ?? null],
    ['LIMIT', assessment?.limit?.limitFen ?? null],
    ['RATE', assessment?.price?.defaultRate ?? null],
    ['RATE_FROM', assessment?.price?.rateFrom ?? null],
    ['RATE_TO', assessment?.price?.rateTo ?? null],
    ['RULES', assessment && rulesHit(assessment)],
    ['DTI', assessment?.dtiBand ?? null],
    ['VERDICT', assessment?.verdict ?? null],
    ['AUTHORITY', authority],
  ] as const

/**
 * What would change for a case: papers, then the form, then figures (limits in fen, rates in 1/10000 percent; rules hit by their codes). Empty: nothing would.
 * @example packChanges({ issues, report, assessment, authority }, { issues, report: other, assessment: otherAssessment, authority })
 */
export function packChanges(before: Standing, after: Standing): PackChange[] {
  const next = new Map<string, string | number | null>(figures(after))
  const both = before.assessment !== null && after.assessment !== null
  const changed = both ? figures(before).filter(([what, value]) => next.get(what) !== value) : []
  return [
    ...itemChanges(before, after),
    ...formChanges(before, after),
    ...changed.map(([what, value]) => ({ what, item: null, before: value, after: next.get(what) ?? null })),
  ]
}
