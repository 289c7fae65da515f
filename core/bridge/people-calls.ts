import { z } from 'zod'
import { ROLES } from '../kernel/people.ts'
import { DateField, ShortText } from '../kernel/schema.ts'
import { defineCalls } from './define-calls.ts'
import { SecondClaim } from './second-claim.ts'
import { AuditRowView, Id, SessionView, StaffView } from './views.ts'

const Nothing = z.strictObject({})
const Password = z.string().min(1, 'REQUIRED').max(200, 'TOO_LONG')

/** Most characters of bank and branch: together they stand at the head of every page, in three lines of two fifths of its width; a fourth has no room. */
export const LONGEST = { bankName: 36, branchName: 28 } as const
const headed = (most: number, code: string) => ShortText.refine((name) => [...name].length <= most, code)

/** Which rows of the audit log; what is null excludes nothing. Days are those of China. */
export const AuditFilter = z.strictObject({
  staffNo: z.string().trim().max(12).nullable(),
  action: z.string().max(60).nullable(),
  applicationNo: z.string().trim().max(30).nullable(),
  from: DateField.nullable(),
  to: DateField.nullable(),
})
export type AuditFilter = z.output<typeof AuditFilter>
const NO_FILTER: AuditFilter = { staffNo: null, action: null, applicationNo: null, from: null, to: null }

/** Branch set-up, sign-in, staff and the business day. */
export const peopleCalls = defineCalls({
  'shell.info': {
    access: 'PUBLIC',
    input: Nothing,
    output: z.strictObject({
      version: z.string(),
      branchSetUp: z.boolean(),
      session: SessionView.nullable(),
      locked: z.boolean(),
      idleMinutes: z.int(),
      training: z.boolean(),
    }),
  },
  /** Starts the program again on the folder of practice, or back on the live one; whoever sat there leaves the seat. */
  'shell.restart': { access: 'PUBLIC', input: z.strictObject({ training: z.boolean() }), output: Nothing },
  'branch.setUp': {
    access: 'PUBLIC',
    input: z.strictObject({
      branchCode: z.string().regex(/^\d{6}$/, 'BRANCH_CODE_INVALID'),
      bankName: headed(LONGEST.bankName, 'BANK_NAME_TOO_LONG'),
      branchName: headed(LONGEST.branchName, 'BRANCH_NAME_TOO_LONG'),
      managerName: ShortText,
      address: ShortText,
      phone: ShortText,
      businessDate: DateField,
      administrator: z.strictObject({ staffNo: z.string().regex(/^[0-9A-Z]{3,12}$/, 'STAFF_NO_INVALID'), staffName: ShortText, password: Password }),
    }),
    output: z.strictObject({ recoveryCode: z.string() }),
  },
  'branch.enrolment': { access: ['ADMINISTRATOR', 'BRANCH_MANAGER'], input: Nothing, output: z.strictObject({ saved: z.boolean() }) },
  'branch.installEnrolment': {
    access: ['ADMINISTRATOR', 'BRANCH_MANAGER'],
    /** `second`: who confirms another head office than the branch knows. */
    input: z.strictObject({ fingerprint: ShortText, second: SecondClaim.optional() }),
    output: z.strictObject({ headOffice: z.string().nullable() }),
  },
  'branch.turnKeys': { access: ['ADMINISTRATOR', 'BRANCH_MANAGER'], input: Nothing, output: z.strictObject({ asked: z.boolean() }) },
  'session.signIn': { access: 'PUBLIC', input: z.strictObject({ staffNo: z.string().min(1).max(12), password: Password }), output: SessionView },
  'session.lock': { access: 'SEATED', input: Nothing, output: Nothing },
  'session.signOut': { access: 'PUBLIC', input: Nothing, output: Nothing },
  'session.changePassword': { access: 'SEATED', input: z.strictObject({ current: Password, next: Password }), output: SessionView },
  'staff.list': { access: 'SIGNED_IN', input: Nothing, output: z.strictObject({ staff: z.array(StaffView) }) },
  'staff.add': {
    access: ['ADMINISTRATOR'],
    input: z.strictObject({
      staffNo: z.string().regex(/^[0-9A-Z]{3,12}$/, 'STAFF_NO_INVALID'),
      staffName: ShortText,
      roles: z.array(z.enum(ROLES)).min(1, 'REQUIRED'),
      password: Password,
    }),
    output: z.strictObject({ staffId: Id }),
  },
  'staff.setRoles': { access: ['ADMINISTRATOR'], input: z.strictObject({ staffId: Id, roles: z.array(z.enum(ROLES)).min(1, 'REQUIRED') }), output: Nothing },
  'staff.setActive': { access: ['ADMINISTRATOR'], input: z.strictObject({ staffId: Id, active: z.boolean() }), output: Nothing },
  'staff.unlock': { access: ['ADMINISTRATOR'], input: z.strictObject({ staffId: Id }), output: Nothing },
  'reset.list': {
    access: ['ADMINISTRATOR', 'BRANCH_MANAGER'],
    input: Nothing,
    output: z.strictObject({
      resets: z.array(z.strictObject({ resetId: Id, staffNo: z.string(), staffName: z.string(), requestedBy: z.string(), requestedAt: z.string() })),
    }),
  },
  'reset.ask': { access: ['ADMINISTRATOR'], input: z.strictObject({ staffId: Id }), output: z.strictObject({ resetId: Id }) },
  'reset.approve': { access: ['ADMINISTRATOR', 'BRANCH_MANAGER'], input: z.strictObject({ resetId: Id, password: Password }), output: Nothing },
  'reset.drop': { access: ['ADMINISTRATOR', 'BRANCH_MANAGER'], input: z.strictObject({ resetId: Id }), output: Nothing },
  'reset.recover': {
    access: 'PUBLIC',
    input: z.strictObject({ code: z.string().min(1, 'REQUIRED').max(200, 'TOO_LONG'), staffNo: z.string().min(1).max(12), newPassword: Password }),
    output: Nothing,
  },
  'audit.list': {
    access: ['AUDITOR'],
    input: z.strictObject({ before: z.int().min(1).nullable(), limit: z.int().min(1).max(200), filter: AuditFilter.default(NO_FILTER) }),
    output: z.strictObject({ rows: z.array(AuditRowView), total: z.int(), found: z.int(), actions: z.array(z.string()) }),
  },
  'audit.verify': {
    access: ['AUDITOR'],
    input: Nothing,
    output: z.strictObject({ entries: z.int(), intact: z.boolean(), brokenAt: z.int().nullable(), fault: z.enum(['HASH', 'PREV', 'GAP', 'SEAL']).nullable() }),
  },
  'day.status': {
    access: 'SIGNED_IN',
    input: Nothing,
    output: z.strictObject({
      businessDate: z.string(),
      state: z.enum(['OPEN', 'CLOSED']),
      /** Last day the working calendar knows: a deadline after it is an estimate. */
      calendarUntil: z.string(),
      blockers: z.array(z.strictObject({ code: z.string(), count: z.int(), blocking: z.boolean() })),
    }),
  },
  'day.open': { access: ['TELLER', 'BRANCH_MANAGER'], input: z.strictObject({ businessDate: DateField }), output: Nothing },
  'day.close': { access: ['BRANCH_MANAGER'], input: Nothing, output: Nothing },
  'backup.make': {
    access: ['ADMINISTRATOR', 'BRANCH_MANAGER'],
    input: Nothing,
    output: z.strictObject({ folder: z.string(), files: z.int(), cases: z.int() }),
  },
})
