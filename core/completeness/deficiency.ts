import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Form } from './checklist.ts'
import { type DefectCode, isOpen, type Remedy } from './item-state.ts'
import { isCustomer, type Party, type SignerRole } from './parties.ts'
import { type CompletenessReport, itemKey, type ReportLine } from './report.ts'
import { smallestShortfall } from './shortfall.ts'
import { type GateStage, stagesUpTo } from './stages.ts'

/** One line of the deficiency notice: an item for one person, named once, with all that is wrong with it. */
export interface DeficiencyLine {
  readonly key: string
  readonly itemId: string
  readonly party: Party
  readonly name: ReportLine['name']
  readonly severity: ReportLine['severity']
  readonly form: Form
  readonly codes: readonly DefectCode[]
  readonly remedies: readonly Remedy[]
  readonly missingSigners: readonly SignerRole[]
  /** The bank makes it by itself (system-generated, no customer signs): nothing to bring. */
  readonly byBank: boolean
  /** Why it was not in an earlier notice; null in a first one and for items named before. */
  readonly newBecause: string | null
  /** Keys of the items this paper stands in for, being easier to get; empty when it is asked for itself. */
  readonly insteadOf: readonly string[]
}

export interface DeficiencyNotice {
  /** 1 for the first notice of the case. */
  readonly ordinal: number
  readonly lines: readonly DeficiencyLine[]
}

function toLine(line: ReportLine, newBecause: string | null, insteadOf: readonly string[]): DeficiencyLine {
  const { itemId, party, name, form, missingSigners } = line
  const severity = insteadOf.length > 0 ? 'BLOCK' : line.severity
  const asked = isOpen(line.state) ? line : { defects: ['E01'] as const, remedies: ['BRING'] as const }
  const byBank = form === 'S' && !line.signers.some(isCustomer)
  return {
    key: itemKey(line),
    itemId,
    party,
    name,
    severity,
    form,
    codes: asked.defects,
    remedies: asked.remedies,
    missingSigners,
    byBank,
    newBecause,
    insteadOf,
  }
}

/** Every missing or faulty item up to a stage, once each, in checklist order; blocking and warning items alike. */
export const deficiencies = (report: CompletenessReport, upTo: GateStage = 'INTAKE'): readonly ReportLine[] =>
  report.lines.filter((line) => stagesUpTo(upTo).includes(line.stage) && isOpen(line.state))

/**
 * The one complete list for the deficiency notice (domain 2.2.6, no drip-feeding): the smallest shortfall, and every warning item.
 * `earlier` holds the item keys of each notice already given; `reasons` says by item key why a new item was not in them.
 * Refuses NOTICE_UNJUDGED while a paper is unchecked (the list could not be complete), NOTICE_NOTHING_OPEN when no
 * blocking item is open, NOTICE_REASON_MISSING when a further notice names a new item without a reason.
 * @example deficiencyNotice(report, [], {})
 */
export function deficiencyNotice(
  report: CompletenessReport,
  earlier: readonly (readonly string[])[],
  reasons: Readonly<Record<string, string>>,
  upTo: GateStage = 'INTAKE',
): Result<DeficiencyNotice> {
  const open = deficiencies(report, upTo)
  const unjudged = open.filter((line) => line.state === 'UNCHECKED').map(itemKey)
  if (unjudged.length > 0) return refuse('NOTICE_UNJUDGED', { items: unjudged })
  if (!open.some((line) => line.severity === 'BLOCK')) return refuse('NOTICE_NOTHING_OPEN')
  const needed = new Map(smallestShortfall(report, upTo).papers.map((paper) => [paper.key, paper.insteadOf]))
  const asked = report.lines.filter((line) => needed.has(itemKey(line)) || (line.severity === 'WARN' && open.includes(line)))

  const named = new Set(earlier.flat())
  const isNew = (line: ReportLine): boolean => earlier.length > 0 && !named.has(itemKey(line))
  const reasonFor = (line: ReportLine): string => reasons[itemKey(line)]?.trim() ?? ''
  const unexplained = asked.filter((line) => isNew(line) && reasonFor(line) === '').map(itemKey)
  if (unexplained.length > 0) return refuse('NOTICE_REASON_MISSING', { items: unexplained })
  return ok({ ordinal: earlier.length + 1, lines: asked.map((line) => toLine(line, isNew(line) ? reasonFor(line) : null, needed.get(itemKey(line)) ?? [])) })
}
