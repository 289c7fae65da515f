import { z } from 'zod'
import type { Role } from '../kernel/people.ts'
import { DateField, LongText, ShortText } from '../kernel/schema.ts'
import { defineCalls } from './define-calls.ts'
import { DuplicateView } from './duplicate-view.ts'
import { ElsewhereView } from './elsewhere-view.ts'
import { SecondClaim } from './second-claim.ts'
import { CaseView, Id, Version } from './views.ts'

const OfCase = { caseId: Id, version: Version }
const Nothing = z.strictObject({})
/** A draft as typed so far: any JSON object of the application's shape, not yet checked. */
const DraftBody = z.record(z.string(), z.json())
/** Figures for the message of an issue: limits, code points. */
const Figures = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]))
const FieldIssues = z.array(z.strictObject({ path: z.string(), code: z.string(), level: z.enum(['STOP', 'WARN']), details: Figures }))
const Moved = z.strictObject({ state: z.string(), version: Version })
const Made = Moved.extend({ documentIds: z.array(Id) })

/** Who hands papers in: a scan is offered or picked before it is received. */
export const HAND_IN: readonly Role[] = ['TELLER', 'ACCOUNT_MANAGER', 'ARCHIVIST', 'DISBURSEMENT_OFFICER']

/** The page, intake and the paper file. */
export const caseCalls = defineCalls({
  'cases.get': { access: 'SIGNED_IN', input: z.strictObject({ caseId: Id }), output: CaseView },
  'cases.reveal': {
    access: ['TELLER', 'ACCOUNT_MANAGER', 'REVIEWER', 'BRANCH_MANAGER', 'DISBURSEMENT_OFFICER', 'ARCHIVIST'],
    input: z.strictObject({ caseId: Id, field: z.enum(['idNumber', 'phone']), reason: ShortText }),
    output: z.strictObject({ value: z.string() }),
  },
  'products.list': {
    access: 'SIGNED_IN',
    input: Nothing,
    output: z.strictObject({
      products: z.array(
        z.strictObject({
          code: z.string(),
          line: z.string(),
          /** 'PERSON' or 'ENTERPRISE': who owes the loan. */
          borrower: z.string(),
          security: z.string(),
          name: z.strictObject({ zh: z.string(), en: z.string() }),
          methods: z.array(z.string()),
          purposeCodes: z.array(z.string()),
          minAmountFen: z.int(),
          maxAmountFen: z.int(),
          minTenorMonths: z.int(),
          maxTenorMonths: z.int(),
        }),
      ),
    }),
  },
  'intake.open': {
    access: ['TELLER', 'ACCOUNT_MANAGER'],
    input: z.strictObject({ productCode: z.string(), body: DraftBody }),
    output: z.strictObject({ caseId: Id, version: Version }),
  },
  'intake.draft': {
    access: ['TELLER', 'ACCOUNT_MANAGER'],
    input: z.strictObject({ caseId: Id }),
    /** `heldBy`: who typed last, when it was somebody else: the form is his until it is taken over (ux 5, S5). */
    output: z.strictObject({
      body: DraftBody,
      savedAt: z.string().nullable(),
      version: Version,
      heldBy: z.strictObject({ name: z.string(), at: z.string() }).nullable(),
    }),
  },
  'intake.saveDraft': {
    access: ['TELLER', 'ACCOUNT_MANAGER'],
    /** `lastField` is the path of the field typed last, for the draft box. */
    input: z.strictObject({ ...OfCase, body: DraftBody, lastField: z.string().max(80).optional() }),
    output: z.strictObject({ savedAt: z.string(), version: Version }),
  },
  'intake.check': {
    access: ['TELLER', 'ACCOUNT_MANAGER'],
    input: z.strictObject({ caseId: Id, body: DraftBody }),
    output: z.strictObject({
      issues: FieldIssues,
      duplicates: z.array(
        z.strictObject({
          applicationNo: z.string(),
          state: z.string(),
          matchedOn: z.string(),
          because: z.array(z.string()),
          openCase: z.boolean(),
          verdict: z.enum(['SAME', 'OTHER']).nullable(),
          /** The application is not submitted before it is judged. */
          awaited: z.boolean(),
        }),
      ),
      elsewhere: ElsewhereView,
    }),
  },
  /** The person typed beside the one of another case that the form points to. */
  'intake.compare': {
    access: ['TELLER', 'ACCOUNT_MANAGER'],
    input: z.strictObject({ caseId: Id, body: DraftBody, applicationNo: z.string().max(40) }),
    output: DuplicateView,
  },
  'intake.judgeDuplicate': {
    access: ['TELLER', 'ACCOUNT_MANAGER'],
    input: z.strictObject({
      caseId: Id,
      body: DraftBody,
      applicationNo: z.string().max(40),
      verdict: z.enum(['SAME', 'OTHER']),
      reason: z.string().max(200, 'TOO_LONG'),
    }),
    output: Nothing,
  },
  'intake.submit': { access: ['TELLER'], input: z.strictObject({ ...OfCase, body: DraftBody, warningsReason: z.string().max(200) }), output: Moved },
  /** Puts right one field that a paper shows to be entered wrongly; a second person confirms it at the checker's counter. */
  'intake.correct': {
    access: ['TELLER', 'ACCOUNT_MANAGER'],
    input: z.strictObject({
      ...OfCase,
      path: z.string().max(80),
      value: z.union([z.string().max(500), z.int()]).nullable(),
      reason: z.string().max(200, 'TOO_LONG'),
      second: SecondClaim,
    }),
    output: Moved,
  },
  'completeness.offer': {
    access: HAND_IN,
    input: z.strictObject({ bytes: z.instanceof(Uint8Array) }),
    output: z.strictObject({ scanId: Id, media: z.string(), pages: z.int(), bytes: z.int() }),
  },
  'completeness.pick': {
    access: HAND_IN,
    input: Nothing,
    output: z.strictObject({ scans: z.array(z.strictObject({ scanId: Id, fileName: z.string(), media: z.string(), pages: z.int(), bytes: z.int() })) }),
  },
  'completeness.receive': {
    access: HAND_IN,
    input: z.strictObject({
      caseId: Id,
      itemId: z.string(),
      party: z.string(),
      scanId: Id,
      form: z.enum(['O', 'V', 'C', 'S']),
      issuedOn: DateField.nullable(),
      expiresOn: DateField.nullable(),
      signedBy: z.array(z.string()).max(10),
    }),
    output: z.strictObject({ paperId: Id }),
  },
  'completeness.judge': {
    access: ['TELLER', 'ACCOUNT_MANAGER', 'DISBURSEMENT_OFFICER'],
    input: z.strictObject({ paperId: Id, verdict: z.enum(['OK', 'DEFECT', 'UNCHECKED']), defects: z.array(z.string()).max(15), note: LongText }),
    output: Nothing,
  },
  'completeness.askWaiver': {
    access: HAND_IN,
    input: z.strictObject({ caseId: Id, itemId: z.string(), party: z.string(), reason: ShortText }),
    output: Nothing,
  },
  'completeness.waive': {
    access: ['BRANCH_MANAGER'],
    input: z.strictObject({ caseId: Id, itemId: z.string(), party: z.string(), askedBy: Id, reason: ShortText, expiresOn: DateField.nullable() }),
    output: Nothing,
  },
  'completeness.notice': {
    access: ['TELLER', 'ACCOUNT_MANAGER'],
    input: z.strictObject({ ...OfCase, newItemReasons: z.record(z.string(), z.string().max(200, 'TOO_LONG')) }),
    output: z.strictObject({ documentId: Id, state: z.string(), version: Version }),
  },
  'completeness.resume': { access: ['TELLER'], input: z.strictObject(OfCase), output: Moved },
  'completeness.accept': { access: ['TELLER', 'ACCOUNT_MANAGER'], input: z.strictObject(OfCase), output: Made },
  'case.withdraw': { access: ['TELLER', 'ACCOUNT_MANAGER', 'BRANCH_MANAGER'], input: z.strictObject({ ...OfCase, reason: ShortText }), output: Moved },
})
