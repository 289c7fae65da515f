import type { z } from 'zod'
import type { Calls } from '../../core/bridge/bridge.ts'
import { asId, type CaseId } from '../../core/kernel/ids.ts'
import { type Details, ok } from '../../core/kernel/result.ts'
import { casesElsewhere } from '../usecases/intake/cases-elsewhere.ts'
import { compareDuplicate, judgeDuplicate } from '../usecases/intake/compare-duplicate.ts'
import { correctApplication } from '../usecases/intake/correct-application.ts'
import { openCase } from '../usecases/intake/open-case.ts'
import { findRegion, readCard, readNumber } from '../usecases/intake/read-identity.ts'
import { readDraft, saveDraft } from '../usecases/intake/save-draft.ts'
import { checkIntake, submitApplication } from '../usecases/intake/submit-application.ts'
import type { Host } from '../usecases/people/host.ts'
import type { AtCounter, HandlersOf } from './at-counter.ts'

/** The stored draft came in as JSON; the reply's schema checks it again. */
type DraftBody = z.input<Calls['intake.draft']['output']>['body']

const figures = (details: Details) => Object.fromEntries(Object.entries(details).map(([name, value]) => [name, typeof value === 'object' ? [...value] : value]))

export const intakeHandlers = (host: Host, at: AtCounter) =>
  ({
    'intake.open': at(openCase),
    'intake.draft': at(async (counter, session, { caseId }) => {
      const draft = await readDraft(counter, session, asId<CaseId>(caseId))
      return draft.ok ? ok({ ...draft.value, body: draft.value.body as DraftBody }) : draft
    }),
    'intake.saveDraft': at(saveDraft),
    'intake.check': at(async (counter, session, input) => {
      const checked = await checkIntake(counter, input)
      if (!checked.ok) return checked
      const elsewhere = await casesElsewhere(counter, session, { caseId: asId<CaseId>(input.caseId), body: input.body, action: 'intake.check' })
      const { issues, duplicates } = checked.value
      return ok({
        issues: issues.map(({ path, code, level, details }) => ({ path, code, level, details: figures(details) })),
        duplicates: duplicates.map((one) => ({ ...one, because: [...one.because] })),
        elsewhere,
      })
    }),
    'intake.compare': at(compareDuplicate),
    'intake.judgeDuplicate': at(judgeDuplicate),
    'intake.submit': at(submitApplication),
    'intake.correct': at((counter, session, input) => correctApplication(host, counter, session, input)),
    'intake.readNumber': at(readNumber),
    'intake.readCard': at(readCard),
    'intake.regions': at(findRegion),
  }) satisfies Omit<HandlersOf<'intake'>, 'intake.drafts' | 'intake.removeDraft'>
