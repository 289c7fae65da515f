import { ACTION_RULES, type Action } from '../../../core/bridge/actions.ts'
import { calls } from '../../../core/bridge/bridge.ts'
import type { Role } from '../../../core/kernel/people.ts'
import { EVERYTHING, type ListQuery } from '../../../core/loan-case/list-query.ts'
import { STATES, type State } from '../../../core/loan-case/states.ts'

/** A view that ships with the counter: its words are `lists.views.<id>`, or `states.<id>` for the view of one state. */
export interface ShippedView {
  readonly id: string
  readonly query: ListQuery
}
export interface ListPage {
  readonly views: readonly ShippedView[]
  /** Whether persons may keep views of their own here. */
  readonly saves: boolean
  /** The page of the case that Enter leads to; null: where its next step is done. */
  readonly target: string | null
}

const DUE_FIRST = { by: 'DUE', descending: false } as const
const view = (id: string, query: Partial<ListQuery>): ShippedView => ({ id, query: { ...EVERYTHING, ...query } })

/** States in which one of these roles has something to do, withdrawing apart. @example statesToActIn(['ARCHIVIST']) */
export function statesToActIn(roles: readonly Role[]): State[] {
  const rules = (Object.entries(ACTION_RULES) as [Action, (typeof ACTION_RULES)[Action]][]).filter(([action]) => action !== 'WITHDRAW')
  const mine = rules.filter(([, { channel }]) => (calls[channel].access as readonly Role[]).some((role) => roles.includes(role)))
  return STATES.filter((state) => mine.some(([, { states }]) => (states as readonly string[]).includes(state)))
}

/** A queue of the line: all of it first, then state by state. */
const queue = (target: string, ...states: State[]): ListPage => ({
  views: [view('queue', { states, sort: DUE_FIRST }), ...(states.length > 1 ? states.map((state) => view(state, { states: [state], sort: DUE_FIRST })) : [])],
  saves: false,
  target,
})

/** The list of every case, and the queues of the line, as data. */
export function listPage(id: string, roles: readonly Role[]): ListPage {
  const queues: Record<string, ListPage> = {
    checks: queue('papers', 'DOC_CHECK', 'DEFICIENT'),
    surveys: queue('survey', 'ACCEPTED', 'SURVEY', 'SCORED'),
    signings: queue('contract', 'COST_DISCLOSED', 'CONTRACTED'),
    registrations: queue('collateral', 'CONTRACTED', 'COLLATERAL'),
    disbursements: queue('disbursement', 'READY', 'DISBURSED'),
    archive: queue('filing', 'ACTIVE', 'SETTLED', 'ARCHIVED'),
  }
  return (
    queues[id] ?? {
      views: [
        view('todo', { states: statesToActIn(roles), sort: DUE_FIRST }),
        view('accepted', { accepted: 'TODAY' }),
        view('deficient', { states: ['DEFICIENT'], sort: DUE_FIRST }),
        view('due', { due: 'DAYS_3', sort: DUE_FIRST }),
        view('all', {}),
      ],
      saves: true,
      target: null,
    }
  )
}
