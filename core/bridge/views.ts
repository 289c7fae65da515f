import { z } from 'zod'
import { ROLES } from '../kernel/people.ts'
import { PASSWORD_DUES } from '../people/password-age.ts'

/** What crosses to the window: already masked (domain 8.2), strings ready for the screen's own formatting. */
export const Id = z.uuid()
export const Version = z.int().min(1)

export const SessionView = z.strictObject({
  staffId: Id,
  staffNo: z.string(),
  staffName: z.string(),
  roles: z.array(z.enum(ROLES)),
  branchName: z.string(),
  businessDate: z.string(),
  dayState: z.enum(['OPEN', 'CLOSED']),
  /** Last day the working calendar knows: a deadline after it is an estimate. */
  calendarUntil: z.string(),
  /** Why a password of one's own is chosen before anything else opens; null when nothing asks for it. */
  passwordDue: z.enum(PASSWORD_DUES).nullable(),
  /** Days the password still serves, in the last ones. */
  passwordDaysLeft: z.int().nullable(),
})
export type SessionView = z.output<typeof SessionView>

export const StaffView = z.strictObject({
  staffId: Id,
  staffNo: z.string(),
  staffName: z.string(),
  roles: z.array(z.enum(ROLES)),
  active: z.boolean(),
  /** Kept out for a while after five failures. */
  locked: z.boolean(),
})
export type StaffView = z.output<typeof StaffView>

/** A row of the audit log for the auditor: what persons typed as a reason may hold personal data and is left out. */
export const AuditRowView = z.strictObject({
  n: z.int(),
  at: z.string(),
  staffNo: z.string().nullable(),
  staffName: z.string().nullable(),
  terminal: z.string(),
  action: z.string(),
  applicationNo: z.string().nullable(),
  subject: z.string().nullable(),
  fromState: z.string().nullable(),
  toState: z.string().nullable(),
  reasonCode: z.string().nullable(),
})
export type AuditRowView = z.output<typeof AuditRowView>

/** One row of the case list. Name masked for roles that need not see it. */
export const CaseRow = z.strictObject({
  caseId: Id,
  applicationNo: z.string(),
  name: z.string(),
  productCode: z.string(),
  amountFen: z.int(),
  state: z.string(),
  step: z.string(),
  papersOk: z.int(),
  papersNeeded: z.int(),
  /** Of the next gate: nothing handed in yet, and refused or run out. */
  papersMissing: z.int(),
  papersRejected: z.int(),
  /** The first account manager; null until one is named. */
  managerName: z.string().nullable(),
  acceptedOn: z.string().nullable(),
  dueOn: z.string().nullable(),
  updatedAt: z.string(),
  version: Version,
})
export type CaseRow = z.output<typeof CaseRow>

/** An item of the checklist for one party, with why it is required and what would clear it. */
export const ItemView = z.strictObject({
  itemId: z.string(),
  party: z.string(),
  name: z.strictObject({ zh: z.string(), en: z.string() }),
  stage: z.string(),
  severity: z.enum(['BLOCK', 'WARN']),
  form: z.enum(['O', 'V', 'C', 'S']),
  signers: z.array(z.string()),
  why: z.array(z.string()),
  state: z.string(),
  defects: z.array(z.string()),
  paperId: Id.nullable(),
  pages: z.int(),
  /** Fewest pages it must have. */
  minPages: z.int(),
  /** Which dates of the paper the checklist looks at: the day it was issued, the last day it is good. */
  dated: z.array(z.enum(['ISSUED', 'EXPIRES'])),
  /** What would clear it. */
  remedies: z.array(z.string()),
  missingSigners: z.array(z.string()),
  /** Groups of other items that clear it as well, each whole: "A or (B and C)". */
  alternatives: z.array(z.array(z.string())),
  /** The group that stands in for it now; else empty. */
  clearedBy: z.array(z.string()),
  /** POST items: due on this day. */
  dueOn: z.string().nullable(),
  expiresSoon: z.boolean(),
  waivable: z.boolean(),
})
export type ItemView = z.output<typeof ItemView>

export const EventView = z.strictObject({
  at: z.string(),
  staffName: z.string(),
  action: z.string(),
  fromState: z.string().nullable(),
  toState: z.string().nullable(),
  reason: z.string(),
})
export const DocumentView = z.strictObject({
  documentId: Id,
  kind: z.string(),
  number: z.string(),
  version: z.int(),
  pages: z.int(),
  sha256: z.string(),
  madeAt: z.string(),
  /** Of its signed copy, where there is one: then hash and file are that copy's. */
  signature: z.strictObject({ holder: z.string(), at: z.string() }).nullable(),
})

/** The case page: stage, papers, people, events, and what the signed-in person may do now. */
export const CaseView = z.strictObject({
  caseId: Id,
  version: Version,
  applicationNo: z.string(),
  acceptanceNo: z.string().nullable(),
  state: z.string(),
  step: z.string(),
  productCode: z.string(),
  productLine: z.string(),
  security: z.string(),
  name: z.string(),
  idNumber: z.string(),
  phone: z.string(),
  amountFen: z.int(),
  tenorMonths: z.int(),
  firstLoan: z.strictObject({ declared: z.boolean(), determined: z.boolean().nullable(), frozen: z.boolean(), basis: z.string().nullable() }),
  score: z
    .strictObject({ points: z.int(), grade: z.string(), reasons: z.array(z.strictObject({ code: z.string(), points: z.int(), max: z.int() })) })
    .nullable(),
  /** What the grade carries, until a decision stands: the highest amount and the price range. */
  offer: z.strictObject({ limitFen: z.int(), rateFrom: z.int(), rateTo: z.int(), defaultRate: z.int() }).nullable(),
  decision: z.strictObject({ outcome: z.string(), amountFen: z.int(), rate: z.int(), validUntil: z.string() }).nullable(),
  registration: z.strictObject({ state: z.string() }).nullable(),
  people: z.array(z.strictObject({ duty: z.string(), staffName: z.string() })),
  items: z.array(ItemView),
  documents: z.array(DocumentView),
  events: z.array(EventView),
  /** Actions of `core/bridge/actions.ts` open to this person now; for the others, the refusal code says why not. */
  actions: z.array(z.strictObject({ action: z.string(), allowed: z.boolean(), code: z.string().nullable() })),
})
export type CaseView = z.output<typeof CaseView>
