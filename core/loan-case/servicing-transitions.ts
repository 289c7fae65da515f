import type { Transition } from './transitions.ts'

/** After the money is out (domain 1.4, rows 12–18). Filing is an event on ACTIVE (rulings 3). */
export const SERVICING_TRANSITIONS: readonly Transition[] = [
  { from: 'DISBURSED', action: 'activate', to: 'ACTIVE', roles: ['BRANCH_MANAGER', 'DISBURSEMENT_OFFICER'], needs: ['SERVICING_SET_UP'], guards: [] },
  { from: 'ACTIVE', action: 'file', to: 'ACTIVE', roles: ['ARCHIVIST'], needs: ['VOLUME_COMPLETE'], guards: [] },
  { from: 'ACTIVE', action: 'markOverdue', to: 'OVERDUE', roles: ['BRANCH_MANAGER'], needs: ['AMOUNT_OVERDUE'], guards: [] },
  { from: 'OVERDUE', action: 'clearArrears', to: 'ACTIVE', roles: ['BRANCH_MANAGER', 'ACCOUNT_MANAGER'], needs: ['ARREARS_CLEARED'], guards: [] },
  { from: 'ACTIVE', action: 'extend', to: 'EXTENDED', roles: ['BRANCH_MANAGER'], needs: ['SUPPLEMENT_SIGNED'], guards: ['ACTOR_DID_NOT_SURVEY'] },
  { from: 'ACTIVE', action: 'renew', to: 'RENEWED', roles: ['BRANCH_MANAGER'], needs: ['SUPPLEMENT_SIGNED'], guards: ['ACTOR_DID_NOT_SURVEY'] },
  { from: 'EXTENDED', action: 'resumeRepayment', to: 'ACTIVE', roles: ['BRANCH_MANAGER'], needs: ['SERVICING_SET_UP'], guards: [] },
  { from: 'RENEWED', action: 'resumeRepayment', to: 'ACTIVE', roles: ['BRANCH_MANAGER'], needs: ['SERVICING_SET_UP'], guards: [] },
  { from: 'ACTIVE', action: 'settle', to: 'SETTLED', roles: ['BRANCH_MANAGER', 'ACCOUNT_MANAGER'], needs: ['BALANCE_ZERO'], guards: [] },
  { from: 'OVERDUE', action: 'settle', to: 'SETTLED', roles: ['BRANCH_MANAGER', 'ACCOUNT_MANAGER'], needs: ['BALANCE_ZERO'], guards: [] },
  { from: 'OVERDUE', action: 'transfer', to: 'TRANSFERRED', roles: ['BRANCH_MANAGER'], needs: ['AMOUNT_OVERDUE'], guards: [] },
  { from: 'SETTLED', action: 'archive', to: 'ARCHIVED', roles: ['ARCHIVIST'], needs: ['VOLUME_COMPLETE'], guards: [] },
  { from: 'REJECTED', action: 'archive', to: 'ARCHIVED', roles: ['ARCHIVIST'], needs: ['VOLUME_COMPLETE'], guards: [] },
  { from: 'WITHDRAWN', action: 'archive', to: 'ARCHIVED', roles: ['ARCHIVIST'], needs: ['VOLUME_COMPLETE'], guards: [] },
]
