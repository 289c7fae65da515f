import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { recordsOfCase } from '../../../db/repositories/outbox.ts'
import { decideCase } from '../../../electron/usecases/approval/decide-case.ts'
import { takeOfficeDecision } from '../../../electron/usecases/approval/take-office-decision.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { withdrawCase } from '../../../electron/usecases/intake/submit-application.ts'
import { settleDecision } from '../../../electron/usecases/sync/settle-decision.ts'
import { viewDecisions, viewOutbox } from '../../../electron/usecases/sync/view-sync.ts'
import type { Act } from '../../../headoffice/acts/act.ts'
import { recordAct } from '../../../headoffice/acts/record-act.ts'
import { issueToEach } from '../../../headoffice/down/issue-down.ts'
import type { CaseEntry } from '../../../scripts/demo/case-file.ts'
import { offer } from './offer.ts'
import { openWholeBank, type WholeBank } from './test-branch.ts'
import { entryOf, startWalk, stateOf, versionOf, type Walk, walkTo } from './walk.ts'

let branch: WholeBank
beforeAll(async () => {
  branch = await openWholeBank()
})
afterAll(() => branch.remove())

/** Everything that waits goes to head office by stick, and what it has for us comes back. */
async function exchange(): Promise<void> {
  const { counter, staff, headOffice } = branch
  const proposed = expectOk(await proposeBatch(counter, staff.teller))
  expectOk(await sealProposedBatch(counter, staff.manager, proposed.seq))
  await carry(headOffice)
}
async function carry(headOffice: WholeBank['headOffice']): Promise<void> {
  expectOk(await headOffice.importBatches(branch.counter.folders.outbound, { receiptsTo: branch.counter.folders.inbound }))
  expectOk(await takeReceipts(branch.counter, branch.staff.manager))
}
const first = (): string => branch.cases.cases.find((entry) => entry.application.house === null)?.id ?? ''

/** A case the branch sent up, as it stands at head office. */
async function escalated(change: (entry: CaseEntry) => CaseEntry = (entry) => entry): Promise<Walk> {
  const walk = await startWalk(branch, entryOf(branch, first(), change))
  await walkTo(walk, 'review')
  const { counter, staff } = branch
  const terms = await offer(walk)
  const asked = { ...(await versionOf(walk)), ...terms, outcome: 'ESCALATED' as const, conditions: [], reason: '超出支行把握', rejectionCodes: [] }
  expectOk(await decideCase(counter, staff.manager, asked))
  await exchange()
  return walk
}
/** Two persons of head office decide, and it is carried back. */
async function decided(walk: Walk, outcome: 'APPROVED' | 'RETURNED', rev = 1, terms?: { amountFen: number; rate: number }, reason = '同意'): Promise<void> {
  const { amountFen, rate } = terms ?? (await offer(walk))
  const proposal = {
    outcome,
    amountFen: outcome === 'APPROVED' ? String(amountFen) : null,
    annualRate: outcome === 'APPROVED' ? rate : null,
    conditions: [],
    reasonCodes: [],
    reason,
  }
  const of = { branch: branch.counter.branch.code, caseId: walk.caseId, rev }
  const { office } = branch.headOffice
  const acts: readonly (readonly [string, Act])[] = [
    ['alice', { type: 'decision.propose', ...of, proposal }],
    ['bob', { type: 'decision.confirm', ...of, proposal, proposedBy: 'alice' }],
  ]
  for (const [who, act] of acts) await recordAct(office, who, act)
  expect(await issueToEach(office)).toEqual([])
  await carry(branch.headOffice)
}

/** Who is asked, and why, at each time the case went up. */
async function questions(walk: Walk): Promise<{ rev: number; level: unknown; because: unknown }[]> {
  const { counter } = branch
  const sent = await counter.database.read((reader) => recordsOfCase(reader, counter.vault, walk.caseId))
  return sent.filter(({ type }) => type === 'case.escalated').map(({ rev, body }) => ({ rev, level: body.level, because: body.because }))
}
const atOffice = async (walk: Walk): Promise<string[]> =>
  (await branch.headOffice.query<{ state: string }>('select state from escalation where case_id = $1 order by rev', [walk.caseId])).map(({ state }) => state)

