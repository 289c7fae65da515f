import { createHash } from 'node:crypto'
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PLAIN_TERMS } from '../../../core/contract/agreed-terms.ts'
import { makeSchedule } from '../../../core/contract/schedule.ts'
import { paperYearCost } from '../../../core/contract/view-values.ts'
import { instant } from '../../../core/kernel/calendar.ts'
import { uppercaseAmount } from '../../../core/kernel/chinese-numerals.ts'
import { type Fen, fen, formatFen } from '../../../core/kernel/fen.ts'
import { formatRate, rate } from '../../../core/kernel/rate.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { scheduleRequest } from '../../../core/loan-case/terms-of.ts'
import { verifyChain } from '../../../db/audit-verify.ts'
import { openBranchDatabase } from '../../../db/open-branch-database.ts'
import { readPages } from '../../../electron/services/pdf-reread.ts'
import { verifyBag } from '../../../protocol/bag-verify.ts'
import type { SecondBranch } from '../../../scripts/demo/branches.ts'
import type { CaseFile } from '../../../scripts/demo/case-file.ts'
import type { CaseSummary } from '../../../scripts/demo/summary.ts'
import { type DemoRun, runDemo } from './run-demo.ts'
import { appRoot, bundledCases } from './test-branch.ts'

let out: string
let run: DemoRun
let cases: readonly CaseSummary[]
let summary: { batches: unknown[]; secondBranch: SecondBranch & { case: CaseSummary }; headOffice: { rebuilt: string; projectionMatches: boolean } }
let asked: CaseFile
beforeAll(async () => {
  out = await mkdtemp(path.join(tmpdir(), 'demo-run-'))
  asked = await bundledCases()
  run = await runDemo('--out', out)
  summary = JSON.parse(await readFile(path.join(out, 'summary.json'), 'utf8'))
  cases = JSON.parse(await readFile(path.join(out, 'summary.json'), 'utf8')).cases
})
afterAll(() => rm(out, { recursive: true, force: true }))

const entryOf = (summary: CaseSummary) => {
  const entry = asked.cases.find(({ id }) => id === summary.id)
  if (!entry) throw new Error(summary.id)
  return entry
}
/** The schedule by the rule itself, from the case file and what was decided. */
const scheduleOf = (summary: CaseSummary) =>
  makeSchedule(
    scheduleRequest({
      application: entryOf(summary).application,
      amountFen: fen(summary.amountFen),
      annualRate: rate(summary.annualRate ?? 0),
      valueDate: asked.businessDate,
      agreed: PLAIN_TERMS,
    }),
  )
async function textOf(summary: CaseSummary, kind: string): Promise<string> {
  const document = summary.documents.find((one) => one.kind === kind)
  const pages = await readPages(new Uint8Array(await readFile(path.join(out, document?.file ?? kind))))
  return pages.join('').replace(/[\s,，￥¥]/gu, '')
}
const figures = (amount: Fen): string => formatFen(amount).replaceAll(',', '')

describe('the demo', () => {
  it('ends with every case active and known to head office', () => {
    expect(run).toMatchObject({ code: 0, err: '' })
    for (const summary of cases) expect(summary).toMatchObject({ stage: 'ACTIVE', decision: 'APPROVED', headOffice: 'applied', batch: 1 })
    expect(cases.map((summary) => summary.id)).toEqual(asked.cases.map((entry) => entry.id))
  })

  it('has one branch on the line and one on the stick, and head office takes neither batch twice', () => {
    expect(summary.batches).toEqual([{ seq: 1, records: 93, by: 'HTTP', importedAgain: 'nothing changed' }])
    expect(summary.secondBranch.batches).toEqual([
      { seq: 1, records: 17, by: 'USB', importedAgain: 'nothing changed' },
      { seq: 2, records: 15, by: 'USB', importedAgain: 'nothing changed' },
    ])
  })

  it('sends a case above the branch to head office, which sees its papers, decides, and gives it back to be carried on', () => {
    const { decided, case: above } = summary.secondBranch
    expect(decided).toMatchObject({ applicationNo: above.number, outcome: 'APPROVED', amountFen: '28000000' })
    expect(decided.papersShown).toBeGreaterThan(10)
    expect(above).toMatchObject({ stage: 'ACTIVE', decision: 'APPROVED', amountFen: 28000000, headOffice: 'applied', batch: 2 })
  })

  it('puts a reference pack of two persons in force at both branches, while an open case keeps its version', () => {
    const { pack, impact, case: above } = summary.secondBranch
    expect(pack).toMatchObject({ kind: 'PRODUCTS', productVersion: 'IND-BIZ-CREDIT@3' })
    expect(impact).toEqual([{ applicationNo: above.number, from: 'IND-BIZ-CREDIT@2', to: 'IND-BIZ-CREDIT@3' }])
    expect(run.out.match(/1 reference pack (came back|taken)/g)).toHaveLength(2)
  })

  it('makes head office’s database again from its spool, the same', () => {
    expect(summary.headOffice).toMatchObject({ rebuilt: expect.stringMatching(/^[0-9a-f]{64}$/), projectionMatches: true, damaged: [] })
  })

  it('names every document with its own pages and SHA-256, and volumes that verify', async () => {
    for (const { documents, archive } of cases) {
      expect(documents.length).toBeGreaterThan(8)
      for (const { file, sha256, pages } of documents) {
        const bytes = await readFile(path.join(out, file))
        expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
        expect(await readPages(new Uint8Array(bytes))).toHaveLength(pages)
      }
      expect((await verifyBag(path.join(out, archive ?? ''))).errors).toEqual([])
    }
  })

  it('says each field the documentation names, and no other', async () => {
    const page = await readFile(path.join(appRoot, 'docs/case-file.md'), 'utf8')
    const table = page.slice(page.indexOf('gives for each of `cases`:'), page.indexOf('`batches` tells'))
    const named = table.split('\n').flatMap((line) => [...(/^\| (.+?) \|/.exec(line)?.[1] ?? '').matchAll(/`(\w+)`/g)].map((match) => match[1]))
    for (const summary of cases) expect(Object.keys(summary).sort()).toEqual([...named].sort())
  })
})

