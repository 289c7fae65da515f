import type { Brings, In } from './loan-case.ts'

type BeforeRelease =
  | 'DRAFT'
  | 'DOC_CHECK'
  | 'DEFICIENT'
  | 'ACCEPTED'
  | 'SURVEY'
  | 'SCORED'
  | 'REVIEW'
  | 'APPROVAL'
  | 'HO_PENDING'
  | 'COST_DISCLOSED'
  | 'CONTRACTED'
  | 'COLLATERAL'
  | 'READY'

type Refusable = 'SCORED' | 'REVIEW' | 'APPROVAL' | 'HO_PENDING'

/** What stays of a case that ended without a loan, or went to the archive. */
const short = (from: In<BeforeRelease | 'SETTLED' | 'REJECTED' | 'WITHDRAWN'>) => ({
  caseId: from.caseId,
  version: from.version + 1,
  applicationNo: from.applicationNo,
  productCode: from.productCode,
  openedBy: from.openedBy,
  openedOn: from.openedOn,
})

export const withdraw = (from: In<BeforeRelease>, brought: Brings<'DRAFT', 'WITHDRAWN'>): In<'WITHDRAWN'> => ({
  ...short(from),
  ...brought,
  state: 'WITHDRAWN',
})
export const reject = (from: In<Refusable>, brought: Brings<'DRAFT', 'REJECTED'>): In<'REJECTED'> => ({ ...short(from), ...brought, state: 'REJECTED' })
export const archive = (from: In<'SETTLED' | 'REJECTED' | 'WITHDRAWN'>, brought: Brings<'DRAFT', 'ARCHIVED'>): In<'ARCHIVED'> => ({
  ...short(from),
  ...brought,
  state: 'ARCHIVED',
})
