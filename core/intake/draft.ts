import type { z } from 'zod'
import { Application } from './application.ts'
import { type CheckContext, checkApplication } from './check-application.ts'
import { typedIssues } from './check-typed.ts'
import { type FieldIssue, ISSUE_CODES, type IssueCode, stop } from './issues.ts'
import { normaliseApplication } from './normalise-application.ts'

// biome-ignore format: the sections of the form in its order
export const SECTIONS = [
  'borrower', 'spouse', 'employment', 'business', 'enterprise', 'farm', 'loan', 'house', 'vehicle', 'pledge',
  'guarantors', 'guarantorCompanies', 'collateralCompany', 'agent', 'declarations',
] as const
export type Section = (typeof SECTIONS)[number]
/** NOT_APPLICABLE: the section was closed on purpose (null). FILLED says nothing of the rules, only of the shape. */
export type SectionState = 'EMPTY' | 'PARTIAL' | 'FILLED' | 'NOT_APPLICABLE'

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)
const hasContent = (value: unknown): boolean =>
  isRecord(value) || Array.isArray(value) ? Object.values(value).some(hasContent) : value !== undefined && value !== null && value !== ''

/**
 * Which sections of a draft are filled.
 * @param draft any JSON value saved so far
 * @example sectionStates({ spouse: null, loan: { amountFen: 30000000 } }).loan // 'PARTIAL'
 */
export function sectionStates(draft: unknown): Readonly<Record<Section, SectionState>> {
  const body = isRecord(draft) ? draft : {}
  const stateOf = (section: Section): SectionState => {
    const value = body[section]
    if (value === null) return Application.shape[section].safeParse(null).success ? 'NOT_APPLICABLE' : 'EMPTY'
    // a section that the schema fills by itself is no gap in the form
    if (!hasContent(value)) return Application.shape[section].safeParse(undefined).success ? 'NOT_APPLICABLE' : 'EMPTY'
    return Application.shape[section].safeParse(value).success ? 'FILLED' : 'PARTIAL'
  }
  return Object.fromEntries(SECTIONS.map((section) => [section, stateOf(section)])) as Record<Section, SectionState>
}

const codeOf = (message: string): IssueCode => ISSUE_CODES.find((code) => code === message) ?? 'FIELD_INVALID'

function shapeIssue(issue: z.core.$ZodIssue, body: unknown): FieldIssue {
  const path = issue.path.map(String).join('.')
  const value = issue.path.reduce<unknown>((inner, key) => (isRecord(inner) || Array.isArray(inner) ? Reflect.get(inner, key) : undefined), body)
  const empty = value === undefined || value === null || value === ''
  return stop(path, empty ? 'REQUIRED' : codeOf(issue.message))
}

/**
 * Checks what was typed so far. A draft of the wrong shape has issues of shape, and numbers that cannot be right; one of the right shape comes back
 * normalised, with the issues of `checkApplication`.
 * @returns the application to store, or null while fields are missing
 * @example const { application, issues } = checkDraft(body, { today, product: limitsOf(pack) })
 */
export function checkDraft(body: unknown, context: CheckContext): { readonly application: Application | null; readonly issues: readonly FieldIssue[] } {
  const parsed = Application.safeParse(body)
  if (!parsed.success) {
    const shape = parsed.error.issues.map((issue) => shapeIssue(issue, body))
    const typed = typedIssues(body, context.today).filter(({ path }) => !shape.some((issue) => issue.path === path))
    return { application: null, issues: [...shape, ...typed] }
  }
  const application = normaliseApplication(parsed.data)
  return { application, issues: checkApplication(application, context) }
}
