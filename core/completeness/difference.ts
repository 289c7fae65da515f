import type { DateOnly } from '../kernel/calendar.ts'
import type { Checklist } from './checklist.ts'
import type { CaseFacts } from './facts.ts'
import type { Party, SignerRole } from './parties.ts'
import type { PredicateName } from './predicates.ts'
import { checkCompleteness, itemKey, type ReportLine } from './report.ts'

/**
 * An item that appears or vanishes for one person. `because`: the facts that ask for it, or those that no longer hold; where the person
 * himself is gone (a spouse, a guarantor), the facts that asked for it.
 */
export interface ItemChange {
  readonly itemId: string
  readonly party: Party
  readonly name: ReportLine['name']
  readonly severity: ReportLine['severity']
  readonly because: readonly PredicateName[]
}

/** An item that stays, on which other people sign. */
export interface SignerChange {
  readonly itemId: string
  readonly party: Party
  readonly name: ReportLine['name']
  readonly added: readonly SignerRole[]
  readonly dropped: readonly SignerRole[]
}

export interface ChecklistDifference {
  readonly appears: readonly ItemChange[]
  readonly vanishes: readonly ItemChange[]
  readonly signers: readonly SignerChange[]
}

const toChange = ({ itemId, party, name, severity }: ReportLine, because: readonly PredicateName[]): ItemChange => ({ itemId, party, name, severity, because })

/**
 * What changing the facts of a case does to its checklist: which items appear, which vanish, and because of what; and which gain or
 * lose a signature. Papers play no part. The same facts give nothing.
 * @example checklistDifference(checklist, single, { ...single, maritalStatus: 'MARRIED' }, today).appears // D103/SP, D106/B … because MARRIED
 */
export function checklistDifference(checklist: Checklist, before: CaseFacts, after: CaseFacts, today: DateOnly): ChecklistDifference {
  const lines = (facts: CaseFacts): ReadonlyMap<string, ReportLine> =>
    new Map(checkCompleteness(checklist, facts, [], { today }).lines.map((line) => [itemKey(line), line]))
  const [old, now] = [lines(before), lines(after)]
  const required = (of: ReadonlyMap<string, ReportLine>, key: string): boolean => of.get(key)?.required ?? false
  return {
    appears: [...now].flatMap(([key, line]) => (line.required && !required(old, key) ? [toChange(line, line.why)] : [])),
    vanishes: [...old].flatMap(([key, line]) => (line.required && !required(now, key) ? [toChange(line, now.get(key)?.whyNot ?? line.why)] : [])),
    signers: [...now].flatMap(([key, line]): SignerChange[] => {
      const was = old.get(key)
      if (!was?.required || !line.required) return []
      const added = line.signers.filter((role) => !was.signers.includes(role))
      const dropped = was.signers.filter((role) => !line.signers.includes(role))
      const { itemId, party, name } = line
      return added.length + dropped.length > 0 ? [{ itemId, party, name, added, dropped }] : []
    }),
  }
}
