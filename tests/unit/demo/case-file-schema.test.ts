import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect, it } from 'vitest'
import { CASE_FILE_SCHEMA, caseFileSchemaText } from '../../../scripts/case-file-schema.ts'
import { CaseFile } from '../../../scripts/demo/case-file.ts'

const cases = path.join(import.meta.dirname, '../../../scripts/demo/cases.json')
const bundled = async (): Promise<string> => readFile(cases, 'utf8')
const validate = new Ajv2020({ allErrors: true }).compile(JSON.parse(caseFileSchemaText()))
/** The bundled file with one piece of its text changed. */
const broken = async (from: string, to: string): Promise<unknown> => {
  const text = await bundled()
  expect(text, `the bundled file holds ${from}`).toContain(from)
  return JSON.parse(text.replace(from, to))
}

it('keeps the published schema of a case file equal to what the demo reads', async () => {
  expect(await readFile(CASE_FILE_SCHEMA, 'utf8'), 'run: node scripts/case-file-schema.ts').toBe(caseFileSchemaText())
})

it('finds the bundled cases well formed', async () => {
  const file: unknown = JSON.parse(await bundled())
  expect(validate(file), JSON.stringify(validate.errors)).toBe(true)
  expect(CaseFile.safeParse(file).success).toBe(true)
})

it.each([
  ['an amount with a decimal point', '"amountFen": 60000000', '"amountFen": 600000.5', '/cases/0/application/loan/amountFen'],
  ['an amount above the limit of a case', '"amountFen": 60000000', '"amountFen": 1000000000001', '/cases/0/application/loan/amountFen'],
  ['a date written the other way round', '"businessDate": "2026-11-23"', '"businessDate": "23.11.2026"', '/businessDate'],
  ['a thirteenth month', '"businessDate": "2026-11-23"', '"businessDate": "2026-13-23"', '/businessDate'],
  ['an unknown field', '"voucherNo":', '"remark": "", "voucherNo":', '/cases/0'],
  ['an unknown repayment method', '"repaymentMethod": "EPI"', '"repaymentMethod": "BALLOON"', '/cases/0/application/loan/repaymentMethod'],
  ['an id with capitals', '"id": "mortgage-1"', '"id": "Mortgage-1"', '/cases/0/id'],
  ['another version of the format', 'first-loan-case-file/1', 'first-loan-case-file/2', '/format'],
])('refuses %s where it stands, in the schema and in the demo alike', async (_what, from, to, at) => {
  const file = await broken(from, to)
  expect(validate(file)).toBe(false)
  expect(validate.errors?.map((error) => error.instancePath)).toContain(at)
  const parsed = CaseFile.safeParse(file)
  expect(parsed.error?.issues.map((issue) => `/${issue.path.join('/')}`)).toContain(at)
})

it('lets the demo refuse what a schema cannot see: a date that does not exist, an id that stands twice', async () => {
  const noSuchDay = CaseFile.safeParse(await broken('"businessDate": "2026-11-23"', '"businessDate": "2026-02-30"'))
  expect(noSuchDay.error?.issues[0]).toMatchObject({ path: ['businessDate'], message: 'DATE_INVALID' })
  const twice = CaseFile.safeParse(await broken('"id": "sole-trader-1"', '"id": "mortgage-1"'))
  expect(twice.error?.issues[0]).toMatchObject({ path: ['cases', 1, 'id'] })
})

it('carries the example of docs/case-file.md as it is printed, comments apart', async () => {
  const page = await readFile(path.join(import.meta.dirname, '../../../docs/case-file.md'), 'utf8')
  const example = /```jsonc\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
  const file: unknown = JSON.parse(example.replace(/ \/\/ .*$/gm, ''))
  expect(validate(file), JSON.stringify(validate.errors)).toBe(true)
  expect(CaseFile.parse(file).cases[0]?.papers.missingAtFirst).toHaveLength(1)
})
