import type { Action } from '../../../core/bridge/actions.ts'
import { STEP_PAGES } from '../../composables/step-pages.ts'

/** The page for what waits for a person. @example pageOfTodo('CHECK_PAPERS') // 'papers' */
export const pageOfTodo = (todo: string): string => (todo === 'CHECK_PAPERS' ? 'papers' : (STEP_PAGES[todo as Action] ?? 'case'))
