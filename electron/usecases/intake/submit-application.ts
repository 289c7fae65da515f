import type { Application } from '../../../core/intake/application.ts'
import { limitsOf } from '../../../core/intake/check-application.ts'
import { checkDraft } from '../../../core/intake/draft.ts'
import { type FieldIssue, stop } from '../../../core/intake/issues.ts'
import { listedIn } from '../../../core/intake/risk-list.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { workingDaysAfter } from '../../../core/product/work-calendar.ts'
import { drafts } from '../../../db/repositories/drafts.ts'
import { findCase } from '../../../db/repositories/loan-cases.ts'
import { type ProductPack, packFor } from '../../services/packs.ts'
import { caseFacts, reportOf } from '../cases/case-file.ts'
import { type CaseAt, changeCase, type Moved } from '../cases/change-case.ts'
import type { Counter } from '../counter.ts'
import { findableApplicant } from './draft-applicant.ts'
import { type Duplicate, duplicatesOf } from './find-duplicates.ts'

type Body = Readonly<Record<string, unknown>>
interface Checked {
  readonly issues: readonly FieldIssue[]
  readonly application: Application | null
}

/** Working days within which the branch answers an application (domain 1.4, service times). */
const ANSWER_DAYS = 1

/** Every problem of a form at once: shape first, then the rules; a character no bundled font draws is one of them. */
export function checkBody(counter: Counter, pack: ProductPack, body: Body, today: DateOnly): Checked {
  const { application, issues } = checkDraft(body, { today, product: limitsOf(pack.product) })
  return { application, issues: application ? [...issues, ...listedParties(counter, application, today), ...undrawableTexts(counter, application)] : issues }
}

/** Whoever is on a risk list of head office; the list is named, not what it says. */
const listedParties = ({ packs }: Counter, application: Application, today: DateOnly): FieldIssue[] =>
  listedIn(packs.riskLists, application, today).map(({ path, list }) => stop(path, 'RISK_LISTED', { list }))

/** Every text of a form, with its place. */
function textsOf(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) => textsOf(inner, path === '' ? key : `${path}.${key}`))
}

/** A text that no bundled font draws is refused where it is typed, not when the contract is made (domain 9). */
function undrawableTexts(counter: Counter, application: Application): FieldIssue[] {
  return textsOf(application, '').flatMap(([path, text]) => {
    const characters = counter.printer.undrawable(text)
    return characters.length === 0 ? [] : [{ path, code: 'TEXT_CHARACTER' as const, level: 'STOP' as const, details: { characters } }]
  })
}

/** What is wrong with the form so far, and other cases of the same people. */
export async function checkIntake(
  counter: Counter,
  request: { readonly caseId: string; readonly body: Body },
): Promise<Result<{ issues: readonly FieldIssue[]; duplicates: Duplicate[] }>> {
  return counter.database.read(async (reader) => {
    const caseId = request.caseId as CaseId
    const record = await findCase(reader, counter.vault, caseId)
    if (!record) return refuse('CASE_NOT_FOUND')
    const pack = packFor(counter.packs, record.packVersions.product ?? record.productCode, record.packVersions)
    if (!pack) return refuse('PRODUCT_UNKNOWN', { productCode: record.productCode })
    const { issues } = checkBody(counter, pack, request.body, counter.clock.calendarDate())
    return ok({ issues, duplicates: await duplicatesOf(counter, reader, caseId, request.body) })
  })
}

/**
 * Submits the application: from here on the form is fixed and the paper file is checked.
 * Refuses FIELD_INVALID naming the first field, WARNINGS_UNEXPLAINED, DUPLICATE_UNJUDGED naming the cases that nobody judged yet,
 * SUBMISSION_PAPERS_MISSING and what the lifecycle refuses.
 */
export async function submitApplication(
  counter: Counter,
  session: Session,
  request: CaseAt & { readonly body: Body; readonly warningsReason: string },
): Promise<Result<Moved>> {
  const moved = await changeCase(counter, session, request, 'intake.submit', async (tx, file) => {
    const { issues, application } = checkBody(counter, file.pack, request.body, file.today)
    const stop = issues.find((issue) => issue.level === 'STOP')
    if (stop || !application)
      return refuse('FIELD_INVALID', {
        ...stop?.details,
        field: stop?.path ?? '',
        reason: stop?.code ?? '',
        issues: issues.map((issue) => `${issue.path} ${issue.code}`),
      })
    const reason = request.warningsReason.trim()
    if (issues.length > 0 && reason === '')
      return refuse('WARNINGS_UNEXPLAINED', { field: 'warningsReason', issues: issues.map((issue) => `${issue.path} ${issue.code}`) })
    if (application.productCode !== file.record.productCode) return refuse('FIELD_INVALID', { field: 'productCode', reason: 'PRODUCT_UNKNOWN' })
    const awaited = (await duplicatesOf(counter, tx, file.record.caseId, request.body)).filter((found) => found.awaited)
    if (awaited.length > 0) return refuse('DUPLICATE_UNJUDGED', { cases: [...new Set(awaited.map(({ applicationNo }) => applicationNo))] })
    await drafts(tx, counter.vault).removeOfCase(file.record.caseId)
    const facts = caseFacts(counter, file.pack, application, file.today)
    const report = reportOf(file, facts, [])
    return ok({
      action: 'submit',
      done: ['APPLICATION_VALID'],
      reason,
      patch: {
        application,
        applicant: await findableApplicant(counter, application),
        amountFen: fen(application.loan.amountFen),
        tenorMonths: application.loan.tenorMonths,
        firstLoanDeclared: application.declarations.firstLoan,
        submittedBy: session.staffId,
        submittedAt: counter.clock.now(),
        dueOn: workingDaysAfter(counter.reference.calendar, file.today, ANSWER_DAYS).on,
      },
      view: { facts, report },
      value: {},
    })
  })
  return moved
}

/** The customer walks away before the money is out. Refuses as the lifecycle does. */
export const withdrawCase = (counter: Counter, session: Session, request: CaseAt & { readonly reason: string }): Promise<Result<Moved>> =>
  changeCase(counter, session, request, 'case.withdraw', async (tx, file) => {
    await drafts(tx, counter.vault).removeOfCase(file.record.caseId)
    return ok({ action: 'withdraw', patch: { endedOn: file.today, reasonCodes: ['R20'], dueOn: null }, reasonCode: 'R20', reason: request.reason, value: {} })
  })
