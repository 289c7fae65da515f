import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { CaseFenField, DateField, FenField, RateField } from '../core/kernel/schema.ts'
import { CaseFile } from './demo/case-file.ts'

/** Where editors and tests find it, beside docs/case-file.md. */
export const CASE_FILE_SCHEMA = path.join(import.meta.dirname, '../docs/case-file.schema.json')

/** What a JSON Schema cannot see in a zod refinement, or says better in words. */
const SAID = new Map<unknown, object>([
  [DateField, { pattern: '^[1-9]\\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$', description: 'a date that exists, YYYY-MM-DD' }],
  [FenField, { description: 'fen, 1/100 yuan' }],
  [CaseFenField, { description: 'fen, 1/100 yuan' }],
  [RateField, { description: 'yearly rate in 1/10000 percent: 43500 = 4.35 %' }],
])

/** The JSON Schema (2020-12) of a demo case file, as docs/case-file.schema.json holds it. */
export function caseFileSchemaText(): string {
  const schema = z.toJSONSchema(CaseFile, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ zodSchema, jsonSchema }) => {
      Object.assign(jsonSchema, SAID.get(zodSchema))
    },
  })
  return `${JSON.stringify({ title: 'first-loan-case-file/1', ...schema }, null, 2)}\n`
}

if (process.argv[1] === import.meta.filename) await writeFile(CASE_FILE_SCHEMA, caseFileSchemaText())
