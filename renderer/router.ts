import { createRouter, createWebHashHistory } from 'vue-router'
import { useSession } from './stores/session.ts'

/** The list of cases, and the queues of the line: one page with different presets. */
const LISTS = ['cases', 'checks', 'surveys', 'signings', 'registrations', 'disbursements', 'archive'] as const

export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: '/cases' },
    { path: '/set-up', name: 'set-up', component: () => import('./pages/setup/SetUpPage.vue'), meta: { open: true } },
    { path: '/sign-in', name: 'sign-in', component: () => import('./pages/setup/SignInPage.vue'), meta: { open: true } },
    { path: '/recover', name: 'recover', component: () => import('./pages/setup/RecoverPage.vue'), meta: { open: true } },
    ...LISTS.map((list) => ({ path: `/${list}`, name: list, component: () => import('./pages/cases/CaseListPage.vue'), props: { list } })),
    {
      path: '/cases/:caseId',
      component: () => import('./pages/cases/CaseFrame.vue'),
      props: true,
      // Each step's page lives inside the frame: header, stages, F7 and F8 are the frame's, the rest is the page's.
      children: [
        { path: '', name: 'case', component: () => import('./pages/cases/CasePage.vue'), props: true },
        { path: 'papers', name: 'papers', component: () => import('./pages/check/PapersPage.vue'), props: true },
        { path: 'notice', name: 'notice', component: () => import('./pages/steps/NoticePage.vue'), props: true },
        { path: 'survey', name: 'survey', component: () => import('./pages/steps/SurveyPage.vue'), props: true },
        { path: 'score', name: 'score', component: () => import('./pages/steps/ScorePage.vue'), props: true },
        { path: 'contract', name: 'contract', component: () => import('./pages/steps/ContractPage.vue'), props: true },
        { path: 'signing', name: 'signing', component: () => import('./pages/steps/SigningPage.vue'), props: true },
        { path: 'collateral', name: 'collateral', component: () => import('./pages/steps/CollateralPage.vue'), props: true },
        { path: 'disbursement', name: 'disbursement', component: () => import('./pages/steps/DisbursementPage.vue'), props: true },
        { path: 'filing', name: 'filing', component: () => import('./pages/steps/FilingPage.vue'), props: true },
        { path: 'scans', name: 'scans', component: () => import('./pages/scans/ScanImportPage.vue'), props: true },
      ],
    },
    { path: '/today', name: 'today', component: () => import('./pages/today/TodayPage.vue') },
    { path: '/drafts', name: 'drafts', component: () => import('./pages/intake/DraftsPage.vue') },
    { path: '/approvals', name: 'approvals', component: () => import('./pages/approval/ApprovalsPage.vue') },
    { path: '/approvals/:caseId', name: 'approval', component: () => import('./pages/approval/ApprovalsPage.vue'), props: true },
    { path: '/intake/:caseId', name: 'intake', component: () => import('./pages/intake/IntakePage.vue'), props: true },
    { path: '/batches', name: 'batches', component: () => import('./pages/batch/BatchPage.vue') },
    { path: '/settings', name: 'settings', component: () => import('./pages/settings/SettingsPage.vue') },
    { path: '/staff', name: 'staff', component: () => import('./pages/people/StaffPage.vue') },
    { path: '/parameters', name: 'parameters', component: () => import('./pages/parameters/ParametersPage.vue') },
    { path: '/prints', name: 'prints', component: () => import('./pages/prints/PrintsPage.vue') },
    { path: '/audit', name: 'audit', component: () => import('./pages/people/AuditPage.vue') },
    { path: '/day', name: 'day', component: () => import('./pages/people/DayPage.vue') },
  ],
})

/** A branch that is not set up has one page; nobody signed in has another. */
router.beforeEach(async (to) => {
  const session = useSession()
  if (!session.loaded) await session.refresh()
  if (!session.branchSetUp) return to.name === 'set-up' ? true : { name: 'set-up' }
  if (!session.current) return to.name === 'sign-in' || to.name === 'recover' ? true : { name: 'sign-in' }
  return to.meta.open ? { name: 'cases' } : true
})
