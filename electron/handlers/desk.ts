import { asId, type CaseId } from '../../core/kernel/ids.ts'
import { ok } from '../../core/kernel/result.ts'
import { approvalInbox } from '../usecases/desk/approval-inbox.ts'
import { draftBox, removeDraft } from '../usecases/desk/draft-box.ts'
import { homeToday } from '../usecases/desk/home-today.ts'
import { ownPreferences, ownViews, removeView, saveView, setPreferences } from '../usecases/desk/own-settings.ts'
import { peekCase } from '../usecases/desk/peek-case.ts'
import type { AtCounter, HandlersOf } from './at-counter.ts'

/** What a person meets on sitting down. */
export const deskHandlers = (at: AtCounter) =>
  ({
    'home.today': at(async (counter, session) => ok(await homeToday(counter, session))),
    'views.list': at(async (counter, session) => ok(await ownViews(counter, session))),
    'views.save': at(saveView),
    'views.remove': at((counter, session, { viewId }) => removeView(counter, session, viewId)),
    'prefs.get': at(async (counter, session) => ok(await ownPreferences(counter, session))),
    'prefs.set': at(setPreferences),
  }) satisfies HandlersOf<'home' | 'views' | 'prefs'>

/** Short lists of one room each, beside that room's own channels. */
export const shortLists = (at: AtCounter) =>
  ({
    'cases.peek': at((counter, session, { caseId }) => peekCase(counter, session, asId<CaseId>(caseId))),
    'approval.inbox': at(async (counter, session) => ok(await approvalInbox(counter, session))),
    'intake.drafts': at(async (counter, session) => ok(await draftBox(counter, session))),
    'intake.removeDraft': at(removeDraft),
  }) satisfies Pick<HandlersOf<'cases' | 'approval' | 'intake'>, 'cases.peek' | 'approval.inbox' | 'intake.drafts' | 'intake.removeDraft'>
