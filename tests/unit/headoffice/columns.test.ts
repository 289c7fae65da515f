import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { FenText } from '../../../core/batch/case-sealed.ts'
import { InstantText } from '../../../core/batch/envelope.ts'
import { RecordLine } from '../../../core/batch/record-line.ts'
import { FROM_OUTSIDE } from '../../fixtures/columns.ts'

const SCHEMA = readFileSync(new URL('../../../headoffice/store/schema.sql', import.meta.url), 'utf8')
/** 'table.column' and its type, of the columns that have a range. */
const columns = [...SCHEMA.matchAll(/create table (\w+) \(([\s\S]*?)\);\n/g)].flatMap(([, table, text]) =>
  [...(text ?? '').matchAll(/(?:^|, |\n {2})(\w+) (int|bigint|timestamptz)\b/g)].map(([, column, type]) => ({ name: `${table}.${column}`, type: type ?? '' })),
)
const MOST: Readonly<Record<string, number>> = { int: 2 ** 31 - 1, bigint: Number.MAX_SAFE_INTEGER }

/** Drawn from those: the same number again, one more, or counted by head office itself. */
const FOLLOWS =
  /^(progress|office_key|delivery|audit|meta|enrol_code|recovery_code|office_user|completion)\.|\.(epoch|seq|rev|line_no|from_seq|until_seq|closed_seq|applied_seq|answered_by|decided_n)$/
/** Instants: of head office's own clock, but for the one a branch writes on its envelope. */
const OWN_CLOCK = /\.(last_seen|received_at|applied_at|parts_at|sealed_at|verified_at|decided_at|closed_at|accepted_at|prepared_at|published_at|made_at|at)$/

describe('every number and instant that comes from outside fits the column it is written into', () => {
  it('and no column is forgotten', () => {
    expect(columns.length).toBeGreaterThan(50)
    const unknown = columns.filter(({ name }) => !(name in FROM_OUTSIDE) && !FOLLOWS.test(name) && !OWN_CLOCK.test(name)).map(({ name }) => name)
    // Money is text of at most thirteen digits, the instant of an envelope has its own pattern: both below.
    expect(unknown).toEqual(['batch.created', 'case_head.amount_minor', 'escalation.amount_minor'])
  })
  it.each(Object.entries(FROM_OUTSIDE))('%s', (name, schema) => {
    const type = columns.find((column) => column.name === name)?.type ?? ''
    const { maximum } = z.toJSONSchema(schema ?? z.never(), { io: 'input' })
    expect(maximum).toBeLessThanOrEqual(MOST[type] ?? 0)
  })
  it('an amount in fen', () => {
    expect(FenText.safeParse('9'.repeat(13)).success).toBe(true)
    expect(FenText.safeParse('9'.repeat(14)).success).toBe(false)
  })
  it('an instant, of which no table takes one in the year 0', () => {
    expect(InstantText.safeParse('0001-01-01T00:00:00Z').success).toBe(true)
    expect(InstantText.safeParse('0000-12-31T23:59:59Z').success).toBe(false)
  })
  it('a type is short enough for the key it stands in', () => {
    const line = { type: 'case.sealed', schema: 1, id: '00000000-0000-4000-8000-000000000000', rev: 1, body: {}, blobs: [] }
    expect(RecordLine.safeParse(line).success).toBe(true)
    expect(RecordLine.safeParse({ ...line, type: `case.${'a'.repeat(3000)}` }).success).toBe(false)
  })
})
