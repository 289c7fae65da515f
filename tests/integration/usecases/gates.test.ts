import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { viewCase } from '../../../electron/usecases/cases/view-case.ts'
import { judgePaper } from '../../../electron/usecases/completeness/judge-paper.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { attempt, entryOf, handIn, startWalk, stateOf, stepOf, type Walk, walkBefore, walkTo } from './walk.ts'

let branch: TestBranch
let mortgage: Walk
let credit: Walk
beforeAll(async () => {
  branch = await openTestBranch()
  mortgage = await startWalk(branch, entryOf(branch, 'mortgage-1'))
  credit = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
})
afterAll(() => branch.remove())

const actorOf = (walk: Walk, step: string): Session => walk.staff[stepOf(walk, step).by]
const itemsOf = async (walk: Walk) => expectOk(await viewCase(branch.counter, walk.staff.manager, walk.caseId)).items

/** Each blocking paper of these stages in turn is found faulty: the step must name it and stay shut. @returns how many */
async function eachPaperHolds(walk: Walk, stages: readonly string[], step: string): Promise<number> {
  const blocking = (await itemsOf(walk)).filter((item) => stages.includes(item.stage) && item.severity === 'BLOCK' && item.state === 'OK' && item.paperId)
  const chosen = process.env.TEST_FULL ? blocking : blocking.filter((_, index) => index % 3 === 0)
  for (const item of chosen) {
    const judge = (verdict: 'OK' | 'DEFECT') =>
      judgePaper(branch.counter, walk.staff.teller, { paperId: item.paperId ?? '', verdict, defects: verdict === 'OK' ? [] : ['E06'], note: '' })
    expectOk(await judge('DEFECT'))
    // Another paper of the case may stand in for this one (D301 by D304 with D306): then nothing is open.
    if ((await itemsOf(walk)).find((one) => one.itemId === item.itemId && one.party === item.party)?.state === 'OK') continue
    const details = await refusedWhole(branch.counter, () => attempt(walk, step, actorOf(walk, step)), 'GATE_CLOSED', 'CONDITIONS_OPEN')
    expect(JSON.stringify(details)).toContain(`${item.itemId}/${item.party}`)
    expectOk(await judge('OK'))
  }
  return chosen.length
}

describe('intake', () => {
  it('takes no application without the application form, the consents and the ID', async () => {
    const bare = await startWalk(branch, entryOf(branch, 'mortgage-1'))
    const details = await refusedWhole(branch.counter, () => attempt(bare, 'submit', actorOf(bare, 'submit')), 'SUBMISSION_PAPERS_MISSING')
    expect(details.items).toEqual(expect.arrayContaining(['D101/B', 'D201/B', 'D203/B']))
  })

  it.each(['mortgage', 'credit'] as const)('accepts no %s case while any INTAKE paper is faulty', async (kind) => {
    const walk = kind === 'mortgage' ? mortgage : credit
    await walkBefore(walk, 'accept')
    expect(await eachPaperHolds(walk, ['INTAKE'], 'accept')).toBeGreaterThan(2)
    expect(await stateOf(walk)).toBe('DOC_CHECK')
  })
})

describe('survey and review', () => {
  it('scores nothing before the second manager confirmed', async () => {
    await walkBefore(mortgage, 'confirm')
    await refusedWhole(branch.counter, () => attempt(mortgage, 'score', actorOf(mortgage, 'score')), 'STEP_NOT_DONE')
  })

  it('sends no case to review while any INTAKE or SURVEY paper is faulty', async () => {
    await walkBefore(mortgage, 'toReview')
    expect(await eachPaperHolds(mortgage, ['INTAKE', 'SURVEY'], 'toReview')).toBeGreaterThan(4)
    expect(await stateOf(mortgage)).toBe('SCORED')
  })
})

