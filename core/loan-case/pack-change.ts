import type { AuthorityLevel } from '../approval/authority.ts'
import type { CompletenessReport } from '../completeness/report.ts'
import type { Assessment } from './assess.ts'

/** Why a case would stand otherwise under other data versions (features 5.9). Values are codes and figures, no words. */
export interface PackChange {
  readonly what: 'ITEM_ADDED' | 'ITEM_GONE' | 'ITEM_CHANGED' | 'POINTS' | 'GRADE' | 'LIMIT' | 'RATE' | 'VERDICT' | 'AUTHORITY' | 'LISTED'
  /** The checklist item for ITEM_*, the party for LISTED. */
  readonly item: string | null
  readonly before: string | number | null
  readonly after: string | number | null
}

/** What is asked of a case under one set of versions: its required papers, and the assessment and who decides where there is one. */
export interface Standing {
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

const figures = ({ assessment, authority }: Standing) =>
  [
    ['POINTS', assessment?.score.totalPoints ?? null],
    ['GRADE', assessment?.grade?.grade ?? null],
    ['LIMIT', assessment?.limit?.limitFen ?? null],
    ['RATE', assessment?.price?.defaultRate ?? null],
    ['VERDICT', assessment?.verdict ?? null],
    ['AUTHORITY', authority],
  ] as const

/**
 * What would change for a case, papers first, then figures (limits in fen, rates in 1/10000 percent). Empty: nothing would.
 * @example packChanges({ report, assessment, authority }, { report: other, assessment: otherAssessment, authority })
 */
export function packChanges(before: Standing, after: Standing): PackChange[] {
  const next = new Map<string, string | number | null>(figures(after))
  const both = before.assessment !== null && after.assessment !== null
  const changed = both ? figures(before).filter(([what, value]) => next.get(what) !== value) : []
  return [...itemChanges(before, after), ...changed.map(([what, value]) => ({ what, item: null, before: value, after: next.get(what) ?? null }))]
}
