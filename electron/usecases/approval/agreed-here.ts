import type { DecisionDraft } from '../../../core/approval/decision.ts'
import { type AgreedTerms, agreedWith } from '../../../core/contract/agreed-terms.ts'
import { addDays } from '../../../core/kernel/calendar.ts'
import type { Fen } from '../../../core/kernel/fen.ts'
import type { Result } from '../../../core/kernel/result.ts'
import { gateEntered } from '../../services/text-gate.ts'
import type { SubmittedFile } from '../cases/case-file.ts'
import type { Counter } from '../counter.ts'

/** The names the cost table prints, by where each was entered. */
const payeesOf = ({ costs = [] }: AgreedTerms): Record<string, string> => Object.fromEntries(costs.map(({ payee }, at) => [`agreed.costs.${at}.payee`, payee]))

/** The further terms of a decision of today on this amount. Refuses what `agreedWith` refuses, and PDF_CHARACTER_MISSING at a payee. */
export function agreedHere(
  counter: Counter,
  { application, record, pack, today }: SubmittedFile,
  outcome: DecisionDraft['outcome'],
  agreed: AgreedTerms,
  amountFen: Fen,
): Result<AgreedTerms> {
  const standing = agreedWith(outcome, agreed, {
    method: application.loan.repaymentMethod,
    tenorMonths: record.tenorMonths,
    security: record.security,
    amountFen,
    decidedOn: today,
    validUntil: addDays(today, pack.parameters.approvalValidityDays),
  })
  if (!standing.ok) return standing
  const drawn = gateEntered(counter.printer, payeesOf(standing.value))
  return drawn.ok ? standing : drawn
}