describe('contract', () => {
  it('needs the decision, then the signed and filed cost disclosure (D204)', async () => {
    await walkBefore(mortgage, 'decide')
    await refusedWhole(branch.counter, () => attempt(mortgage, 'disclose', actorOf(mortgage, 'disclose')), 'APPROVAL_MISSING')
    await walkTo(mortgage, 'decide')
    await refusedWhole(branch.counter, () => attempt(mortgage, 'drawUp', actorOf(mortgage, 'drawUp')), 'DISCLOSURE_DUE')
    await walkTo(mortgage, 'disclose')
    await handIn(mortgage, ['SIGN'], ['D204', 'D705', 'D706'])
    const drawUp = () => attempt(mortgage, 'drawUp', actorOf(mortgage, 'drawUp'))
    expect((await refusedWhole(branch.counter, drawUp, 'GATE_CLOSED')).items).toEqual(expect.arrayContaining(['D204/B']))
    await handIn(mortgage, ['SIGN'], ['D705', 'D706'])
    expect(await eachPaperHolds(mortgage, ['INTAKE', 'SURVEY', 'APPROVE'], 'drawUp')).toBeGreaterThan(4)
    await refusedWhole(branch.counter, () => attempt(mortgage, 'sign', actorOf(mortgage, 'sign')), 'STEP_NOT_DONE')
  })

  it('goes to the registry, or on credit to payment, only with every SIGN paper', async () => {
    await walkBefore(mortgage, 'toRegistration')
    expect(await eachPaperHolds(mortgage, ['SIGN'], 'toRegistration')).toBeGreaterThan(0)
    await refusedWhole(branch.counter, () => attempt(mortgage, 'ready', actorOf(mortgage, 'ready')), 'REGISTRATION_DUE')
    await walkBefore(credit, 'ready')
    expect(await eachPaperHolds(credit, ['SIGN'], 'ready')).toBeGreaterThan(0)
    expect([await stateOf(mortgage), await stateOf(credit)]).toEqual(['CONTRACTED', 'CONTRACTED'])
  })
})

describe('money', () => {
  it('is not even made ready before the registration is EFFECTIVE, wherever the registry stands', async () => {
    for (const step of ['registry SUBMITTED', 'registry PENDING', 'registry DONE', 'prove', 'confirmProof']) {
      await walkBefore(mortgage, step)
      await refusedWhole(branch.counter, () => attempt(mortgage, 'ready', actorOf(mortgage, 'ready')), 'REGISTRATION_NOT_EFFECTIVE')
      await refusedWhole(
        branch.counter,
        () => attempt(mortgage, 'prepareRelease', actorOf(mortgage, 'prepareRelease')),
        'TRANSITION_NOT_ALLOWED',
        'CONDITIONS_OPEN',
      )
    }
  })

  it.each(['mortgage', 'credit'] as const)('of a %s case is not released while a paper up to DISBURSE is open', async (kind) => {
    const walk = kind === 'mortgage' ? mortgage : credit
    await walkBefore(walk, 'prepareRelease')
    await refusedWhole(branch.counter, () => attempt(walk, 'release', actorOf(walk, 'release')), 'STEP_NOT_DONE')
    await walkTo(walk, 'prepareRelease')
    const open = (await itemsOf(walk)).filter((item) => item.stage === 'DISBURSE' && item.severity === 'BLOCK' && item.state !== 'OK')
    expect(open.map((item) => item.itemId)).toContain('D710')
    await refusedWhole(branch.counter, () => attempt(walk, 'release', actorOf(walk, 'release')), 'GATE_CLOSED')
    await walkBefore(walk, 'release')
    expect(await eachPaperHolds(walk, ['INTAKE', 'SURVEY', 'APPROVE', 'SIGN', 'DISBURSE'], 'release')).toBeGreaterThan(6)
    expect(await stateOf(walk)).toBe('READY')
  })

  it('is released once, under a voucher of its own', async () => {
    await walkTo(mortgage, 'release')
    await refusedWhole(branch.counter, () => attempt(mortgage, 'release', actorOf(mortgage, 'release')), 'STEP_NOT_DONE')
    const same = { ...credit, entry: { ...credit.entry, voucherNo: mortgage.entry.voucherNo } }
    await refusedWhole(branch.counter, () => attempt(same, 'release', actorOf(same, 'release')), 'VOUCHER_USED')
    await walkTo(credit, 'release')
    expect([await stateOf(mortgage), await stateOf(credit)]).toEqual(['ACTIVE', 'ACTIVE'])
  })
})
