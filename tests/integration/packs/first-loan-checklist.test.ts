import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Checklist } from '../../../core/completeness/checklist.ts'
import type { CaseFacts } from '../../../core/completeness/facts.ts'
import { checkCompleteness } from '../../../core/completeness/report.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { DISCLOSURE_ITEM, SUBMISSION_ITEMS } from '../../../core/loan-case/gates.ts'
import { loadPacks, packFor } from '../../../electron/services/packs.ts'
import { marriedOwner, singleOwner, today } from '../../unit/completeness/example-case.ts'

let checklist: Checklist
beforeAll(async () => {
  const pack = packFor(expectOk(await loadPacks(join(import.meta.dirname, '../../../templates'))), 'IND-CONSUME-MORTGAGE')
  if (!pack) throw new Error('no pack')
  checklist = pack.checklist
})

const required = (facts: CaseFacts): string[] =>
  checkCompleteness(checklist, facts, [], { today })
    .lines.filter((line) => line.required)
    .map((line) => (line.party === 'B' ? line.itemId : `${line.itemId}/${line.party}`))

const trader: CaseFacts = { ...singleOwner, line: 'IND_BIZ', security: 'CREDIT', employed: false, residential: false, taxRegistered: true }
const ALWAYS_LAST = ['D701', 'D702', 'D703', 'D704', 'D705', 'D706', 'D707', 'D708', 'D710']

describe('the first-loan checklist', () => {
  it('asks a married owner for the house-secured consumer loan exactly this', () => {
    expect(required(marriedOwner)).toEqual(
      [
        ['D101', 'D102', 'D103/SP', 'D104', 'D106', 'D110', 'D113'],
        ['D201', 'D201/SP', 'D203', 'D203/SP', 'D204', 'D205', 'D206', 'D207', 'D208', 'D209'],
        ['D301', 'D302', 'D303', 'D304', 'D309', 'D309/SP', 'D310'],
        ['D604', 'D605', 'D608', 'D609', 'D617'],
        ALWAYS_LAST,
      ].flat(),
    )
  })

  it('asks a single sole trader on credit exactly this', () => {
    expect(required(trader)).toEqual(
      [
        ['D101', 'D102', 'D104', 'D108', 'D110', 'D113', 'D201', 'D203', 'D204', 'D205', 'D206', 'D207', 'D208', 'D209'],
        ['D307', 'D309', 'D310', 'D401', 'D407', 'D408', 'D410', 'D411'],
        ALWAYS_LAST,
      ].flat(),
    )
  })

  const toggles: readonly [string, CaseFacts, Partial<CaseFacts>, string[], string[]][] = [
    ['divorced', singleOwner, { maritalStatus: 'DIVORCED' }, ['D107'], []],
    ['widowed', singleOwner, { maritalStatus: 'WIDOWED' }, ['D109'], []],
    ['registered in another city', singleOwner, { registeredInBranchCity: false }, ['D105'], []],
    ['residence shown otherwise', singleOwner, { residenceByRegister: false }, [], ['D104']],
    ['from beyond the mainland', singleOwner, { idType: 'HMT_PERMIT' }, ['D111'], []],
    ['represented by an agent', singleOwner, { agentPresent: true }, ['D112/AG'], []],
    ['before the disclosure rule', singleOwner, { disclosureDue: false }, [], ['D204']],
    ['not employed', singleOwner, { employed: false }, [], ['D301', 'D302', 'D303']],
    ['with a housing fund', singleOwner, { housingFundDeclared: true }, ['D305'], []],
    ['earning above the tax threshold', singleOwner, { incomeAboveTaxThreshold: true }, ['D306'], []],
    ['declaring assets', singleOwner, { assetsDeclared: true }, ['D308'], []],
    ['owning with another', singleOwner, { coOwned: true, coOwners: 1 }, ['D606/CO1'], []],
    ['owning with the spouse', marriedOwner, { coOwned: true }, ['D606/SP'], []],
    ['letting the house', singleOwner, { leased: true }, ['D607'], []],
    ['offering a shop', singleOwner, { residential: false }, ['D610'], ['D608']],
    ['paid himself', singleOwner, { paymentMode: 'SELF' }, ['D709'], ['D707']],
    ['paid in part himself', singleOwner, { paymentMode: 'MIXED' }, ['D709'], []],
    ['under a policy of use proof', singleOwner, { useProofByPolicy: true }, ['D709'], []],
    ['without a visit', singleOwner, { visitRequired: false }, [], ['D702']],
    ['not registered for tax', trader, { taxRegistered: false }, [], ['D407']],
    ['in a licensed trade', trader, { licensedSector: true }, ['D409'], []],
  ]
  it.each(toggles)('changes for a borrower %s by just the items that concern it', (_who, base, change, appear, vanish) => {
    const before = required(base)
    const after = required({ ...base, ...change })
    expect(after.filter((key) => !before.includes(key))).toEqual(appear)
    expect(before.filter((key) => !after.includes(key))).toEqual(vanish)
  })

  it('waives nothing that the law demands', () => {
    expect(checklist.items.filter((item) => item.law).map((item) => item.id)).toEqual(
      'D106 D201 D202 D203 D204 D404 D405 D503 D505 D603 D606 D614 D616 D617 D618 D706 D710'.split(' '),
    )
  })

  it('holds the items that the lifecycle names, each at the stage where it looks for it', () => {
    const stageOf = (id: string) => checklist.items.find((item) => item.id === id)
    for (const id of SUBMISSION_ITEMS) expect(stageOf(id)).toMatchObject({ stage: 'INTAKE', severity: 'BLOCK' })
    expect(stageOf(DISCLOSURE_ITEM)).toMatchObject({ stage: 'SIGN', severity: 'BLOCK' })
    expect(stageOf('D710')).toMatchObject({ stage: 'DISBURSE', severity: 'BLOCK', name: { en: 'IOU' } })
    expect(stageOf('D709')?.stage).toBe('POST')
  })
})
