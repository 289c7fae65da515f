import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calls } from '../../../core/bridge/bridge.ts'
import type { AgreedCost } from '../../../core/contract/agreed-costs.ts'
import { PLAIN_TERMS } from '../../../core/contract/agreed-terms.ts'
import { paperYearCost } from '../../../core/contract/view-values.ts'
import { fen, formatFen } from '../../../core/kernel/fen.ts'
import { rate } from '../../../core/kernel/rate.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { recordsOfCase } from '../../../db/repositories/outbox.ts'
import { confirmTaking } from '../../../electron/usecases/approval/confirm-taking.ts'
import { decideCase } from '../../../electron/usecases/approval/decide-case.ts'
import { reapproveCase } from '../../../electron/usecases/approval/reapprove-case.ts'
import { takeOfficeDecision } from '../../../electron/usecases/approval/take-office-decision.ts'
import { viewTerms } from '../../../electron/usecases/contract/view-terms.ts'
import { settleDecision } from '../../../electron/usecases/sync/settle-decision.ts'
import { textOf } from '../../fixtures/paper/printer.ts'
import { asked, askOffice, cards, type Desk, decide, deliver, newDesk, type Outcome } from './decision-desk.ts'
import { offer } from './offer.ts'
import { decideInstead, fieldsRefused, read, SEVERAL_MINUTES, small } from './sealed-case.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, PASSWORD, type TestBranch } from './test-branch.ts'
import { stateOf, versionOf, type Walk, walkBefore, walkTo } from './walk.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

const guarantee: AgreedCost = {
  code: 'GUARANTEE',
  charge: { kind: 'EACH_INSTALMENT', amountFen: fen(500) },
  payee: '示例融资担保有限公司',
  bearer: 'BORROWER',
}
const service: AgreedCost = { code: 'SERVICE', charge: { kind: 'ONCE_ON_PRINCIPAL', rate: rate(5000) }, payee: '示例科技有限公司', bearer: 'BORROWER' }
const registration: AgreedCost = { code: 'REGISTRATION', charge: { kind: 'ONCE', amountFen: fen(8000) }, payee: '不动产登记机构', bearer: 'LENDER' }
const COSTS = [guarantee, service, registration]

/** The same with other words: spaces and line ends of the page are nobody's. */
const bare = (text: string): string => text.replace(/\s+/g, '')
/** A case head office was asked about, and what it said, come back to the branch. */
async function answered(outcome: Outcome = 'APPROVED', id = 'mortgage-1'): Promise<Desk> {
  const desk = await newDesk(branch, await small(branch, id))
  await askOffice(desk)
  const version = (await asked(desk)).at(-1)?.caseVersion ?? expect.fail('never asked')
  await deliver(desk, await decide(desk, version, outcome))
  return desk
}
const take = async ({ walk }: Desk, costs?: readonly AgreedCost[]) =>
  takeOfficeDecision(branch.counter, branch.staff.manager, { ...(await versionOf(walk)), ...(costs ? { agreed: { costs: [...costs] } } : {}) })
const confirm = async ({ walk }: Desk, password: string) =>
  confirmTaking(branch.host, branch.counter, branch.staff.manager, { ...(await versionOf(walk)), password })
/** The line from the decision on. */
async function goOn(walk: Walk, to: string): Promise<void> {
  walk.done = walk.line.findIndex(({ name }) => name === 'decide') + 1
  await walkTo(walk, to)
}
/** The text of the paper of this kind that counts. */
async function on(walk: Walk, kind: string): Promise<string> {
  const made = (await read(walk)).documents.find((document) => document.kind === kind && document.supersededAt === null)
  return made ? bare(await textOf(expectOk(await branch.counter.papers.get(made.blobRef)))) : expect.fail(`no ${kind}`)
}

