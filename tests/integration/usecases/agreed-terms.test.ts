import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AgreedTerms, PLAIN_TERMS } from '../../../core/contract/agreed-terms.ts'
import { paperYearCost } from '../../../core/contract/view-values.ts'
import { addMonths, type DateOnly } from '../../../core/kernel/calendar.ts'
import { fen, formatFen } from '../../../core/kernel/fen.ts'
import { rate } from '../../../core/kernel/rate.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { auditOfCase } from '../../../db/audit.ts'
import { decideCase } from '../../../electron/usecases/approval/decide-case.ts'
import { viewCollateral } from '../../../electron/usecases/collateral/view-collateral.ts'
import { viewTerms } from '../../../electron/usecases/contract/view-terms.ts'
import { printSettlement } from '../../../electron/usecases/papers/after-loan.ts'
import { textOf } from '../../fixtures/paper/printer.ts'
import { offer } from './offer.ts'
import { read, SEVERAL_MINUTES, small } from './sealed-case.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { attempt, versionOf, type Walk, walkBefore, walkTo } from './walk.ts'

let branch: TestBranch
let today: DateOnly
beforeAll(async () => {
  branch = await openTestBranch()
  today = branch.cases.businessDate
})
afterAll(() => branch.remove())

/** The same with other words: spaces and line ends of the page are nobody's. */
const bare = (text: string): string => text.replace(/\s+/g, '')
async function decideWith(walk: Walk, agreed: Partial<AgreedTerms>) {
  const terms = { ...walk.entry.decision, ...(await offer(walk)), agreed: { ...PLAIN_TERMS, ...agreed } }
  return decideCase(branch.counter, walk.staff.manager, { ...(await versionOf(walk)), ...terms })
}
/** A case approved with these terms and drawn up; the text of its papers that count, by kind. */
async function drawnUp(id: string, agreed: Partial<AgreedTerms>) {
  const walk = await small(branch, id, today)
  await walkBefore(walk, 'decide')
  expectOk(await decideWith(walk, agreed))
  walk.done++
  await walkTo(walk, 'drawUp')
  const { documents } = await read(walk)
  const texts = await Promise.all(
    documents
      .filter(({ supersededAt }) => supersededAt === null)
      .map(async ({ kind, blobRef }) => [kind, bare(await textOf(expectOk(await branch.counter.papers.get(blobRef))))] as const),
  )
  const text = new Map<string, string>(texts)
  return { walk, on: (kind: string): string => text.get(kind) ?? expect.fail(`no ${kind}`), shown: expectOk(await viewTerms(branch.counter, walk.caseId)) }
}

