import { z } from 'zod'
import { DateField } from '../kernel/schema.ts'
import { ACCEPTED_WITHIN, DUE_WITHIN } from '../loan-case/list-query.ts'
import { defineCalls } from './define-calls.ts'
import { WORKS_ON_CASES } from './file-calls.ts'
import { CaseFilterInput, CaseSortInput } from './list-calls.ts'
import { EventView, Id, Version } from './views.ts'

const Nothing = z.strictObject({})

/** What a person set for himself at every counter of the branch. */
export const Preferences = z.strictObject({
  /** 16 px base instead of 14. */
  largeText: z.boolean().default(false),
  /** Single-letter keys (WCAG 2.1.4). */
  singleKeys: z.boolean().default(true),
  language: z.enum(['zh-CN', 'zh-TW', 'en']).default('zh-CN'),
})
export type Preferences = z.output<typeof Preferences>

/** A view of the list: filter, order and columns under a name. */
const ViewBody = {
  name: z.string().trim().min(1, 'REQUIRED').max(30, 'TOO_LONG'),
  filter: CaseFilterInput,
  sort: CaseSortInput,
  columns: z.array(z.string().max(30)).max(30),
  /** Days counted from the business day, so that a view kept today means the same tomorrow; with these the filter holds no dates. */
  within: z.strictObject({ due: z.enum(DUE_WITHIN).nullable(), accepted: z.enum(ACCEPTED_WITHIN).nullable() }).optional(),
}
export const SavedView = z.strictObject({ viewId: Id, ...ViewBody })
export type SavedView = z.output<typeof SavedView>
/** A view the program brings for a role; its name is words of the screen, by `key`. */
export const ShippedView = z.strictObject({ key: z.string(), filter: CaseFilterInput, sort: CaseSortInput })
export type ShippedView = z.output<typeof ShippedView>

/** A case in a short list: enough to know it and open it. */
export const CaseBrief = z.strictObject({
  caseId: Id,
  version: Version,
  applicationNo: z.string(),
  name: z.string(),
  productCode: z.string(),
  amountFen: z.int(),
  state: z.string(),
  step: z.string(),
  dueOn: z.string().nullable(),
})
export type CaseBrief = z.output<typeof CaseBrief>

/** An open item of the next gate, with what the checker wrote. */
const StuckItem = z.strictObject({
  itemId: z.string(),
  party: z.string(),
  name: z.strictObject({ zh: z.string(), en: z.string() }),
  state: z.string(),
  defects: z.array(z.string()),
  note: z.string(),
})
export const CasePeek = z.strictObject({
  ...CaseBrief.shape,
  managerName: z.string().nullable(),
  tenorMonths: z.int(),
  /** Masked, as on the case; empty where none was given. */
  phone: z.string(),
  papersOk: z.int(),
  papersNeeded: z.int(),
  stuck: z.array(StuckItem),
  /** The last five, newest first. */
  events: z.array(EventView),
  /** What this person would do next (`core/bridge/todos.ts`); null when it is another's turn. */
  todo: z.string().nullable(),
  /** The roles whose turn it is, when it is not this person's. */
  waitsFor: z.array(z.string()),
})
export type CasePeek = z.output<typeof CasePeek>

const Decided = z.strictObject({ ...CaseBrief.shape, outcome: z.string(), at: z.string() })
const InboxRow = z.strictObject({
  ...CaseBrief.shape,
  managerName: z.string().nullable(),
  waitingSince: z.string(),
  points: z.int().nullable(),
  grade: z.string().nullable(),
  /** Reason codes of rules hit, and DTI_NEEDS_REASON. */
  flags: z.array(z.string()),
  /** Null when this person may decide; else why not. */
  code: z.string().nullable(),
})
const DraftRow = z.strictObject({
  ...CaseBrief.shape,
  savedAt: z.string(),
  savedBy: z.string(),
  /** Path of the field typed last; null when the form did not say. */
  lastField: z.string().nullable(),
  ageDays: z.int().min(0),
  /** Opened or last typed by the person who asks. */
  mine: z.boolean(),
})

/** What a person meets on sitting down: to-dos, drafts, the inbox, own views and settings. */
export const deskCalls = defineCalls({
  'home.today': {
    access: 'SIGNED_IN',
    input: Nothing,
    output: z.strictObject({
      businessDate: DateField,
      /** One entry a kind of work that waits for this person; `cases` are the ten due first. */
      todos: z.array(z.strictObject({ todo: z.string(), count: z.int(), overdue: z.int(), cases: z.array(CaseBrief) })),
      /** Cases of this person due within three days or overdue, the earliest first. */
      deadlines: z.array(CaseBrief),
      /** Cases of this person that a reviewer or the manager sent back. */
      returned: z.array(z.strictObject({ ...CaseBrief.shape, by: z.string(), at: z.string(), reason: z.string() })),
      /** Towards head office: records in no batch, drafts waiting for a second person, sealed without an answer. */
      batches: z.strictObject({ waiting: z.int(), toSeal: z.int(), unanswered: z.int() }),
    }),
  },
  'cases.peek': { access: 'SIGNED_IN', input: z.strictObject({ caseId: Id }), output: CasePeek },
  'approval.inbox': {
    access: ['REVIEWER', 'BRANCH_MANAGER'],
    input: Nothing,
    output: z.strictObject({ rows: z.array(InboxRow), decidedToday: z.array(Decided) }),
  },
  'intake.drafts': { access: ['TELLER', 'ACCOUNT_MANAGER'], input: Nothing, output: z.strictObject({ drafts: z.array(DraftRow) }) },
  /** Gives a draft up: the number goes to the register of voided numbers. Undo is the window's: it waits before it calls. */
  'intake.removeDraft': { access: ['TELLER', 'ACCOUNT_MANAGER'], input: z.strictObject({ caseId: Id, version: Version }), output: Nothing },
  'views.list': { access: 'SIGNED_IN', input: Nothing, output: z.strictObject({ shipped: z.array(ShippedView), saved: z.array(SavedView) }) },
  /** Saves under `viewId`, a new one where it is null; a view taken away comes back under its old id. */
  'views.save': { access: WORKS_ON_CASES, input: z.strictObject({ viewId: Id.nullable(), ...ViewBody }), output: z.strictObject({ viewId: Id }) },
  'views.remove': { access: WORKS_ON_CASES, input: z.strictObject({ viewId: Id }), output: Nothing },
  'prefs.get': { access: 'SIGNED_IN', input: Nothing, output: Preferences },
  'prefs.set': { access: 'SIGNED_IN', input: Preferences.partial(), output: Preferences },
})
