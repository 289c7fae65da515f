import type { StaffId } from '../kernel/ids.ts'
import { hasRole, type Role, type Session } from '../kernel/people.ts'
import { ACTION_RULES, type Action, actionsFor, type CaseSituation } from './actions.ts'
import { calls } from './bridge.ts'

/** Kinds of work that wait for a person: the actions of the line, and checking papers, which is many small acts. */
export type Todo = Exclude<Action, 'WITHDRAW'> | 'CHECK_PAPERS'

/** What tells, beside the situation, whose turn it is. */
export interface TodoSituation extends CaseSituation {
  readonly openedBy: StaffId
  readonly disclosed: boolean
  /** Papers of the next gate that are missing, unjudged or refused. */
  readonly papersOpen: boolean
}

type Waits = (situation: TodoSituation, session: Session) => boolean
const isManager: Waits = (s, { staffId }) => s.firstManager === null || staffId === s.firstManager || staffId === s.secondManager
const ownDraft: Waits = (s, { staffId }) => s.openedBy === staffId

/** Of the actions allowed, those that are this person's turn now; the others can be done, but nobody waits for them. */
const TURN: Partial<Record<Action, Waits>> = {
  SUBMIT: ownDraft,
  NOTICE: () => false,
  ACCEPT: (s) => !s.papersOpen,
  ASSIGN: (_s, session) => hasRole(session, 'BRANCH_MANAGER', 'ACCOUNT_MANAGER'),
  RECORD_SURVEY: (s) => !s.surveyRecorded,
  REAPPROVE: isManager,
  DISCLOSE: (s, session) => !s.disclosed && isManager(s, session),
  // Where a cost table is due it comes first.
  DRAW_UP: (s, session) => (s.disclosed || !s.disclosureDue) && isManager(s, session),
  TO_REGISTRATION: (s, session) => hasRole(session, 'ARCHIVIST') || isManager(s, session),
  PROGRESS_REGISTRATION: (s) => s.registration !== 'DONE',
  PROVE_REGISTRATION: (s) => s.registrationMaker === null,
  MAKE_READY: (s, session) => hasRole(session, 'DISBURSEMENT_OFFICER') || isManager(s, session),
  PREPARE_RELEASE: (s) => s.releasePreparedBy === null,
  WITHDRAW: () => false,
}

/**
 * The one thing this person would do next on a case, or null when it is another's turn. Use cases decide again.
 * @example todoOf({ ...situation, state: 'REVIEW' }, reviewer) // 'REVIEW'
 */
export function todoOf(situation: TodoSituation, session: Session): Todo | null {
  if (situation.state === 'DOC_CHECK' && situation.papersOpen) return hasRole(session, 'TELLER', 'ACCOUNT_MANAGER') ? 'CHECK_PAPERS' : null
  const open = actionsFor(situation, session).filter(({ allowed }) => allowed)
  const turn = open.find(({ action }) => action !== 'WITHDRAW' && (TURN[action]?.(situation, session) ?? true))
  return turn ? (turn.action as Todo) : null
}

/** The roles that could go on with the case, for the others to know whom it waits for. @example waitsFor({ ...situation, state: 'REVIEW' }) // ['REVIEWER'] */
export function waitsFor(situation: TodoSituation): Role[] {
  const turns = (Object.entries(ACTION_RULES) as [Action, (typeof ACTION_RULES)[Action]][]).filter(
    ([action, rule]) => action !== 'WITHDRAW' && (rule.states as readonly string[]).includes(situation.state) && (!('when' in rule) || rule.when(situation)),
  )
  const roles = turns.flatMap(([, { channel }]) => {
    const { access } = calls[channel]
    return typeof access === 'string' ? [] : [...access]
  })
  return [...new Set(roles)]
}
