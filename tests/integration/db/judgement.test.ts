import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PLAIN_TERMS } from '../../../core/contract/agreed-terms.ts'
import { Survey } from '../../../core/investigation/survey.ts'
import { addDays } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import { type CaseId, sha256 } from '../../../core/kernel/ids.ts'
import { rate } from '../../../core/kernel/rate.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { batches, findBatch, latestBatch } from '../../../db/repositories/batches.ts'
import { countForClosing } from '../../../db/repositories/day-counts.ts'
import { decisions, latestDecision } from '../../../db/repositories/decisions.ts'
import { disbursements, findDisbursement, voucherUsed } from '../../../db/repositories/disbursements.ts'
import { downBatches } from '../../../db/repositories/down-batches.ts'
import { opinions, opinionsOfCase } from '../../../db/repositories/opinions.ts'
import { asRecordLine, countWaiting, outbox, recordsOfBatch, recordsOfCase, waitingRecords } from '../../../db/repositories/outbox.ts'
import { findReceipt, latestReceipt, receipts } from '../../../db/repositories/receipts.ts'
import { latestScore, scores } from '../../../db/repositories/scores.ts'
import { latestSurvey, surveys, surveysOfCase } from '../../../db/repositories/surveys.ts'
import type { Reader, Writer } from '../../../db/sql.ts'
import { AT, type Branch, insertCase, later, makeBranch, TODAY, vault } from './branch-fixture.ts'

let branch: Branch
let caseId: CaseId
beforeAll(async () => {
  branch = await makeBranch()
  caseId = (await insertCase(branch)).caseId
})
afterAll(() => branch.remove())
const write = async <T>(change: (tx: Writer) => Promise<T>): Promise<T> => expectOk(await branch.database.write(async (tx) => ok(await change(tx))))
const read = <T>(query: (reader: Reader) => Promise<T>): Promise<T> => branch.database.read(query)

const survey = Survey.parse({
  creditReport: {
    obtained: true,
    reportNo: 'R1',
    enquiredOn: TODAY,
    loanCount: 0,
    businessLoanCount: 0,
    discountCount: 0,
    currentlyOverdue: false,
    worstConsecutiveOverdue: 0,
    overdueTimes24Months: 0,
    enquiries3Months: 1,
    monthlyDebtServiceFen: 0,
    usedCardLimitFen: 0,
    record: 'NONE',
  },
  visit: { visitedOn: TODAY, place: '测试路1号', personMet: '测试', photoCount: 3, consistency: 'CONSISTENT', findings: '一致' },
  callback: { calledOn: TODAY, phone: '13800138000', reached: true, answersMatch: true, note: '' },
  lists: { dishonestDebtor: false, enforcedDebtor: false, consumptionRestricted: false, abnormalOperation: false, taxGrade: 'NONE', forgedDocument: false },
  personal: { monthlyNetIncomeFen: 2_000_000, incomeVolatilityPercent: 5, averageDepositFen: 1_000_000, socialInsuranceMonths: 60 },
  business: null,
  valuation: null,
})

describe('judging a case', () => {
  it('keeps every survey, confirmed once by the second manager', async () => {
    const { first, second } = branch.people
    const record = {
      caseId,
      rev: 1,
      firstManager: first,
      secondManager: second,
      recordedBy: first,
      recordedAt: AT,
      confirmedBy: null,
      confirmedAt: null,
      survey,
    }
    await write((tx) => surveys(tx, vault).insert(record))
    expect((await read((reader) => countForClosing(reader, { backupMade: false }))).backupsMissing).toBe(1)
    await write((tx) => surveys(tx, vault).confirm(caseId, 1, { confirmedBy: second, confirmedAt: later(1) }))
    await write((tx) => surveys(tx, vault).insert({ ...record, rev: 2 }))
    expect(await read((reader) => surveysOfCase(reader, vault, caseId))).toHaveLength(2)
    expect(await read((reader) => latestSurvey(reader, vault, caseId))).toEqual({ ...record, rev: 2 })
    await expect(write((tx) => surveys(tx, vault).confirm(caseId, 1, { confirmedBy: second, confirmedAt: later(2) }))).rejects.toThrow('confirmed')
  })

  it('keeps scores, opinions and decisions as they were given', async () => {
    const { first, reviewer, manager } = branch.people
    const result = { version: 'FL@1', outcome: 'SCORED' as const, totalPoints: 91, maxPoints: 100, lines: [], hardHits: [], missing: [], best: [], worst: [] }
    const detail = { facts: { age: 30 }, result, ruleHits: [], limit: null, dtiBasisPoints: 2500, dtiBand: 'NORMAL' as const, archived: null }
    const versions = { cardVersion: 'FL@1', parametersVersion: 'P@1' }
    const score = { caseId, rev: 1, surveyRev: 2, points: 91, grade: 'A' as const, ...versions, scoredBy: first, scoredAt: AT, detail }
    await write((tx) => scores(tx, vault).insert(score))
    expect(await read((reader) => latestScore(reader, vault, caseId))).toEqual(score)
    const opinion = { caseId, rev: 1, reviewer, outcome: 'CONDITIONAL' as const, givenAt: AT, note: '同意', rejectionCodes: [] }
    await write((tx) => opinions(tx, vault).insert(opinion))
    expect(await read((reader) => opinionsOfCase(reader, vault, caseId))).toEqual([opinion])
    const decision = {
      ...{
        caseId,
        rev: 1,
        decisionNo: 'SP1',
        outcome: 'APPROVED' as const,
        decidedBy: manager,
        decidedAt: AT,
        decidedOn: TODAY,
        validUntil: addDays(TODAY, 90),
      },
      ...{ amountFen: fen(30_000_000), annualRate: rate(43500), bp: -15, tenorMonths: 36, conditions: ['先登记'], reason: '', rejectionCodes: [], price: null },
      ...{ terms: null, termsSha256: null, agreed: { ...PLAIN_TERMS, dueDay: 20 } },
    }
    await write((tx) => decisions(tx, vault).insert(decision))
    expect(await read((reader) => latestDecision(reader, vault, caseId))).toEqual(decision)
    await expect(write((tx) => decisions(tx, vault).insert({ ...decision, rev: 2, decisionNo: 'SP2', validUntil: null }))).rejects.toThrow(
      'ck_decision_approved',
    )
    for (const table of ['score', 'opinion', 'decision']) await expect(write((tx) => tx.run(`UPDATE ${table} SET rev = 9`))).rejects.toThrow('fixed')
  })

  it('prepares money, prepares it anew, and releases it once', async () => {
    const { officer, manager } = branch.people
    const prepared = {
      ...{ caseId, preparedBy: officer, preparedAt: AT, amountFen: fen(30_000_000), releasedBy: null, releasedAt: null, voucherNo: null, valueDate: null },
      ...{ account: '6222020200012345678', payee: null, registryCheckedOn: TODAY, conditions: [], confirmed: [], preparedFor: TODAY, firstLoanAgain: null },
    }
    await write((tx) => disbursements(tx, vault).prepare(prepared))
    await write((tx) => disbursements(tx, vault).prepare({ ...prepared, preparedAt: later(1) }))
    const released = { releasedBy: manager, releasedAt: later(2), voucherNo: 'V1', valueDate: TODAY }
    await write((tx) => disbursements(tx, vault).release(caseId, released))
    expect(await read((reader) => findDisbursement(reader, vault, caseId))).toEqual({ ...prepared, preparedAt: later(1), ...released })
    expect([await read((reader) => voucherUsed(reader, 'V1')), await read((reader) => voucherUsed(reader, 'V2'))]).toEqual([true, false])
  })
})

