import type { Decision } from '../../../core/approval/decision.ts'
import type { AgreedTerms } from '../../../core/contract/agreed-terms.ts'
import { costView } from '../../../core/contract/view-contract.ts'
import { chinaDate } from '../../../core/kernel/calendar.ts'
import type { Fen } from '../../../core/kernel/fen.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { formatRate, rate } from '../../../core/kernel/rate.ts'
import type { Assessment, ratiosOf } from '../../../core/loan-case/assess.ts'
import type { OpinionRecord } from '../../../db/repositories/opinions.ts'
import type { Reader } from '../../../db/sql.ts'
import { approvalSheet, type Paper } from '../../services/papers.ts'
import type { SubmittedFile } from '../cases/case-file.ts'
import { markOf, markOfStaff, slipCase } from '../cases/slip-case.ts'
import type { SealedTerms } from '../contract/terms-of-case.ts'
import type { Counter } from '../counter.ts'

const OUTCOME = { APPROVED: 'APPROVED', REJECTED: 'REJECTED', ESCALATED: 'TO_HEAD_OFFICE', RETURNED: 'REJECTED' } as const
/** Basis points as percent on paper: 4950 → '49.50%'. */
const percent = (basisPoints: number): string => `${formatRate(rate(basisPoints * 100))}%`

export interface ApprovalFacts {
  readonly number: string
  readonly decision: Decision
  readonly agreed: AgreedTerms
  readonly opinion: OpinionRecord
  readonly assessment: Assessment
  /** Of the amount and rate decided on, not of those asked for. */
  readonly ratios: Pick<ReturnType<typeof ratiosOf>, 'dtiBasisPoints' | 'ltvBasisPoints'>
  readonly exposureFen: Fen
  /** What the approval signs; null for another outcome. */
  readonly sealed: SealedTerms | null
  /** Who decided at head office; the branch manager then only takes it. */
  readonly decidedByOffice?: string
}

/** The review and approval sheet (D704): what was asked, what was found, who decided what. */
export async function approvalPaper(counter: Counter, reader: Reader, session: Session, file: SubmittedFile, facts: ApprovalFacts): Promise<Paper> {
  const { application, record, today } = file
  const { decision, opinion, assessment, ratios } = facts
  const { loan } = application
  const approved = decision.outcome === 'APPROVED' ? decision : null
  const added = facts.decidedByOffice !== undefined && (facts.agreed.costs ?? []).length > 0
  return approvalSheet({
    ...slipCase(counter, file),
    ...(facts.sealed === null ? {} : { seal: facts.sealed.termsSha256 }),
    approvalNo: facts.number,
    security: record.security,
    purposeText: loan.purposeText,
    requested: { amountFen: loan.amountFen, tenorMonths: loan.tenorMonths, annualRate: null, method: loan.repaymentMethod },
    score: assessment.score.totalPoints ?? 0,
    grade: assessment.grade?.grade ?? null,
    debtToIncome: percent(ratios.dtiBasisPoints),
    loanToValue: ratios.ltvBasisPoints === null ? null : percent(ratios.ltvBasisPoints),
    exposureFen: facts.exposureFen,
    review: {
      ...(await markOfStaff(reader, opinion.reviewer, chinaDate(opinion.givenAt))),
      opinion: opinion.outcome === 'RETURN' ? 'REJECT' : opinion.outcome,
      text: opinion.note,
    },
    decision: {
      ...markOf(session, today),
      ...(facts.decidedByOffice === undefined ? {} : { name: facts.decidedByOffice, staffNo: '' }),
      level: decision.outcome === 'ESCALATED' || facts.decidedByOffice !== undefined ? 'HEAD_OFFICE' : 'BRANCH_MANAGER',
      outcome: OUTCOME[decision.outcome],
      text: decision.reason,
      granted: approved && { amountFen: approved.amountFen, tenorMonths: loan.tenorMonths, annualRate: approved.rate, method: loan.repaymentMethod },
      conditions: approved?.conditions ?? [],
      agreed: approved && facts.agreed,
      cost: facts.sealed && costView(facts.sealed),
      costsBy: added ? markOf(session, today) : null,
      reasons: decision.outcome === 'REJECTED' ? decision.rejectionCodes : [],
      validUntil: approved?.validUntil ?? null,
    },
  })
}