describe('what the approver agrees', { timeout: SEVERAL_MINUTES }, () => {
  it('as a maximum amount stands on the sheet, the mortgage and the loan contract, and is the least that may be registered', async () => {
    const maximum = { ceilingFen: fen(1_600_000), from: today, to: addMonths(today, 36) }
    const { walk, on, shown } = await drawnUp('mortgage-1', { maximum })
    expect(on('APPROVAL_SHEET')).toContain('最高债权额人民币16,000.00元（人民币壹万陆仟元整）')
    expect(on('MORTGAGE_CONTRACT')).toContain('本合同为最高额抵押合同')
    expect(on('MORTGAGE_CONTRACT')).toContain('最高债权额为人民币16,000.00元')
    expect(on('LOAN_CONTRACT')).toContain('最高额抵押合同')
    expect(shown.agreed).toEqual({ ...PLAIN_TERMS, maximum })
    await walkTo(walk, 'registry DONE')
    expect(expectOk(await viewCollateral(branch.counter, walk.staff.firstArchivist, walk.caseId)).principalFen).toBe(1_600_000)
    expect(await refusedWhole(branch.counter, () => attempt(walk, 'prove', walk.staff.firstArchivist), 'SECURED_BELOW_PRINCIPAL')).toMatchObject({
      principalFen: 1_600_000,
    })
  })
  it('as a maximum amount outlives the loan that is settled first, and is released only where somebody says why', async () => {
    const maximum = { ceilingFen: fen(1_000_000), from: today, to: addMonths(today, 36) }
    const { walk } = await drawnUp('mortgage-1', { maximum })
    await walkTo(walk, 'release')
    const settle = { caseId: walk.caseId, settledOn: today, reference: 'HX-2' }
    const printed = async (request: { reason: string; releaseReason?: string }) => {
      const { documentIds } = expectOk(await printSettlement(branch.counter, walk.staff.manager, { ...settle, ...request }))
      const made = (await read(walk)).documents.filter(({ documentId }) => documentIds.includes(documentId))
      return new Map(
        await Promise.all(
          made.map(async ({ kind, blobRef }) => [kind as string, bare(await textOf(expectOk(await branch.counter.papers.get(blobRef))))] as const),
        ),
      )
    }
    const first = await printed({ reason: '', releaseReason: ' ' })
    expect([...first.keys()]).toEqual(['SETTLEMENT_CERTIFICATE'])
    const certificate = first.get('SETTLEMENT_CERTIFICATE')
    expect(certificate).not.toContain('担保权利随之消灭')
    expect(certificate).toContain('最高额担保不因此消灭')
    const later = await printed({ reason: '客户另行申请', releaseReason: '双方书面确认债权已确定，无其他债权' })
    expect([...later.keys()].toSorted()).toEqual(['RELEASE_APPLICATION', 'SETTLEMENT_CERTIFICATE'])
    expect(later.get('RELEASE_APPLICATION')).toContain('此外没有未清偿的被担保债权')
    const rows = await branch.counter.database.read((reader) => auditOfCase(reader, branch.counter.vault, walk.caseId))
    expect(rows.filter(({ action }) => action === 'papers.settle').map(({ reason }) => reason)).toEqual([null, '双方书面确认债权已确定，无其他债权'])
  })
  it('as a floating rate says when it is set anew', async () => {
    const { walk, on, shown } = await drawnUp('mortgage-1', { repriceRule: 'JAN_1' })
    expect(on('APPROVAL_SHEET')).toContain('浮动利率，利率调整日为每年1月1日')
    expect(on('LOAN_CONTRACT')).toContain('本合同执行浮动利率。利率调整日为每年1月1日')
    expect(on('LOAN_CONTRACT')).not.toContain('本合同执行固定利率')
    expect(shown.agreed.repriceRule).toBe('JAN_1')
    const { decision } = await read(walk)
    expect(decision?.agreed, 'without costs an approval is kept and sealed as before there were any').not.toHaveProperty('costs')
    expect(decision?.terms).toMatchObject({ charges: [{ code: 'INTEREST', bearer: 'BORROWER' }], partners: [] })
  })
  it('as a day of the month moves every instalment but the last', async () => {
    const { walk, on, shown } = await drawnUp('mortgage-1', { dueDay: 8 })
    expect(on('LOAN_CONTRACT')).toContain('还款日为每月8日')
    const days = shown.schedule.map(({ dueOn }) => dueOn)
    expect(new Set(days.slice(0, -1).map((day) => day.slice(8)))).toEqual(new Set(['08']))
    expect(days.at(-1)).toBe(addMonths(walk.today, shown.tenorMonths))
    for (const day of days) expect(on('REPAYMENT_SCHEDULE')).toContain(day)
  })
  it('as arbitration stands on both contracts in place of the court', async () => {
    const { on } = await drawnUp('mortgage-1', { disputes: 'ARBITRATION' })
    for (const kind of ['LOAN_CONTRACT', 'MORTGAGE_CONTRACT']) {
      expect(on(kind)).toContain('（仲裁机构的全称，签署时由双方填写）')
      expect(on(kind)).not.toContain('向甲方住所地有管辖权的人民法院')
    }
  })
  it('in words of its own stands on the contract as it was written', async () => {
    const specialTerms = '乙方应当将工资收入转入在甲方开立的账户（𬱖记）。'
    const { on, shown } = await drawnUp('mortgage-1', { specialTerms })
    for (const kind of ['APPROVAL_SHEET', 'LOAN_CONTRACT', 'MORTGAGE_CONTRACT']) expect(on(kind)).toContain(specialTerms)
    expect(shown.agreed.specialTerms).toBe(specialTerms)
  })
  it('as costs stands with the same amounts on the sheet, the cost table and the card, and in the annual cost', async () => {
    const payee = '示例融资担保有限公司'
    const costs: AgreedTerms['costs'] = [
      { code: 'GUARANTEE', charge: { kind: 'EACH_INSTALMENT', amountFen: fen(500) }, payee, bearer: 'BORROWER' },
      { code: 'SERVICE', charge: { kind: 'ONCE_ON_PRINCIPAL', rate: rate(5000) }, payee: '示例科技有限公司', bearer: 'BORROWER' },
      { code: 'REGISTRATION', charge: { kind: 'ONCE', amountFen: fen(8000) }, payee: '不动产登记机构', bearer: 'LENDER' },
    ]
    const { walk, on, shown } = await drawnUp('mortgage-1', { costs })
    expect(shown.agreed.costs).toEqual(costs)
    const eachFen = fen(500 * shown.schedule.length)
    const serviceFen = fen(shown.amountFen / 200)
    const interestFen = shown.schedule.reduce((sum, row) => sum + row.interestFen, 0)
    expect(shown.cost.totalFen).toBe(interestFen + eachFen + serviceFen)
    expect(shown.cost.headline).toBeGreaterThan(shown.annualRate)
    const annual = paperYearCost(rate(shown.cost.headline))
    for (const kind of ['APPROVAL_SHEET', 'COST_DISCLOSURE']) {
      const said = on(kind).replace(/折合年化\d+\.\d\d%/g, '')
      expect(said).toContain(`担保费每期收取每期5.00元${payee}借款人${formatFen(eachFen)}`)
      expect(said).toContain(`借款金额的0.50%示例科技有限公司借款人${formatFen(serviceFen)}`)
      expect(on(kind)).toContain('每笔80.00元不动产登记机构贷款人80.00')
      expect(on(kind)).toContain(`借款人合计／／／／${formatFen(fen(shown.cost.totalFen))}`)
      expect(on(kind)).toContain(annual)
    }
    expect(on('COST_DISCLOSURE')).toContain(`合作及增信机构${payee}、示例科技有限公司`)
    expect(on('COST_DISCLOSURE')).not.toContain('无合作机构')
    expect(on('CUSTOMER_CARD')).toContain(`年化综合成本为${annual}`)
    expect((await read(walk)).decision?.terms?.charges).toHaveLength(4)
  })
  it('is refused whole where it cannot be kept, or where no font draws it', async () => {
    const walk = await small(branch, 'sole-trader-1', today)
    await walkBefore(walk, 'decide')
    const maximum = { ceilingFen: fen(1_600_000), from: today, to: addMonths(today, 36) }
    expect(await refusedWhole(branch.counter, () => decideWith(walk, { maximum }), 'FIELD_INVALID')).toMatchObject({
      field: 'agreed.maximum',
      reason: 'MAXIMUM_WITHOUT_SECURITY',
    })
    expect(await refusedWhole(branch.counter, () => decideWith(walk, { specialTerms: '\u{E000}' }), 'PDF_CHARACTER_MISSING')).toBeDefined()
    const cost = { code: 'GUARANTEE', charge: { kind: 'ONCE', amountFen: fen(100) }, payee: '示例担保', bearer: 'BORROWER' } as const
    expect(
      await refusedWhole(branch.counter, () => decideWith(walk, { costs: [cost, { ...cost, payee: '\u{E000}' }] }), 'PDF_CHARACTER_MISSING'),
    ).toMatchObject({
      field: 'agreed.costs.1.payee',
    })
    expect(await refusedWhole(branch.counter, () => decideWith(walk, { costs: [cost, cost] }), 'FIELD_INVALID')).toMatchObject({
      field: 'agreed.costs.1.payee',
      reason: 'COST_TWICE',
    })
    const dear = { ...cost, charge: { kind: 'ONCE_ON_PRINCIPAL', rate: rate(250_000) } } as const
    expect(await refusedWhole(branch.counter, () => decideWith(walk, { costs: [dear] }), 'COST_ABOVE_CEILING')).toMatchObject({ ceiling: 240_000 })
  })
})
