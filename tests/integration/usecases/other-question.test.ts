import { randomUUID } from 'node:crypto'
import { afterEach, expect, it } from 'vitest'
import type { CaseDecidedBody } from '../../../core/batch/escalation.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { installEnrolment, keyRequest } from '../../../electron/usecases/batch/enrol-branch.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { enrolAnew } from '../../../electron/usecases/batch/restored-branch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { recordAct } from '../../../headoffice/acts/record-act.ts'
import { issueToEach } from '../../../headoffice/down/issue-down.ts'
import { writeKeyRequest } from '../../../protocol/enrolment-file.ts'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { newSecretKeys } from '../../../protocol/keys.ts'
import { asked, askOffice, cards, type Decided, type Desk, decide, deliver, held, newDesk, settle, standing, take } from './decision-desk.ts'
import { openTestBranch, openWholeBank, type TestBranch } from './test-branch.ts'

/** Head office says each decision again in every epoch: a restored branch that asks about the same version anew hears what was said to its lost PC. */
let branch: TestBranch | null = null
afterEach(() => branch?.remove())

/** What head office said to another question about the version the case has. */
async function toAnother(desk: Desk, other: Partial<CaseDecidedBody>): Promise<Decided> {
  const ours = await decide(desk, (await standing(desk)).version, 'APPROVED')
  return { ...ours, id: randomUUID(), body: { ...ours.body, ...other } }
}
/** At the desk of a case that head office was asked about once. */
async function once(): Promise<Desk> {
  branch = await openTestBranch()
  const desk = await newDesk(branch)
  await askOffice(desk)
  return desk
}

it.each([
  ['the lost PC put in its epoch', { escalationRev: 10_001 }],
  ['says something else under the same number', { escalationHash: sha256Hex('asked by the lost PC') }],
] as const)('an approval that answers a question which %s is not taken: it stands as a conflict and is set aside', async (_, other) => {
  const desk = await once()
  await deliver(desk, await toAnother(desk, other))
  const [card] = await cards(desk)
  expect(card).toMatchObject({ stale: true, unfit: null, mustAsk: false })
  expect(await take(desk, 0)).toMatchObject({ error: { code: 'OFFICE_DECISION_STALE' } })
  expectOk(await settle(desk, card?.decisionId ?? '', 'SET_ASIDE', '总行答复的是另一次请示'))
  expect([await cards(desk), await held(desk), (await standing(desk)).state]).toEqual([[], [], 'HO_PENDING'])
})

it('the answer to our own question is taken though one to another came after it', async () => {
  const desk = await once()
  const ours = await decide(desk, (await standing(desk)).version, 'RETURNED')
  await deliver(desk, ours)
  await deliver(desk, await toAnother(desk, { escalationRev: 10_001 }))
  expect((await cards(desk)).map(({ outcome, stale }) => [outcome, stale])).toEqual([
    ['RETURNED', false],
    ['APPROVED', true],
  ])
  expectOk(await take(desk, 0))
  expect([await held(desk), (await standing(desk)).state]).toEqual([[ours.body.reason], 'REVIEW'])
})

it('the question of a restored branch is answered under the number it went up with, though head office had given its next epoch to another device', async () => {
  const bank = await openWholeBank()
  branch = bank
  const { counter, staff, administrator, headOffice } = bank
  const desk = await newDesk(bank)
  const { code, name } = counter.branch
  await counter.database.write(async (tx) => ok(await enrolAnew(counter, tx, administrator)))
  await counter.reloadBranch()
  await askOffice(desk)
  expectOk(await headOffice.enrol(Buffer.from(writeKeyRequest(code, name, await newSecretKeys()))))
  const { text, fingerprint } = expectOk(await headOffice.enrol(Buffer.from(keyRequest(counter))))
  expectOk(await installEnrolment(counter, administrator, Buffer.from(text), fingerprint))
  expectOk(await sealProposedBatch(counter, staff.manager, expectOk(await proposeBatch(counter, staff.teller)).seq))
  const carry = async () => {
    expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
    expectOk(await takeReceipts(counter, staff.manager))
  }
  await carry()
  const [question] = await asked(desk)
  expect([counter.branch.epoch, question?.rev]).toEqual([3, 20_001])
  const of = { branch: code, caseId: desk.walk.caseId, rev: question?.rev ?? 0 }
  const proposal = { outcome: 'RETURNED' as const, amountFen: null, annualRate: null, conditions: [], reasonCodes: [], reason: '补充资料' }
  await recordAct(headOffice.office, 'alice', { type: 'decision.propose', ...of, proposal })
  await recordAct(headOffice.office, 'bob', { type: 'decision.confirm', ...of, proposal, proposedBy: 'alice' })
  expect(await issueToEach(headOffice.office)).toEqual([])
  await carry()
  expectOk(await take(desk, 0))
  expect([await held(desk), (await standing(desk)).state]).toEqual([['补充资料'], 'REVIEW'])
})
