import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { CaseSealedBody, CaseSealedBody2 } from '../../../core/batch/case-sealed.ts'
import { RecordLine } from '../../../core/batch/record-line.ts'
import { glanceAt } from '../../../core/kernel/glance.ts'
import { DateField, FenField, ShortText } from '../../../core/kernel/schema.ts'
import { body, caseRecord } from '../../integration/batch/counter.ts'

const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  'one class of characters': z.string().regex(/^[A-Za-z0-9._-]{1,3}$/),
  'so many of one class': z.string().regex(/^[0-9a-f]{2}$/),
  'all but a class': z.string().regex(/^[^a]{1,2}$/),
  'without regard to case': z.string().regex(/^[a-f]{1,2}$/i),
  'several parts': z.string().regex(/^(0|[1-9]\d{0,2})$/),
  'a pattern that remembers': z.string().regex(/a/g),
  'trimmed text': ShortText,
  'text of a length': z.string().min(2).max(2),
  'lower case': z.string().toLowerCase(),
  date: DateField,
  'a UUID in lower case': z.uuid().refine((id) => id === id.toLowerCase()),
  'an address': z.url(),
  money: FenField,
  'an integer': z.int(),
  'an integer of a range': z.int().min(1).max(9),
  'more than': z.int().gt(0).lt(2),
  'any number': z.number(),
  'a number of text': z.coerce.number(),
  'yes or no': z.boolean(),
  'a word': z.enum(['a', 'ab']),
  'or nothing': z.enum(['a']).nullable(),
  'or left out': z.strictObject({ a: z.int(), b: z.int().optional() }),
  'with a default': z.strictObject({ a: z.int().default(1) }),
  list: z.array(z.int().nullable()).min(1).max(2),
  'strict object': z.strictObject({ a: z.int(), b: z.string().max(2) }),
  'loose object': z.looseObject({ a: z.int() }),
  'object that drops': z.object({ a: z.int() }),
  'object with a rule': z.strictObject({ a: z.int(), b: z.int() }).refine(({ a, b }) => a < b),
  'object with an issue': z.strictObject({ a: z.int() }).superRefine(({ a }, context) => {
    if (a > 1) context.addIssue('too much')
  }),
  changed: z.string().transform((text) => `${text}!`),
  refusing: z.string().transform((text, context) => {
    if (text === 'a') context.addIssue('not a')
    return text
  }),
  'one or the other': z.union([z.int(), z.string()]),
  record: z.record(z.string(), z.int()),
  'of our own': z.custom((value) => value === 'a' || value === 1),
}
const leaf = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'A',
    'ab',
    ' a',
    'a ',
    'aa',
    'abcd',
    '0',
    '00',
    '12',
    '贷',
    'é',
    '2026-02-28',
    '2026-02-29',
    '2024-02-29',
    '2026-13-01',
    '2026-01-00',
  ),
  fc.constantFrom('6fa459ea-ee8a-3ca4-894e-db77e160355e', '6FA459EA-ee8a-3ca4-894e-db77e160355e', 'https://a.example'),
  fc.constantFrom(0, -0, 1, 2, 9, 10, -1, 1.5, 2 ** 53, Number.NaN, null, true, false),
)
const value = fc.oneof(
  leaf,
  fc.array(leaf, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('a', 'b', 'c'), leaf, { maxKeys: 3, noNullPrototype: true }),
  fc.constant(JSON.parse('{"a":1,"b":2,"__proto__":{"a":1}}')),
)

describe('a glance', () => {
  it.each(Object.entries(SCHEMAS))('takes nothing that the schema refuses or changes: %s', (_, schema) => {
    const glance = glanceAt(schema)
    fc.assert(
      fc.property(value, (one) => {
        if (!glance(one)) return
        expect(schema.safeParse(one)).toStrictEqual({ success: true, data: one })
      }),
      { numRuns: 600 },
    )
  })

  const whole = caseRecord({ blobs: [{ sha256: 'a'.repeat(64), bytes: 1, media: 'image/png', role: 'scan' }] })
  const full = {
    ...body,
    score: { points: -1, grade: 'A' },
    decision: { outcome: 'APPROVED', decidedOn: '2026-11-23', amountFen: '1', annualRate: 0 },
    registration: { state: 'DONE', proofNo: '京1', effectiveOn: '2024-02-29' },
    disbursement: { disbursedOn: '2026-11-30', amountFen: '0', voucherNo: 'V 1' },
    papers: [{ itemId: 'D101', sha256: 'b'.repeat(64), pages: 0 }],
  }
  const second = { ...full, caseVersion: 1, collateral: [{ kind: 'REAL_ESTATE', key: '京(2026)' }] }
  it('takes the lines and cases that branches send', () => {
    expect([glanceAt(RecordLine)(whole), glanceAt(CaseSealedBody)(full), glanceAt(CaseSealedBody)(body), glanceAt(CaseSealedBody2)(second)]).toEqual(
      Array(4).fill(true),
    )
  })

  /** The same with one thing in it left out, put in or put in the place of another. */
  const spoilt = (one: unknown, steps: readonly number[], other: unknown): unknown => {
    const [step = 0, ...further] = steps
    if (typeof one !== 'object' || one === null || steps.length === 0) return other
    const keys = Object.keys(one)
    const key = keys[step % (keys.length + 1)] ?? 'more'
    if (Array.isArray(one)) return one.map((item, at) => (String(at) === key ? spoilt(item, further, other) : item))
    const changed = { ...one, [key]: spoilt((one as Record<string, unknown>)[key], further, other) }
    return other === undefined ? Object.fromEntries(Object.entries(changed).filter(([, field]) => field !== undefined)) : changed
  }
  it.each([
    ['a line', RecordLine, whole],
    ['a case', CaseSealedBody, full],
    ['a case with what it is secured on', CaseSealedBody2, second],
  ] as const)('takes nothing that the schema refuses of %s in which one thing is another', (_, schema, right) => {
    const glance = glanceAt(schema)
    let refused = 0
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 4 }), fc.oneof(value, fc.constant(undefined)), (steps, other) => {
        const one = spoilt(right, steps, other)
        const taken = schema.safeParse(one).success
        if (glance(one)) expect(taken).toBe(true)
        if (!taken) refused++
      }),
      { numRuns: 2000 },
    )
    expect(refused).toBeGreaterThan(200)
  })
})
