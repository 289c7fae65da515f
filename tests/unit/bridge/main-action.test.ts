import { describe, expect, it } from 'vitest'
import { ACTION_RULES } from '../../../core/bridge/actions.ts'
import { mainAction } from '../../../core/bridge/main-action.ts'
import type { CaseView } from '../../../core/bridge/views.ts'
import { STEP_PAGES } from '../../../renderer/composables/step-pages.ts'

type Item = CaseView['items'][number]
const item = (state: string): Item => ({ stage: 'INTAKE', severity: 'BLOCK', state }) as Item
const offered = (...actions: string[]) => actions.map((action) => ({ action, allowed: true, code: null }))

describe('the action put first', () => {
  it('is to accept a complete paper file', () => expect(mainAction({ items: [item('OK')], actions: offered('NOTICE', 'ACCEPT', 'WITHDRAW') })).toBe('ACCEPT'))
  it('is the notice while a paper is missing', () => expect(mainAction({ items: [item('MISSING')], actions: offered('NOTICE', 'ACCEPT') })).toBe('NOTICE'))
  it('is nothing when it is another person’s turn', () =>
    expect(mainAction({ items: [], actions: [{ action: 'DECIDE', allowed: false, code: 'DIFFERENT_PERSON_NEEDED' }, ...offered('WITHDRAW')] })).toBeNull())
  it('has a page for each action of the line', () => expect(Object.keys(STEP_PAGES).sort()).toEqual(Object.keys(ACTION_RULES).sort()))
})
