import {
  Archive,
  CalendarClock,
  FilePlus2,
  FileSignature,
  FolderCheck,
  Landmark,
  LayoutList,
  MapPinCheck,
  PackageCheck,
  ScrollText,
  Settings,
  Stamp,
  Sun,
  UsersRound,
} from 'lucide-vue-next'

import type { Component } from 'vue'
import type { Todo } from '../core/bridge/todos.ts'
import type { Role } from '../core/kernel/people.ts'

/** One place of the left rail: its transaction code (ux 3.2), its page and who sees it. */
export interface Place {
  /** Names the word `nav.<id>` and the badge of `home.today`. */
  readonly id: string
  readonly code: string
  readonly to: string
  readonly icon: Component
  /** Everybody of the branch but the administrator when left out. */
  readonly roles?: readonly Role[]
  /** Stands apart at the foot of the rail. */
  readonly foot?: boolean
}
const LINE: readonly Role[] = ['TELLER', 'ACCOUNT_MANAGER', 'REVIEWER', 'BRANCH_MANAGER', 'DISBURSEMENT_OFFICER', 'ARCHIVIST', 'AUDITOR']

/** The rail in the order of the line. */
export const RAIL: readonly Place[] = [
  { id: 'today', code: '1000', to: '/today', icon: Sun, roles: LINE },
  { id: 'cases', code: '1001', to: '/cases', icon: LayoutList, roles: LINE },
  { id: 'intake', code: '1101', to: '/drafts', icon: FilePlus2, roles: ['TELLER', 'ACCOUNT_MANAGER'] },
  { id: 'checks', code: '1201', to: '/checks', icon: FolderCheck, roles: ['TELLER', 'ACCOUNT_MANAGER', 'BRANCH_MANAGER'] },
  { id: 'surveys', code: '1301', to: '/surveys', icon: MapPinCheck, roles: ['ACCOUNT_MANAGER', 'BRANCH_MANAGER'] },
  { id: 'approvals', code: '1401', to: '/approvals', icon: Stamp, roles: ['REVIEWER', 'BRANCH_MANAGER', 'ACCOUNT_MANAGER'] },
  { id: 'signings', code: '1501', to: '/signings', icon: FileSignature, roles: ['TELLER', 'ACCOUNT_MANAGER', 'BRANCH_MANAGER', 'DISBURSEMENT_OFFICER'] },
  { id: 'registrations', code: '1601', to: '/registrations', icon: Landmark, roles: ['ACCOUNT_MANAGER', 'ARCHIVIST', 'BRANCH_MANAGER'] },
  { id: 'archive', code: '1701', to: '/archive', icon: Archive, roles: ['ARCHIVIST', 'BRANCH_MANAGER'] },
  { id: 'batches', code: '1901', to: '/batches', icon: PackageCheck },
  { id: 'day', code: '1902', to: '/day', icon: CalendarClock },
  { id: 'staff', code: '1904', to: '/staff', icon: UsersRound },
  { id: 'audit', code: '1909', to: '/audit', icon: ScrollText, roles: ['AUDITOR'] },
  { id: 'settings', code: '1903', to: '/settings', icon: Settings, foot: true },
]

/** Pages without a place in the rail, for the box of the top bar: a code, a word and a page each. */
export const FURTHER: readonly Omit<Place, 'icon'>[] = [
  { id: 'disbursements', code: '1551', to: '/disbursements', roles: ['TELLER', 'ACCOUNT_MANAGER', 'DISBURSEMENT_OFFICER', 'BRANCH_MANAGER'] },
  { id: 'prints', code: '1503', to: '/prints', roles: LINE },
  { id: 'parameters', code: '1905', to: '/parameters' },
]

/** Whether a person of these roles sees a place. The administrator sees what has no roles: staff, batches, day, settings. */
export const sees = (place: Pick<Place, 'roles'>, roles: readonly Role[]): boolean => place.roles?.some((role) => roles.includes(role)) ?? true

/** Under which place of the rail each kind of waiting work is counted. Releasing money stands under signing (ux 3.2). */
export const PLACE_OF_TODO: Readonly<Record<Todo, string>> = {
  SUBMIT: 'intake',
  CHECK_PAPERS: 'checks',
  NOTICE: 'checks',
  RESUME: 'checks',
  ACCEPT: 'checks',
  ASSIGN: 'surveys',
  RECORD_SURVEY: 'surveys',
  CONFIRM_SURVEY: 'surveys',
  SCORE: 'surveys',
  TO_REVIEW: 'surveys',
  REVIEW: 'approvals',
  DECIDE: 'approvals',
  REAPPROVE: 'approvals',
  DISCLOSE: 'signings',
  DRAW_UP: 'signings',
  SIGN: 'signings',
  TO_REGISTRATION: 'registrations',
  PROGRESS_REGISTRATION: 'registrations',
  PROVE_REGISTRATION: 'registrations',
  CONFIRM_REGISTRATION: 'registrations',
  MAKE_READY: 'signings',
  PREPARE_RELEASE: 'signings',
  RELEASE: 'signings',
  PREPARE_VOLUME: 'archive',
  FILE: 'archive',
}