describe('what goes to head office', () => {
  const batch = {
    ...{ epoch: 1, seq: 1, batchNo: 'PL1', state: 'DRAFT' as const, prev: '0'.repeat(64), createdAt: AT, checker: null, sealedAt: null },
    ...{ envelopeSha256: null, folder: null, records: 1, sentAt: null, receiptAt: null, papersBadAt: null, disposedAt: null, askedAgainAt: null },
  }

  it('waits, is packed once, sealed for good, answered and complete', async () => {
    const { teller, manager } = branch.people
    const record = { id: caseId, caseId, type: 'case.sealed', rev: 1, schema: 1, blobs: [], madeAt: AT, body: { amountFen: '30000000', name: '测试' } }
    await write((tx) => outbox(tx, vault).add(record))
    const waiting = await read((reader) => waitingRecords(reader, vault))
    expect(waiting.map(asRecordLine)).toEqual([{ type: 'case.sealed', schema: 1, id: caseId, rev: 1, body: record.body, blobs: [] }])
    const draft = { ...batch, maker: teller }
    await write((tx) => batches(tx).insert(draft))
    await write((tx) =>
      outbox(tx, vault).pack(
        waiting.map(({ serial }) => serial),
        1,
        1,
      ),
    )
    expect([await read(countWaiting), (await read((reader) => recordsOfBatch(reader, vault, 1, 1))).length]).toEqual([0, 1])
    expect((await read((reader) => countForClosing(reader, { backupMade: true }))).uncheckedMakerItems).toBe(1)

    const sealed = { ...draft, state: 'SEALED' as const, checker: manager, sealedAt: AT, envelopeSha256: sha256('e'.repeat(64)), folder: '1-1' }
    await write((tx) => batches(tx).update(sealed))
    expect(await read(latestBatch)).toEqual(sealed)
    await expect(write((tx) => batches(tx).update({ ...sealed, envelopeSha256: sha256('f'.repeat(64)) }))).rejects.toThrow('sealed')
    await expect(write((tx) => batches(tx).update(draft))).rejects.toThrow('sealed')
    expect(await read((reader) => countForClosing(reader, { backupMade: true }))).toMatchObject({ uncheckedMakerItems: 0, sealedUnsentBatches: 1 })

    const body = {
      epoch: 1,
      seq: 1,
      envelopeHash: 'e'.repeat(64),
      custodyAt: '2026-11-23T02:00:00Z',
      state: 'applied' as const,
      code: null,
      results: [],
      complete: [],
    }
    const receipt = { envelopeSha256: sha256('9'.repeat(64)), epoch: 1, seq: 1, batchEpoch: 1, batchSeq: 1, state: 'applied' as const, body, takenAt: later(5) }
    await write(async (tx) => {
      await downBatches(tx, vault).insert({ epoch: 1, seq: 1, envelopeSha256: receipt.envelopeSha256, takenAt: receipt.takenAt })
      await receipts(tx).insert(receipt)
      await outbox(tx, vault).answer(record, 'applied', null, null)
      await outbox(tx, vault).complete(record)
      await batches(tx).update({ ...sealed, state: 'ACKED', receiptAt: later(5) })
    })
    expect(await read((reader) => recordsOfCase(reader, vault, caseId))).toMatchObject([{ result: 'applied', complete: true, batchSeq: 1 }])
    expect(await read((reader) => findReceipt(reader, receipt.envelopeSha256))).toEqual(receipt)
    expect(await read(latestReceipt)).toEqual(receipt)
    expect((await read((reader) => findBatch(reader, 1, 1)))?.state).toBe('ACKED')
    await expect(write((tx) => receipts(tx).insert(receipt))).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT' })
  })

  it('is listed again when head office skipped the batch', async () => {
    await write((tx) => outbox(tx, vault).unpack(1, 1))
    expect(await read(countWaiting)).toBe(1)
  })
})
