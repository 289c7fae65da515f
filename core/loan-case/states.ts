/** The state codes of domain 1.4 (rulings 12). The words are in the locales. */
export const STATES = [
  'DRAFT',
  'DOC_CHECK',
  'DEFICIENT',
  'ACCEPTED',
  'SURVEY',
  'SCORED',
  'REVIEW',
  'APPROVAL',
  'HO_PENDING',
  'COST_DISCLOSED',
  'CONTRACTED',
  'COLLATERAL',
  'READY',
  'DISBURSED',
  'ACTIVE',
  'OVERDUE',
  'EXTENDED',
  'RENEWED',
  'SETTLED',
  'ARCHIVED',
  'TRANSFERRED',
  'WITHDRAWN',
  'REJECTED',
] as const
export type State = (typeof STATES)[number]

/** The nine steps on screen, in the order of rulings 1. */
export const STEPS = ['INTAKE', 'DOC_CHECK', 'SURVEY', 'SCORING', 'APPROVAL', 'SIGNING', 'COLLATERAL', 'DISBURSEMENT', 'ARCHIVE'] as const
export type Step = (typeof STEPS)[number]

/** The one table from states to steps (glossary). A case that ended early stands at the last step: its short file. */
export const STEP_OF = {
  DRAFT: 'INTAKE',
  DOC_CHECK: 'DOC_CHECK',
  DEFICIENT: 'DOC_CHECK',
  ACCEPTED: 'DOC_CHECK',
  SURVEY: 'SURVEY',
  SCORED: 'SCORING',
  REVIEW: 'APPROVAL',
  APPROVAL: 'APPROVAL',
  HO_PENDING: 'APPROVAL',
  COST_DISCLOSED: 'SIGNING',
  CONTRACTED: 'SIGNING',
  COLLATERAL: 'COLLATERAL',
  READY: 'DISBURSEMENT',
  DISBURSED: 'DISBURSEMENT',
  ACTIVE: 'ARCHIVE',
  OVERDUE: 'ARCHIVE',
  EXTENDED: 'ARCHIVE',
  RENEWED: 'ARCHIVE',
  SETTLED: 'ARCHIVE',
  ARCHIVED: 'ARCHIVE',
  TRANSFERRED: 'ARCHIVE',
  WITHDRAWN: 'ARCHIVE',
  REJECTED: 'ARCHIVE',
} as const satisfies Record<State, Step>

/** Nothing more is to come: another case of the same person may begin. */
export const ENDED_STATES: readonly State[] = ['SETTLED', 'ARCHIVED', 'TRANSFERRED', 'WITHDRAWN', 'REJECTED']

/** Narrows text from the database or a batch. @example isState('READY') // true */
export const isState = (text: string): text is State => (STATES as readonly string[]).includes(text)
