import type { Application } from '../../../core/intake/application.ts'
import { awaitsVerdict } from '../../../core/intake/awaits-verdict.ts'
import { type PersonTraits, resemblance, type Trait } from '../../../core/intake/same-person.ts'
import type { CaseId } from '../../../core/kernel/ids.ts'
import { ENDED_STATES, type State } from '../../../core/loan-case/states.ts'
import { type CaseMatch, findDuplicates } from '../../../db/repositories/case-duplicates.ts'
import { duplicateVerdicts } from '../../../db/repositories/duplicate-verdicts.ts'
import type { LoanCaseRecord } from '../../../db/repositories/loan-case-sealed.ts'
import { findCase } from '../../../db/repositories/loan-cases.ts'
import type { Reader } from '../../../db/sql.ts'
import type { Counter } from '../counter.ts'
import { applicantOf, findableApplicant } from './draft-applicant.ts'

type Body = Readonly<Record<string, unknown>>

/** Another case of the same person, company or phone, and why one thinks so. */
export interface Duplicate {
  readonly applicationNo: string
  readonly state: State
  readonly matchedOn: 'ID' | 'PHONE' | 'USCC' | 'NAME'
  /** What agrees besides a name: a name alone warns of nothing. */
  readonly because: readonly Trait[]
  /** The same person is the borrower of a case that has not ended. */
  readonly openCase: boolean
  /** What somebody judged when the two were side by side; null while nobody did. */
  readonly verdict: 'SAME' | 'OTHER' | null
  /** The application waits for that judgement. */
  readonly awaited: boolean
}
type Found = Omit<Duplicate, 'verdict' | 'awaited'> & Pick<CaseMatch, 'caseId' | 'role'>

/** A name is asked about at most so often: the commonest ones fill whole pages. */
const NAMESAKES = 50

const addressOf = (body: unknown): string => {
  const borrower = (body as { borrower?: { address?: unknown } })?.borrower
  return typeof borrower?.address === 'string' ? borrower.address : ''
}
/** What a form, however far it is filled in, tells of the person. */
export const traitsOf = (body: Body): PersonTraits => {
  const { name, idNumber, phone } = applicantOf(body)
  const employment = (body as Partial<Application>).employment
  return { name, idNumber, phone, address: addressOf(body), employer: typeof employment?.employer === 'string' ? employment.employer : '' }
}
/** What a case tells of its borrower. */
export const traitsOfCase = ({ applicant, application }: LoanCaseRecord): PersonTraits => ({
  name: applicant.name,
  idNumber: applicant.idNumber,
  phone: applicant.phone,
  address: application?.borrower.address ?? '',
  employer: application?.employment?.employer ?? '',
})

const running = ({ state }: CaseMatch): boolean => state !== 'DRAFT' && !ENDED_STATES.includes(state)

async function namesakes(counter: Counter, reader: Reader, caseId: CaseId, body: Body, known: ReadonlySet<CaseId>): Promise<Found[]> {
  const { nameKey = '' } = await findableApplicant(counter, body)
  const matches = nameKey === '' ? [] : (await findDuplicates(reader, counter.vault, 'NAME', nameKey)).slice(0, NAMESAKES)
  const found: Found[] = []
  for (const match of matches) {
    if (match.caseId === caseId || known.has(match.caseId)) continue
    const record = await findCase(reader, counter.vault, match.caseId)
    const likeness = record && resemblance(traitsOf(body), traitsOfCase(record), counter.reference.variants)
    if (likeness && likeness.verdict !== 'NONE') {
      found.push({ ...match, matchedOn: 'NAME', because: likeness.because, openCase: false })
    }
  }
  return found
}

async function matchesOf(counter: Counter, reader: Reader, caseId: CaseId, body: Body): Promise<Found[]> {
  const { idNumber, phone, uscc } = applicantOf(body)
  const asked = [
    ['ID', idNumber],
    ['PHONE', phone],
    ['USCC', uscc ?? ''],
  ] as const
  const found: Found[] = []
  const byId = new Set<CaseId>()
  for (const [kind, value] of asked) {
    const matches = value === '' ? [] : await findDuplicates(reader, counter.vault, kind, value)
    for (const match of matches) {
      if (match.caseId === caseId) continue
      if (kind === 'ID') byId.add(match.caseId)
      found.push({
        ...match,
        matchedOn: kind,
        because: kind === 'USCC' ? [] : [kind],
        openCase: kind === 'ID' && match.role === 'B' && running(match),
      })
    }
  }
  return [...found, ...(await namesakes(counter, reader, caseId, body, byId))]
}
const hasEnded = ({ state }: CaseMatch): boolean => ENDED_STATES.includes(state)

/** Whether the other case can only be of this very person: no verdict that says otherwise would let the application on. */
export const onlySame = async (counter: Counter, reader: Reader, caseId: CaseId, body: Body, otherId: CaseId): Promise<boolean> =>
  (await matchesOf(counter, reader, caseId, body)).some((one) => one.caseId === otherId && awaitsVerdict({ ...one, ended: hasEnded(one), verdict: 'OTHER' }))

/** Other cases of the people in a form: by ID number, phone and company code exactly, by name where something else agrees (features 4.2). */
export async function duplicatesOf(counter: Counter, reader: Reader, caseId: CaseId, body: Body): Promise<Duplicate[]> {
  const verdicts = await duplicateVerdicts(reader, caseId)
  const all = await matchesOf(counter, reader, caseId, body)
  return all.map(({ caseId: other, role, ...one }) => {
    const verdict = verdicts.get(other) ?? null
    return { ...one, verdict, awaited: awaitsVerdict({ ...one, role, ended: hasEnded({ ...one, caseId: other, role }), verdict }) }
  })
}
