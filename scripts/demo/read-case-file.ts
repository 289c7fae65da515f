import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { z } from 'zod'
import { limitsOf } from '../../core/intake/check-application.ts'
import { checkDraft } from '../../core/intake/draft.ts'
import { registrationDue } from '../../core/product/vocabulary.ts'
import { type Packs, packFor } from '../../electron/services/packs.ts'
import { CaseFile } from './case-file.ts'
import { paperProblems } from './check-papers.ts'

/** What is wrong with a case file: which case, which field, why. */
export interface CaseFileProblem {
  readonly case: string
  readonly field: string
  readonly reason: string
}
export class CaseFileInvalid extends Error {
  readonly problems: readonly CaseFileProblem[]
  constructor(problems: readonly CaseFileProblem[]) {
    super(problems.map((problem) => `case ${problem.case}, field ${problem.field}: ${problem.reason}`).join('\n'))
    this.problems = problems
  }
}

const caseName = (raw: unknown, index: number): string => {
  const entry = (raw as { cases?: { id?: unknown }[] })?.cases?.[index]
  return typeof entry?.id === 'string' ? entry.id : `#${index + 1}`
}

function shapeProblem(raw: unknown, issue: z.core.$ZodIssue): CaseFileProblem {
  const [head, index, ...rest] = issue.path
  if (head === 'cases' && typeof index === 'number') return { case: caseName(raw, index), field: rest.map(String).join('.'), reason: issue.message }
  return { case: '-', field: issue.path.map(String).join('.'), reason: issue.message }
}

/** The rules of intake, before any case is begun, so that a bad file leaves nothing half done. */
function ruleProblems(file: CaseFile, packs: Packs): CaseFileProblem[] {
  return file.cases.flatMap((entry) => {
    const pack = packFor(packs, entry.application.productCode)
    if (!pack) return [{ case: entry.id, field: 'application.productCode', reason: 'PRODUCT_UNKNOWN' }]
    const { issues } = checkDraft(entry.application, { today: file.businessDate, product: limitsOf(pack.product) })
    const stops = issues.filter((issue) => issue.level === 'STOP').map((issue) => ({ case: entry.id, field: `application.${issue.path}`, reason: issue.code }))
    const approved = entry.decision.outcome === 'APPROVED'
    if (approved && registrationDue(pack.product.security) && !entry.registration)
      stops.push({ case: entry.id, field: 'registration', reason: 'REQUIRED' as never })
    return stops
  })
}

/** Reads and checks a case file whole. @throws CaseFileInvalid naming every case, field and reason; Error when it cannot be read */
export async function readCaseFile(file: string, packs: Packs): Promise<CaseFile> {
  let raw: unknown
  try {
    raw = JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new CaseFileInvalid([{ case: '-', field: '-', reason: error instanceof SyntaxError ? `not JSON: ${error.message}` : 'the file cannot be read' }])
  }
  const parsed = CaseFile.safeParse(raw)
  if (!parsed.success) throw new CaseFileInvalid(parsed.error.issues.map((issue) => shapeProblem(raw, issue)))
  const problems = [...ruleProblems(parsed.data, packs), ...(await paperProblems(parsed.data, packs, path.dirname(path.resolve(file))))]
  if (problems.length > 0) throw new CaseFileInvalid(problems)
  return parsed.data
}
