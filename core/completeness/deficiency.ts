import { ok, type Result, refuse } from '../kernel/result.ts'
import type { Form } from './checklist.ts'
import { type DefectCode, isOpen, type Remedy } from './item-state.ts'
import { isCustomer, type Party, type SignerRole } from './parties.ts'
import { type CompletenessReport, itemKey, type ReportLine } from './report.ts'
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
}

export interface DeficiencyNotice {
  /** 1 for the first notice of the case. */
  readonly ordinal: number
  readonly lines: readonly DeficiencyLine[]
}

function toLine(line: ReportLine, newBecause: string | null): DeficiencyLine {
  const { itemId, party, name, severity, form, missingSigners } = line
  const byBank = form === 'S' && !line.signers.some(isCustomer)
  return { key: itemKey(line), itemId, party, name, severity, form, codes: line.defects, remedies: line.remedies, missingSigners, byBank, newBecause }
}

/** Every missing or faulty item up to a stage, once each, in checklist order; blocking and warning items alike. */
export const deficiencies = (report: CompletenessReport, upTo: GateStage = 'INTAKE'): readonly ReportLine[] =>
  report.lines.filter((line) => stagesUpTo(upTo).includes(line.stage) && isOpen(line.state))

/**
 * The one complete list for the deficiency notice (domain 2.2.6, no drip-feeding).
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

  const named = new Set(earlier.flat())
  const isNew = (line: ReportLine): boolean => earlier.length > 0 && !named.has(itemKey(line))
  const reasonFor = (line: ReportLine): string => reasons[itemKey(line)]?.trim() ?? ''
  const unexplained = open.filter((line) => isNew(line) && reasonFor(line) === '').map(itemKey)
  if (unexplained.length > 0) return refuse('NOTICE_REASON_MISSING', { items: unexplained })
  return ok({ ordinal: earlier.length + 1, lines: open.map((line) => toLine(line, isNew(line) ? reasonFor(line) : null)) })
}