describe('a case above the branch goes to head office and comes back', () => {
  it('with its decision, bound to the version head office saw, and goes on along the line', async () => {
    const walk = await escalated()
    const rows = (await viewOutbox(branch.counter, { caseId: walk.caseId, state: null, before: null })).rows
    expect(rows.map((row) => [row.type, row.state])).toEqual(
      expect.arrayContaining([
        ['case.escalated', 'RECEIVED'],
        ['case.sealed', 'RECEIVED'],
      ]),
    )
    await decided(walk, 'APPROVED')
    const [card] = await viewDecisions(branch.counter, branch.staff.manager)
    expect(card).toMatchObject({ caseId: walk.caseId, outcome: 'APPROVED', stale: false, mustAsk: false })
    for (const how of ['ASK_AGAIN', 'SET_ASIDE'] as const) {
      const evaded = await settleDecision(branch.counter, branch.staff.manager, { decisionId: card?.decisionId ?? '', how, reason: '不同意总行' })
      expect(evaded).toMatchObject({ error: { code: 'OFFICE_DECISION_FITS' } })
    }
    const taken = expectOk(await takeOfficeDecision(branch.counter, branch.staff.manager, await versionOf(walk)))
    expect(taken.state).toBe('HO_PENDING')
    expect(taken.documentIds).toHaveLength(1)
    expect(await viewDecisions(branch.counter, branch.staff.manager)).toEqual([])
    walk.done = walk.line.findIndex((step) => step.name === 'decide') + 1
    await walkTo(walk, 'sign')
    expect(await stateOf(walk)).toBe('CONTRACTED')
  })

  it('in words no paper can print: it cannot be taken, the character is named, and head office is asked again; a tab is a space', async () => {
    const { counter, staff } = branch
    const walk = await escalated()
    await decided(walk, 'APPROVED', 1, undefined, '同意👍')
    const missing = { error: { code: 'PDF_CHARACTER_MISSING', details: { field: 'reason', characters: ['U+1F44D 👍'] } } }
    expect(await takeOfficeDecision(counter, staff.manager, await versionOf(walk))).toMatchObject(missing)
    const [card] = await viewDecisions(counter, staff.manager)
    expect(card).toMatchObject({ caseId: walk.caseId, stale: false, mustAsk: true })
    const asked = { decisionId: card?.decisionId ?? '', how: 'ASK_AGAIN' as const, reason: '理由中有打印不出的字符' }
    expectOk(await settleDecision(counter, staff.manager, asked))
    await exchange()
    await decided(walk, 'APPROVED', 2, undefined, '同意\t按原方案')
    expectOk(await takeOfficeDecision(counter, staff.manager, await versionOf(walk)))
  })

  it('as a conflict when the branch moved on: never taken by itself, set aside or asked again', async () => {
    const walk = await escalated()
    await branch.counter.database.write(async (tx) => ({
      ok: true,
      value: await tx.run('UPDATE loan_case SET version = version + 1 WHERE id = ?', [walk.caseId]),
    }))
    await decided(walk, 'APPROVED')
    const [card] = await viewDecisions(branch.counter, branch.staff.manager)
    expect(card).toMatchObject({ caseId: walk.caseId, stale: true, mustAsk: true })
    expect(await takeOfficeDecision(branch.counter, branch.staff.manager, await versionOf(walk))).toMatchObject({ error: { code: 'OFFICE_DECISION_STALE' } })
    const aside = { decisionId: card?.decisionId ?? '', how: 'SET_ASIDE' as const, reason: '资料已更新' }
    // Head office was never asked about this version, and nothing else would move the case on.
    expect(await settleDecision(branch.counter, branch.staff.manager, aside)).toMatchObject({ error: { code: 'OFFICE_NOT_ASKED' } })
    const again = { decisionId: card?.decisionId ?? '', how: 'ASK_AGAIN' as const, reason: '资料已更新' }
    expectOk(await settleDecision(branch.counter, branch.staff.manager, again))
    expect(await viewDecisions(branch.counter, branch.staff.manager)).toEqual([])
    const [first, second] = await questions(walk)
    expect(second).toEqual({ ...first, rev: 2 })
    await exchange()
    await decided(walk, 'RETURNED', 2)
    const returned = expectOk(await takeOfficeDecision(branch.counter, branch.staff.manager, await versionOf(walk)))
    expect(returned.state).toBe('REVIEW')
  })

  it("goes up again to the committee, where the branch's own people are concerned", async () => {
    const walk = await escalated((entry) => ({
      ...entry,
      application: { ...entry.application, declarations: { ...entry.application.declarations, relatedParty: true } },
    }))
    await branch.counter.database.write(async (tx) => ({
      ok: true,
      value: await tx.run('UPDATE loan_case SET version = version + 1 WHERE id = ?', [walk.caseId]),
    }))
    await decided(walk, 'RETURNED')
    const [card] = await viewDecisions(branch.counter, branch.staff.manager)
    expectOk(await settleDecision(branch.counter, branch.staff.manager, { decisionId: card?.decisionId ?? '', how: 'ASK_AGAIN', reason: '资料已更新' }))
    const level = { level: 'HEAD_OFFICE_COMMITTEE', because: ['EXPOSURE', 'RELATED_PARTY'] }
    expect(await questions(walk)).toEqual([
      { rev: 1, ...level },
      { rev: 2, ...level },
    ])
    await exchange()
    expect(await atOffice(walk)).toEqual(['decided', 'open'])
  })

  it('with an approval that no contract can be drawn up on: it cannot be taken, and head office is asked again with the reason', async () => {
    const walk = await escalated()
    const { amountFen, rate } = await offer(walk)
    await decided(walk, 'APPROVED', 1, { amountFen, rate: rate + 1 })
    const { counter, staff } = branch
    expect(await takeOfficeDecision(counter, staff.manager, await versionOf(walk))).toMatchObject({ error: { code: 'RATE_OFF_GRID' } })
    const [card] = await viewDecisions(counter, staff.manager)
    expect(card).toMatchObject({ caseId: walk.caseId, stale: false, unfit: { code: 'RATE_OFF_GRID' }, mustAsk: true })
    const settle = (how: 'SET_ASIDE' | 'ASK_AGAIN') =>
      settleDecision(counter, staff.manager, { decisionId: card?.decisionId ?? '', how, reason: '利率不是整数基点' })
    // Set aside alone, the case would wait for ever: head office has answered.
    expect(await settle('SET_ASIDE')).toMatchObject({ error: { code: 'OFFICE_NOT_ASKED' } })
    expectOk(await settle('ASK_AGAIN'))
    expect(await settle('ASK_AGAIN')).toMatchObject({ error: { code: 'OFFICE_DECISION_MISSING' } })
    await exchange()
    expect(await atOffice(walk)).toEqual(['decided', 'open'])
    await decided(walk, 'APPROVED', 2)
    expect(expectOk(await takeOfficeDecision(counter, staff.manager, await versionOf(walk))).documentIds).toHaveLength(1)
  })

  it('with what others are paid out of the loan, and an approval of no more than that cannot be taken', async () => {
    const walk = await escalated((entry) => {
      const { loan } = entry.application
      const payee = {
        name: '示例农资有限公司',
        account: '6200000000000005',
        bank: '示例商业银行',
        amountFen: (loan.amountFen - 100_000) as typeof loan.amountFen,
      }
      return { ...entry, application: { ...entry.application, loan: { ...loan, paymentMode: 'MIXED', payee } } }
    })
    const { counter, staff } = branch
    const asked = (await counter.database.read((reader) => recordsOfCase(reader, counter.vault, walk.caseId))).find(({ type }) => type === 'case.escalated')
    const payeeFen = walk.entry.application.loan.payee?.amountFen ?? 0
    expect([asked?.schema, asked?.body.mixedPayeeFen]).toEqual([2, String(payeeFen)])
    expect(await atOffice(walk)).toEqual(['open'])
    await decided(walk, 'APPROVED', 1, { amountFen: payeeFen, rate: (await offer(walk)).rate })
    const refused = { code: 'PAYEE_ABOVE_LOAN', details: { payeeFen } }
    expect(await takeOfficeDecision(counter, staff.manager, await versionOf(walk))).toMatchObject({ error: refused })
    expect((await viewDecisions(counter, staff.manager)).find(({ caseId }) => caseId === walk.caseId)).toMatchObject({ unfit: refused, mustAsk: true })
  })

  it('lapses at head office when the customer withdraws', async () => {
    const walk = await escalated()
    expect(await atOffice(walk)).toEqual(['open'])
    expectOk(await withdrawCase(branch.counter, branch.staff.teller, { ...(await versionOf(walk)), reason: '不再需要' }))
    await exchange()
    expect(await atOffice(walk)).toEqual(['superseded'])
  })
})
