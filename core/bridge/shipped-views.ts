import { hasRole, type Role, type Session } from '../kernel/people.ts'
import type { State } from '../loan-case/states.ts'
import type { ShippedView } from './desk-calls.ts'
import { CaseFilterInput } from './list-calls.ts'

const BY_DUE = { by: 'DUE', descending: false } as const
const NEWEST = { by: 'UPDATED', descending: true } as const

interface Row {
  readonly key: string
  /** Everybody's when left out. */
  readonly roles?: readonly Role[]
  readonly states: readonly State[]
  readonly mine?: boolean
  readonly sort: typeof BY_DUE | typeof NEWEST
}

/** The views every branch starts with, by role (ux.md §2 "Saved views"); the words for `key` are in the locales. */
const ROWS: readonly Row[] = [
  { key: 'ALL', states: [], sort: NEWEST },
  { key: 'MINE', states: [], mine: true, sort: BY_DUE },
  { key: 'DRAFTS', roles: ['TELLER', 'ACCOUNT_MANAGER'], states: ['DRAFT'], sort: NEWEST },
  { key: 'CHECKING', roles: ['TELLER', 'ACCOUNT_MANAGER'], states: ['DOC_CHECK'], sort: BY_DUE },
  { key: 'DEFICIENT', roles: ['TELLER', 'ACCOUNT_MANAGER'], states: ['DEFICIENT'], sort: BY_DUE },
  { key: 'SURVEYING', roles: ['ACCOUNT_MANAGER', 'BRANCH_MANAGER'], states: ['ACCEPTED', 'SURVEY', 'SCORED'], sort: BY_DUE },
  { key: 'REVIEWING', roles: ['REVIEWER'], states: ['REVIEW'], sort: BY_DUE },
  { key: 'APPROVING', roles: ['BRANCH_MANAGER'], states: ['APPROVAL'], sort: BY_DUE },
  { key: 'SIGNING', roles: ['ACCOUNT_MANAGER', 'DISBURSEMENT_OFFICER'], states: ['COST_DISCLOSED', 'CONTRACTED'], sort: BY_DUE },
  { key: 'REGISTERING', roles: ['ACCOUNT_MANAGER', 'ARCHIVIST'], states: ['COLLATERAL'], sort: BY_DUE },
  { key: 'PAYING', roles: ['DISBURSEMENT_OFFICER', 'BRANCH_MANAGER'], states: ['READY'], sort: BY_DUE },
  { key: 'ACTIVE', roles: ['ARCHIVIST', 'BRANCH_MANAGER', 'ACCOUNT_MANAGER'], states: ['ACTIVE'], sort: NEWEST },
]

/** The views this person starts with, in order. @example shippedViews(reviewer).map(({ key }) => key) // ['ALL', 'MINE', 'REVIEWING'] */
export const shippedViews = (session: Session): ShippedView[] =>
  ROWS.filter(({ roles }) => roles === undefined || hasRole(session, ...roles)).map(({ key, states, mine = false, sort }) => ({
    key,
    filter: CaseFilterInput.parse({ states, mine }),
    sort,
  }))
