import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readPages } from '../../../electron/services/pdf-reread.ts'
import type { CaseFile } from '../../../scripts/demo/case-file.ts'
import type { CaseSummary } from '../../../scripts/demo/summary.ts'
import { knownIn, saidIn, strangers } from '../../fixtures/paper/said.ts'
import { type DemoRun, runDemo } from './run-demo.ts'
import { appRoot } from './test-branch.ts'

/** One case of each applicant in `npm test`; every case of the file in `npm run test:full`. */
const SAMPLE = ['consumer-guarantee', 'trader-vehicle', 'enterprise-guarantor-company', 'family-farm', 'cooperative']
let folder: string
let asked: CaseFile['cases']
let run: DemoRun
let cases: readonly CaseSummary[]
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'every-type-'))
  const whole: CaseFile = JSON.parse(await readFile(path.join(appRoot, 'scripts/demo/every-type.json'), 'utf8'))
  asked = whole.cases.filter(({ id }) => process.env.TEST_FULL === '1' || SAMPLE.includes(id))
  await writeFile(path.join(folder, 'cases.json'), JSON.stringify({ ...whole, cases: asked }))
  run = await runDemo('--cases', path.join(folder, 'cases.json'), '--out', path.join(folder, 'out'))
  cases = JSON.parse(await readFile(path.join(folder, 'out/summary.json'), 'utf8')).cases
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('carries every applicant type on its security from the counter to head office', () => {
  expect(run).toMatchObject({ code: 0, err: '' })
  expect(cases.map(({ id, stage, headOffice }) => [id, stage, headOffice])).toEqual(asked.map(({ id }) => [id, 'ACTIVE', 'applied']))
})

it('names the enterprise as debtor in its contract and IOU, and its representative as who acts for it', async () => {
  const enterprise = cases.find(({ id }) => id === 'enterprise-guarantor-company')
  for (const kind of ['LOAN_CONTRACT', 'IOU']) {
    const file = enterprise?.documents.find((document) => document.kind === kind)?.file ?? kind
    const text = (await readPages(new Uint8Array(await readFile(path.join(folder, 'out', file))))).join('').replace(/\s/gu, '')
    expect(text).toContain('测试区示范制造有限公司')
    expect(text).toContain('91110199MA01EUT19N')
    expect(text).toContain(kind === 'IOU' ? '法定代表人（授权代理人）签名' : '法定代表人法人辛')
  }
})

it('makes no cost table for an enterprise, and one for every person', () => {
  const kinds = new Map(cases.map(({ id, documents }) => [id, documents.map(({ kind }) => kind)]))
  expect(kinds.get('enterprise-guarantor-company')).not.toContain('COST_DISCLOSURE')
  expect(kinds.get('cooperative')).not.toContain('COST_DISCLOSURE')
  expect(kinds.get('family-farm')).toContain('COST_DISCLOSURE')
})

/** What a paper must say, where it speaks of it at all; what secures the loan has its own contract. */
const MUST: Readonly<Record<string, readonly ('name' | 'amount' | 'words' | 'rate' | 'account' | 'thing')[]>> = {
  LOAN_CONTRACT: ['name', 'amount', 'words', 'rate', 'account'],
  MORTGAGE_CONTRACT: ['name', 'amount', 'words'],
  VEHICLE_MORTGAGE: ['name', 'amount', 'words', 'thing'],
  PLEDGE_CONTRACT: ['name', 'amount', 'words', 'thing'],
  GUARANTEE_CONTRACT: ['name', 'amount', 'words', 'thing'],
  COMPANY_GUARANTEE: ['name', 'amount', 'words', 'thing'],
  IOU: ['name', 'amount', 'words', 'rate', 'account'],
  REPAYMENT_SCHEDULE: ['name', 'amount', 'rate'],
  PAYMENT_INSTRUCTION: ['name', 'amount', 'words', 'account'],
  CUSTOMER_CARD: ['name', 'amount', 'rate', 'account'],
}

it('says the same debtor, amount, rate, account and security on every paper of each type, and names nobody else', async () => {
  const seen = new Set<string>()
  for (const { id, documents } of cases) {
    const entry = asked.find((one) => one.id === id) ?? expect.fail(id)
    const { borrower, business, enterprise, vehicle, pledge, guarantors, guarantorCompanies, loan } = entry.application
    const texts = await Promise.all(
      documents.map(async ({ kind, file }) => ({
        kind,
        text: (await readPages(new Uint8Array(await readFile(path.join(folder, 'out', file))))).join('').replace(/\s/gu, ''),
      })),
    )
    const contract = texts.find(({ kind }) => kind === 'LOAN_CONTRACT')?.text ?? expect.fail(`${id}: no contract`)
    const [, amount = '?'] = /借款金额（小写）￥([\d,.]+)/u.exec(contract) ?? []
    const [, words = '?'] = /借款金额（大写）(人民币.+?[整分])借款期限/u.exec(contract) ?? []
    const [, rate = '?'] = /执行年利率([\d.]+%)/u.exec(contract) ?? []
    const things = {
      VEHICLE_MORTGAGE: vehicle?.vin,
      PLEDGE_CONTRACT: pledge?.documentNo,
      GUARANTEE_CONTRACT: guarantors?.[0]?.name,
      COMPANY_GUARANTEE: guarantorCompanies?.[0]?.name,
    }
    const said = { name: enterprise ? (business?.name ?? '?') : borrower.name, amount, words, rate, account: loan.debitAccount }
    const known = knownIn(entry)
    for (const { kind, text } of texts) {
      const all = { ...said, thing: things[kind as keyof typeof things] ?? '?' }
      for (const what of MUST[kind] ?? []) expect(text, `${id} ${kind}: ${what}`).toContain(all[what].replace(/\s/gu, ''))
      expect(strangers({ ...saidIn(text), amounts: [], rates: [], dates: [] }, known), `${id} ${kind}`).toEqual([])
      seen.add(kind)
    }
  }
  expect([...seen]).toEqual(expect.arrayContaining(['VEHICLE_MORTGAGE', 'GUARANTEE_CONTRACT', 'COMPANY_GUARANTEE', 'PAYMENT_INSTRUCTION']))
})