describe("costs entered with head office's approval", { timeout: SEVERAL_MINUTES }, () => {
  it('stand with their totals in the cost table, on the approval sheet and in the annual cost, as those of a local approval do', async () => {
    const desk = await answered()
    const { walk } = desk
    expectOk(await take(desk, COSTS))
    await goOn(walk, 'drawUp')
    const shown = expectOk(await viewTerms(branch.counter, walk.caseId))
    expect(shown.agreed).toEqual({ ...PLAIN_TERMS, costs: COSTS })
    const interestFen = shown.schedule.reduce((sum, row) => sum + row.interestFen, 0)
    const eachFen = fen(500 * shown.schedule.length)
    expect(shown.cost.totalFen).toBe(interestFen + eachFen + shown.amountFen / 200)
    for (const kind of ['APPROVAL_SHEET', 'COST_DISCLOSURE']) {
      const text = await on(walk, kind)
      const said = text.replace(/折合年化\d+\.\d\d%/g, '')
      expect(said).toContain(`担保费每期收取每期5.00元示例融资担保有限公司借款人${formatFen(eachFen)}`)
      expect(said).toContain(`借款金额的0.50%示例科技有限公司借款人${formatFen(fen(shown.amountFen / 200))}`)
      expect(said).toContain('每笔80.00元不动产登记机构贷款人80.00')
      expect(said).toContain(`借款人合计／／／／${formatFen(fen(shown.cost.totalFen))}`)
      expect(said).toContain(paperYearCost(rate(shown.cost.headline)))
    }
    expect(await on(walk, 'COST_DISCLOSURE')).toContain('合作及增信机构示例融资担保有限公司、示例科技有限公司')

    const local = await small(branch, 'mortgage-1')
    await walkBefore(local, 'decide')
    const terms = { ...local.entry.decision, ...(await offer(local)), conditions: [], outcome: 'APPROVED' as const }
    expectOk(await decideCase(branch.counter, branch.staff.manager, { ...(await versionOf(local)), ...terms, agreed: { ...PLAIN_TERMS, costs: COSTS } }))
    const [above, here] = [(await read(walk)).decision, (await read(local)).decision]
    expect([above.agreed, above.terms?.charges, above.terms?.partners]).toEqual([here.agreed, here.terms?.charges, here.terms?.partners])
    expect({ ...above.terms, caseNo: '' }).toEqual({ ...here.terms, caseNo: '' })
  })

  it('are said on the approval sheet to be the branch manager’s, not of those who decided', async () => {
    const desk = await answered()
    expectOk(await take(desk, COSTS))
    const { staffName, staffNo } = branch.staff.manager
    const sheet = await on(desk.walk, 'APPROVAL_SHEET')
    expect(sheet).toContain(`alice/bob${bare(staffName)}（工号${staffNo}）`)
    for (const words of ['审查人、审批人、费用核定人声明', '费用核定总行决定不含利息以外的费用']) expect(sheet).toContain(words)
    expect(sheet, 'people of head office have no number here').not.toContain('（工号）')
  })

  it('go up with the papers of the case, as those of a local approval do', async () => {
    const desk = await answered()
    expectOk(await take(desk, COSTS))
    await goOn(desk.walk, 'sign')
    const { documents } = await read(desk.walk)
    const { counter } = branch
    const records = await counter.database.read((reader) => recordsOfCase(reader, counter.vault, desk.walk.caseId))
    const sent = new Set(records.flatMap(({ blobs }) => blobs.map(({ sha256 }) => sha256 as string)))
    for (const kind of ['APPROVAL_SHEET', 'COST_DISCLOSURE', 'LOAN_CONTRACT']) {
      const made = documents.find((document) => document.kind === kind && document.supersededAt === null)
      expect(sent.has(made?.sha256 ?? ''), kind).toBe(true)
    }
  })

  it('are refused whole above the ceiling, twice, above the loan, or to a payee no font draws, each at its field; without any the decision is still taken', async () => {
    const desk = await answered()
    const refused = (costs: readonly AgreedCost[], code: string) => refusedWhole(branch.counter, () => take(desk, costs), code)
    const dear: AgreedCost = { ...service, charge: { kind: 'ONCE_ON_PRINCIPAL', rate: rate(400_000) } }
    expect(await refused([guarantee, dear], 'COST_ABOVE_CEILING')).toMatchObject({ field: 'agreed.costs', ceiling: 240_000 })
    expect(await refused([{ ...dear, charge: { kind: 'ONCE_ON_PRINCIPAL', rate: rate(1_000_000) } }], 'COST_NOTHING_HELD')).toMatchObject({
      field: 'agreed.costs',
    })
    expect(await refused([guarantee, guarantee], 'FIELD_INVALID')).toMatchObject({ field: 'agreed.costs.1.payee', reason: 'COST_TWICE' })
    expect(await refused([{ ...guarantee, charge: { kind: 'ONCE', amountFen: fen(1_000_001) } }], 'FIELD_INVALID')).toMatchObject({
      field: 'agreed.costs.0.charge',
      reason: 'COST_ABOVE_LOAN',
    })
    expect(await refused([{ ...registration, bearer: 'BORROWER' }], 'FIELD_INVALID')).toMatchObject({
      field: 'agreed.costs.0.bearer',
      reason: 'COST_IS_LENDERS',
    })
    expect(await refused([guarantee, { ...service, payee: '\u{E000}' }], 'PDF_CHARACTER_MISSING')).toMatchObject({ field: 'agreed.costs.1.payee' })
    expect(await stateOf(desk.walk)).toBe('HO_PENDING')
    expectOk(await take(desk))
    const { decision } = await read(desk.walk)
    expect(decision.agreed).toEqual(PLAIN_TERMS)
    expect(decision.terms).toMatchObject({ charges: [{ code: 'INTEREST', bearer: 'BORROWER' }], partners: [] })
    await goOn(desk.walk, 'disclose')
    for (const kind of ['APPROVAL_SHEET', 'COST_DISCLOSURE']) {
      expect(await on(desk.walk, kind)).not.toMatch(/担保费|服务费|抵押登记费|费用核定/)
    }
    expect(await on(desk.walk, 'COST_DISCLOSURE')).toContain('无合作机构、增信机构')
  })

  it('that are above the ceiling as they are go back to head office with the reason; costs that fit, or are none, do not', async () => {
    const desk = await answered()
    const [card] = await cards(desk)
    const ask = (costs?: AgreedCost[], how: 'ASK_AGAIN' | 'SET_ASIDE' = 'ASK_AGAIN') =>
      settleDecision(branch.counter, branch.staff.manager, {
        decisionId: card?.decisionId ?? '',
        how,
        reason: '担保费计入后超过上限',
        ...(costs ? { agreed: { costs } } : {}),
      })
    const dear: AgreedCost = { ...service, charge: { kind: 'ONCE_ON_PRINCIPAL', rate: rate(400_000) } }
    for (const costs of [undefined, COSTS, [guarantee, guarantee]]) await refusedWhole(branch.counter, () => ask(costs), 'OFFICE_DECISION_FITS')
    await refusedWhole(branch.counter, () => ask([dear], 'SET_ASIDE'), 'OFFICE_DECISION_FITS')
    expectOk(await ask([dear]))
    expect((await asked(desk)).length).toBe(2)
    expect(await cards(desk)).toEqual([])
    expect(await stateOf(desk.walk)).toBe('HO_PENDING')
  })

  it('are sealed: another payee afterwards stops the contract, named; decided anew, the table is void', async () => {
    const desk = await answered()
    expectOk(await take(desk, COSTS))
    await goOn(desk.walk, 'disclose')
    const { decision } = await read(desk.walk)
    const other = { ...PLAIN_TERMS, costs: [guarantee, { ...service, payee: '另一科技有限公司' }, registration] }
    await decideInstead(desk.walk, decision, { agreed: other })
    await walkBefore(desk.walk, 'drawUp')
    expect(await fieldsRefused(desk.walk, 'drawUp')).toEqual(['charges.2.payee', 'partners.1'])
    expectOk(await reapproveCase(branch.counter, branch.staff.firstManager, await versionOf(desk.walk)))
    const made = (await read(desk.walk)).documents.filter(({ kind }) => kind === 'COST_DISCLOSURE' || kind === 'APPROVAL_SHEET')
    expect(new Set(made.map(({ kind }) => kind)).size).toBe(2)
    expect(made.filter(({ supersededAt }) => supersededAt === null)).toEqual([])
  })

  it('leave amount, rate, term and conditions to head office: the call has no place for them', async () => {
    const at = { caseId: '00000000-0000-4000-8000-000000000000', version: 1 }
    const takes = (more: object) => calls['approval.takeDecision'].input.safeParse({ ...at, ...more }).success
    expect([takes({}), takes({ agreed: { costs: COSTS }, password: PASSWORD }), takes({ agreed: {} })]).toEqual([true, true, true])
    const others = [{ amountFen: 1 }, { rate: 1 }, { conditions: [] }, { tenorMonths: 1 }, { agreed: { ...PLAIN_TERMS } }, { agreed: { dueDay: 8 } }]
    expect(others.map(takes)).toEqual(others.map(() => false))
  })
})

describe("head office's approval", { timeout: SEVERAL_MINUTES }, () => {
  it('is taken by the branch manager’s own password only, for he answers for the costs', async () => {
    const desk = await answered()
    const atPassword = { field: 'password' }
    expect(await refusedWhole(branch.counter, () => confirm(desk, ''), 'FIELD_INVALID')).toMatchObject(atPassword)
    expect(await refusedWhole(branch.counter, () => confirm(desk, 'Wrong-horse-9-battery'), 'PASSWORD_WRONG')).toMatchObject(atPassword)
    expectOk(await confirm(desk, PASSWORD))
  })
  it('or its sending back is taken without: he adds nothing of his own', async () => {
    const back = await answered('RETURNED')
    expectOk(await confirm(back, ''))
    expect(await stateOf(back.walk)).toBe('REVIEW')
    const rejected = await answered('REJECTED')
    expectOk(await confirm(rejected, ''))
    expect(await stateOf(rejected.walk)).toBe('REJECTED')
  })
})
