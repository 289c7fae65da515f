import { z } from 'zod'
import { DateField } from '../kernel/schema.ts'
import { ID_TYPES } from '../product/vocabulary.ts'
import { defineCalls } from './define-calls.ts'
import { WORKS_ON_CASES } from './file-calls.ts'
import { Id } from './views.ts'

const Name = z.strictObject({ zh: z.string(), en: z.string() })
const ItemOf = { itemId: z.string(), party: z.string(), name: Name }
const Change = z.strictObject({ ...ItemOf, severity: z.enum(['BLOCK', 'WARN']), because: z.array(z.string()) })
/** A draft as typed so far: any JSON object of the application's shape. */
const Body = z.record(z.string(), z.json())
const RegionView = z.strictObject({
  code: z.string(),
  province: z.string(),
  city: z.string(),
  county: z.string(),
  /** Revision (yyyymm) after which the code was withdrawn; null in force. */
  lastSeen: z.string().nullable(),
  successor: z.strictObject({ code: z.string(), name: z.string() }).nullable(),
})

/** What the rules answer a screen that only asks: nothing here changes a case. */
export const ruleCalls = defineCalls({
  /** The cheapest set of papers that completes the file up to intake, and which of them no notice has named yet. */
  'completeness.shortfall': {
    access: WORKS_ON_CASES,
    input: z.strictObject({ caseId: Id }),
    output: z.strictObject({
      cost: z.int(),
      papers: z.array(z.strictObject({ ...ItemOf, cost: z.int(), insteadOf: z.array(z.string()), needsReason: z.boolean() })),
    }),
  },
  /** What a changed form would do to the checklist of a case. */
  'completeness.difference': {
    access: WORKS_ON_CASES,
    input: z.strictObject({ caseId: Id, body: Body }),
    output: z.strictObject({
      appears: z.array(Change),
      vanishes: z.array(Change),
      signers: z.array(z.strictObject({ ...ItemOf, added: z.array(z.string()), dropped: z.array(z.string()) })),
    }),
  },
  /** Of the cases that got a notice in these days, how many needed only one. */
  'completeness.noticeRate': {
    access: 'SIGNED_IN',
    input: z.strictObject({ from: DateField, to: DateField }),
    output: z.strictObject({ cases: z.int(), once: z.int(), basisPoints: z.int().nullable() }),
  },
  /** What an ID number tells, for the form to fill and lock. */
  'intake.readNumber': {
    access: ['TELLER', 'ACCOUNT_MANAGER'],
    input: z.strictObject({ idType: z.enum(ID_TYPES), idNumber: z.string().max(40) }),
    output: z.strictObject({
      /** Issue code of `issues.*`; null when the number is right. */
      issue: z.string().nullable(),
      birth: z.string().nullable(),
      sex: z.enum(['M', 'F']).nullable(),
      age: z.int().nullable(),
      cityCode: z.string().nullable(),
      region: RegionView.nullable(),
    }),
  },
  /** The regions a text may mean: digits of a code, part of a name, pinyin. */
  'intake.regions': {
    access: ['TELLER', 'ACCOUNT_MANAGER'],
    input: z.strictObject({ text: z.string().max(40) }),
    output: z.strictObject({ regions: z.array(RegionView) }),
  },
  /** The card on the reader, as the fields of a person. */
  'intake.readCard': {
    access: ['TELLER', 'ACCOUNT_MANAGER'],
    input: z.strictObject({}),
    output: z.strictObject({
      name: z.string(),
      idType: z.enum(ID_TYPES),
      idNumber: z.string(),
      idIssuedOn: z.string(),
      idExpiresOn: z.string().nullable(),
      address: z.string(),
    }),
  },
})