describe('the money of one case', () => {
  it('is in the summary what the schedule rule says', () => {
    for (const summary of cases) {
      const { instalments, totalInterestFen } = scheduleOf(summary)
      expect(summary).toMatchObject({ monthlyPaymentFen: instalments[0]?.totalFen, totalInterestFen })
    }
  })

  it('is the same on contract, schedule, disclosure and IOU', async () => {
    for (const summary of cases) {
      const { instalments, totalInterestFen, maturityOn } = scheduleOf(summary)
      const amount = figures(fen(summary.amountFen))
      const yearly = `${formatRate(rate(summary.annualRate ?? 0))}%`
      const [contract, schedule, disclosure, iou] = await Promise.all(
        ['LOAN_CONTRACT', 'REPAYMENT_SCHEDULE', 'COST_DISCLOSURE', 'IOU'].map((kind) => textOf(summary, kind)),
      )
      for (const text of [contract, schedule, disclosure, iou]) expect(text).toContain(amount)
      for (const text of [contract, schedule, disclosure, iou]) expect(text).toContain(yearly)
      for (const text of [contract, iou]) expect(text).toContain(uppercaseAmount(fen(summary.amountFen)))
      const zhMaturity = `${maturityOn.slice(0, 4)}年${Number(maturityOn.slice(5, 7))}月${Number(maturityOn.slice(8))}日`
      for (const text of [contract, iou]) expect(text).toContain(zhMaturity)
      expect(disclosure).toContain(figures(totalInterestFen))
      expect(schedule).toContain(figures(totalInterestFen))
      for (const row of instalments)
        expect(schedule).toContain(`${figures(row.principalFen)}${figures(row.interestFen)}${figures(row.totalFen)}${figures(row.balanceFen)}`)
      expect(disclosure).toContain(paperYearCost(rate(Number(summary.apr?.replace(/[.%]/g, '')))))
      expect(contract).toContain(summary.documents.find((one) => one.kind === 'LOAN_CONTRACT')?.number)
    }
  })
})

describe('the audit log', () => {
  const LINE = 'DRAFT DOC_CHECK ACCEPTED SURVEY SCORED REVIEW APPROVAL COST_DISCLOSED CONTRACTED COLLATERAL READY DISBURSED ACTIVE'.split(' ')
  const open = async (file: string) =>
    expectOk(await openBranchDatabase({ file, folder: path.join(appRoot, 'db/migrations'), now: instant('2026-11-24T01:00:00.000Z') }))
  async function copyOf(name: string): Promise<string> {
    const target = path.join(out, name)
    await cp(path.join(out, 'branch/live/branch.sqlite'), target)
    return target
  }

  it('has one row for each transition of a mortgage case, from where it was to where it went, and one for each version', async () => {
    const database = await open(await copyOf('audited.sqlite'))
    const { rows, version } = await database.read(async (reader) => {
      const found = await reader.get<{ id: string; version: number }>('SELECT id, version FROM loan_case WHERE application_no = ?', [cases[0]?.number ?? ''])
      const all = await reader.all<{ from_state: string; to_state: string; data_hash_before: string; data_hash_after: string }>(
        'SELECT from_state, to_state, data_hash_before, data_hash_after FROM audit WHERE case_id = ? AND from_state IS NOT NULL ORDER BY n',
        [found?.id ?? ''],
      )
      return { rows: all, version: found?.version }
    })
    const moves = rows.filter((row) => row.from_state !== row.to_state)
    expect(moves.map((row) => row.to_state)).toEqual(LINE.slice(1))
    expect(rows.map((row) => row.from_state)).toEqual(['DRAFT', ...rows.slice(0, -1).map((row) => row.to_state)])
    expect(rows).toHaveLength((version ?? 0) - 1)
    expect(rows.slice(1).map((row) => row.data_hash_before)).toEqual(rows.slice(0, -1).map((row) => row.data_hash_after))
    expect((await database.read(verifyChain)).ok).toBe(true)
    await database.close()
  })

  it.each([
    ['a reason code rewritten', "UPDATE audit SET action = 'approval.review' WHERE n = 40", { n: 40, why: 'HASH' }],
    ['a row taken out', 'DELETE FROM audit WHERE n = 40', { n: 41, why: 'GAP' }],
  ])('shows %s', async (_title, sql, fault) => {
    const database = await open(await copyOf(`tampered-${fault.n}.sqlite`))
    await database.write(async (tx) => {
      const triggers = await tx.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = 'audit'")
      for (const { name } of triggers) await tx.run(`DROP TRIGGER ${name}`)
      await tx.run(sql)
      return { ok: true, value: null }
    })
    const verdict = await database.read(verifyChain)
    expect(verdict).toMatchObject({ ok: false, why: fault.why })
    await database.close()
  })
})
