import type { CaseFacts } from '../../../core/completeness/facts.ts'
import { type CompletenessReport, checkCompleteness } from '../../../core/completeness/report.ts'
import { Application } from '../../../core/intake/application.ts'
import type { DateOnly } from '../../../core/kernel/calendar.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { factsOf } from '../../../core/loan-case/facts-of.ts'
import { latestDay } from '../../../db/repositories/branches.ts'
import { type FiledContract, latestContract } from '../../../db/repositories/contracts.ts'
import { type DecisionRecord, latestDecision } from '../../../db/repositories/decisions.ts'
import { latestDraft } from '../../../db/repositories/drafts.ts'
import type { LoanCaseRecord } from '../../../db/repositories/loan-case-sealed.ts'
import { findCase } from '../../../db/repositories/loan-cases.ts'
import { asPaper, type PaperRecord, papersOfCase } from '../../../db/repositories/papers.ts'
import { findRegistration, type RegistrationRecord } from '../../../db/repositories/registrations.ts'
import { latestSurvey, type SurveyRecord } from '../../../db/repositories/surveys.ts'
import { waiversOfCase } from '../../../db/repositories/waivers.ts'
import type { Reader } from '../../../db/sql.ts'
import { type ProductPack, packFor } from '../../services/packs.ts'
import type { Counter } from '../counter.ts'

/** A case with everything its next step decides on, read once, in the transaction that will change it. */
export interface CaseFile {
  readonly record: LoanCaseRecord
  readonly pack: ProductPack
  readonly today: DateOnly
  readonly dayOpen: boolean
  readonly papers: readonly PaperRecord[]
  readonly survey: SurveyRecord | null
  readonly decision: DecisionRecord | null
  readonly contract: FiledContract | null
  readonly registration: RegistrationRecord | null
  readonly facts: CaseFacts | null
  /** Null while the case is a draft without an application. */
  readonly report: CompletenessReport | null
}

/** A case file whose application has been submitted. */
export type SubmittedFile = CaseFile & { readonly application: Application; readonly facts: CaseFacts; readonly report: CompletenessReport }

const REGION_DIGITS = 4

/** The checklist facts of an application at this branch today. */
export function caseFacts(counter: Pick<Counter, 'branch'>, pack: ProductPack, application: Application, contractOn: DateOnly): CaseFacts {
  return factsOf(application, {
    product: pack.product,
    branchCityCode: counter.branch.code.slice(0, REGION_DIGITS),
    contractOn,
    disclosureFrom: pack.parameters.costDisclosureFrom,
  })
}

/** The completeness report as the papers stand; an application given here stands in for one not yet submitted. */
export function reportOf(
  file: Pick<CaseFile, 'record' | 'pack' | 'today' | 'papers'>,
  facts: CaseFacts,
  waivers: Parameters<typeof checkCompleteness>[4],
): CompletenessReport {
  const { acceptedOn, approvedOn, signedOn, disbursedOn } = file.record
  const dates = {
    ...(acceptedOn ? { acceptedOn } : {}),
    ...(approvedOn ? { approvedOn } : {}),
    ...(signedOn ? { signingOn: signedOn } : {}),
    ...(disbursedOn ? { disbursementOn: disbursedOn } : {}),
    today: file.today,
  }
  return checkCompleteness(file.pack.checklist, facts, file.papers.map(asPaper), dates, waivers)
}

/** The application of a draft once it has the right shape: the checklist shows before submitting. */
export async function typedSoFar(counter: Counter, reader: Reader, caseId: CaseId): Promise<Application | null> {
  const draft = await latestDraft(reader, counter.vault, caseId)
  const parsed = Application.safeParse(draft?.body)
  return parsed.success ? parsed.data : null
}

/** Reads a case whole. Refuses CASE_NOT_FOUND; DATA_VERSION_MISSING when the packs it is pinned to are gone. */
export async function openCaseFile(counter: Counter, reader: Reader, caseId: CaseId): Promise<Result<CaseFile>> {
  const { vault } = counter
  const record = await findCase(reader, vault, caseId)
  if (!record) return refuse('CASE_NOT_FOUND')
  const pack = packFor(counter.packs, record.packVersions.product ?? record.productCode, record.packVersions)
  if (!pack) return refuse('DATA_VERSION_MISSING', { version: record.packVersions.product ?? record.productCode })
  const day = await latestDay(reader)
  const today = day?.businessDate ?? counter.clock.calendarDate()
  const papers = await papersOfCase(reader, vault, caseId)
  const application = record.application ?? (await typedSoFar(counter, reader, caseId))
  const facts = application && caseFacts(counter, pack, application, record.signedOn ?? today)
  const base = { record, pack, today, dayOpen: day?.closedAt === null, papers }
  return ok({
    ...base,
    survey: await latestSurvey(reader, vault, caseId),
    decision: await latestDecision(reader, vault, caseId),
    contract: await latestContract(reader, vault, caseId),
    registration: await findRegistration(reader, vault, caseId),
    facts,
    report: facts && reportOf(base, facts, await waiversOfCase(reader, vault, caseId)),
  })
}

/** Narrows a file to one with a submitted application. Refuses TRANSITION_NOT_ALLOWED for a draft. */
export function submitted(file: CaseFile): Result<SubmittedFile> {
  const { record, facts, report } = file
  if (!record.application || !facts || !report) return refuse('TRANSITION_NOT_ALLOWED', { state: record.state })
  return ok({ ...file, application: record.application, facts, report })
}
