import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AgreedTerms } from '../../../core/contract/agreed-terms.ts'
import { annuityFen } from '../../../core/contract/principal-plan.ts'
import type { Fen } from '../../../core/kernel/fen.ts'
import type { Rate } from '../../../core/kernel/rate.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { approvalBrief } from '../../../electron/usecases/approval/approval-brief.ts'
import { measureTerms } from '../../../electron/usecases/approval/measure-terms.ts'
import { viewCollateral } from '../../../electron/usecases/collateral/view-collateral.ts'
import { judgePaper } from '../../../electron/usecases/completeness/judge-paper.ts'
import { previewNotice } from '../../../electron/usecases/completeness/preview-notice.ts'
import { signContract } from '../../../electron/usecases/contract/draw-up-contract.ts'
import { viewSigning } from '../../../electron/usecases/contract/enter-register.ts'
import { viewTerms } from '../../../electron/usecases/contract/view-terms.ts'
import { viewChecklist } from '../../../electron/usecases/disbursement/view-checklist.ts'
import { listCalls, logCall } from '../../../electron/usecases/investigation/callbacks.ts'
import { readSurveyDraft, saveSurveyDraft } from '../../../electron/usecases/investigation/survey-draft.ts'
import { listPapers } from '../../../electron/usecases/papers/list-papers.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { entryOf, handIn, startWalk, versionOf, type Walk, walkBefore, walkTo } from './walk.ts'

const MEDIUM = { name: '面签.mp4', sha256: 'ab'.repeat(32), bytes: 2_048 }
let branch: TestBranch
let walk: Walk
beforeAll(async () => {
  branch = await openTestBranch()
  walk = await startWalk(branch, entryOf(branch, 'mortgage-1'))
})
afterAll(() => branch.remove())

const brief = async (session = branch.staff.manager) => expectOk(await approvalBrief(branch.counter, session, walk.caseId))

describe('before a notice is given', () => {
  it('names the papers still to be judged, then every line of the notice', async () => {
    const { counter, staff } = branch
    await handIn(walk, ['INTAKE'])
    await walkTo(walk, 'submit')
    expect(await previewNotice(counter, walk.caseId)).toMatchObject({ ok: false, error: { code: 'NOTICE_NOTHING_OPEN' } })
    const paperId = expectOk(await listPapers(counter, walk.caseId)).papers[0]?.paperId ?? ''
    expectOk(await judgePaper(counter, staff.teller, { paperId, verdict: 'UNCHECKED', defects: [], note: '' }))
    const unjudged = expectOk(await previewNotice(counter, walk.caseId))
    expect([unjudged.lines, unjudged.unjudged.length]).toEqual([[], 1])
    expectOk(await judgePaper(counter, staff.teller, { paperId, verdict: 'DEFECT', defects: ['E11'], note: '' }))
    const preview = expectOk(await previewNotice(counter, walk.caseId))
    expect(preview).toMatchObject({ ordinal: 1, unjudged: [] })
    expect(preview.lines.find(({ codes }) => codes.includes('E11'))).toMatchObject({ key: unjudged.unjudged[0], needsReason: false })
    expectOk(await judgePaper(counter, staff.teller, { paperId, verdict: 'OK', defects: [], note: '' }))
  })
})

describe('while the managers survey', () => {
  it('keeps what the first one typed, for nobody else, until it is recorded', async () => {
    const { counter, staff } = branch
    const body = { visit: { place: '东街 3 号' } }
    expect(await saveSurveyDraft(counter, staff.firstManager, { caseId: walk.caseId, body })).toMatchObject({ error: { code: 'TRANSITION_NOT_ALLOWED' } })
    await walkTo(walk, 'assign')
    expectOk(await saveSurveyDraft(counter, staff.firstManager, { caseId: walk.caseId, body }))
    expect(await saveSurveyDraft(counter, staff.secondManager, { caseId: walk.caseId, body })).toMatchObject({ error: { code: 'DIFFERENT_PERSON_NEEDED' } })
    expect(await readSurveyDraft(counter, staff.firstManager, walk.caseId)).toMatchObject({ body, savedAt: expect.any(String) })
    expect(await readSurveyDraft(counter, staff.secondManager, walk.caseId)).toEqual({ body: null, savedAt: null })
  })

  it('records each try of calling back, the number masked', async () => {
    const { counter, staff } = branch
    const call = (reached: boolean) => logCall(counter, staff.firstManager, { caseId: walk.caseId, reached, nextOn: null, note: '无人接听' })
    expect(expectOk(await call(false))).toEqual({ n: 1, left: 4 })
    expect(expectOk(await call(true))).toEqual({ n: 2, left: 0 })
    expect(await call(false)).toMatchObject({ ok: false, error: { code: 'CALLBACK_DONE' } })
    const listed = expectOk(await listCalls(counter, staff.secondManager, walk.caseId))
    expect(listed.tries).toMatchObject([{ reached: false, calledBy: staff.firstManager.staffName, note: '无人接听' }, { reached: true }])
    expect(listed.phone).toMatch(/^\d{3}\*{4}\d{4}$/)
    await walkTo(walk, 'record')
    expect((await readSurveyDraft(counter, staff.firstManager, walk.caseId)).body).toBeNull()
  })
})

describe('what the manager decides on', () => {
  it('is applied, suggested and approved side by side, with instalments and ratios counted by core', async () => {
    const before = await brief()
    expect(before).toMatchObject({ suggested: null, approved: null, score: null, rules: [] })
    await walkBefore(walk, 'decide')
    const { applied, suggested, approved, score, rules, trail, fourEyes } = await brief()
    const { loan } = walk.entry.application
    expect([applied.amountFen, approved]).toEqual([loan.amountFen, null])
    const rate = (suggested?.rate ?? 0) as Rate
    const amountFen = (suggested?.amountFen ?? 0) as Fen
    expect(suggested?.measured.ratios.map(({ code, verdict }) => [code, verdict])).toEqual([
      ['DTI', 'OK'],
      ['LTV', 'OK'],
    ])
    if (applied.method === 'EPI') expect(suggested?.measured.instalments.firstFen).toBe(annuityFen(amountFen, rate, applied.tenorMonths))
    expect(suggested?.measured.authority).toMatchObject({ level: 'BRANCH', reasons: [], exposureFen: amountFen })
    expect(score?.lines.reduce((sum, { points }) => sum + points, 0)).toBe(score?.points)
    expect(score?.bands.map(({ grade }) => grade)).toEqual(['A', 'B', 'C', 'D', 'E'])
    expect(score?.current).toBe(true)
    expect(rules.length).toBeGreaterThan(10)
    expect(rules.every(({ outcome }) => outcome === 'PASS')).toBe(true)
    expect(trail.map(({ duty }) => duty)).toEqual(['INTAKE_CLERK', 'FIRST_MANAGER', 'SECOND_MANAGER', 'SCORER', 'REVIEWER'])
    expect(fourEyes).toMatchObject({ ok: true, others: [{ duty: 'FIRST_MANAGER' }, { duty: 'SECOND_MANAGER' }, { duty: 'REVIEWER' }] })
    expect((await brief(branch.staff.firstManager)).fourEyes.ok).toBe(false)
  })

  it('measures an amount as it is typed: half the amount, less debt and less of the house', async () => {
    const { loan } = walk.entry.application
    const rate = ((await brief()).suggested?.rate ?? 0) as Rate
    const at = async (amountFen: number) => expectOk(await measureTerms(branch.counter, { caseId: walk.caseId, amountFen: amountFen as Fen, rate }))
    const [whole, half] = [await at(loan.amountFen), await at(loan.amountFen / 2)]
    for (const index of [0, 1]) expect(half.ratios[index]?.value).toBeLessThan(whole.ratios[index]?.value ?? 0)
    expect((await at(2_000_000_000)).authority?.reasons).toContain('EXPOSURE')
    expect((await at(2_000_000_000)).ratios.some(({ verdict }) => verdict === 'OUTSIDE')).toBe(true)
  })

  it('counts the costs typed beside interest into the annual cost, above the ceiling too; what the bank bears costs nothing', async () => {
    const { amountFen, rate } = (await brief()).suggested ?? expect.fail('nothing suggested')
    const cost = async (costs: AgreedTerms['costs']) =>
      expectOk(await measureTerms(branch.counter, { caseId: walk.caseId, amountFen: amountFen as Fen, rate: rate as Rate, costs })).cost
    const share = (units: number, bearer: 'BORROWER' | 'LENDER' = 'BORROWER') =>
      ({ code: 'SERVICE', charge: { kind: 'ONCE_ON_PRINCIPAL', rate: units as Rate }, payee: '示例科技有限公司', bearer }) as const
    const alone = (await cost(undefined)) ?? expect.fail('no cost')
    expect(await cost([share(10_000, 'LENDER')])).toEqual(alone)
    const dearer = (await cost([share(10_000)])) ?? expect.fail('no cost')
    expect([dearer.totalFen - alone.totalFen, dearer.headline > alone.headline, alone.ceiling]).toEqual([amountFen / 100, true, 240_000])
    const most = (await cost([share(500_000)])) ?? expect.fail('no cost')
    expect(most.headline).toBeGreaterThan(most.ceiling)
    expect(await cost([share(999_999)]), 'no rate can be written').toBeNull()
  })

  it('shows the decision once it stands, and who gave it', async () => {
    await walkTo(walk, 'decide')
    const { approved, trail } = await brief()
    expect(approved).toMatchObject({ outcome: 'APPROVED', tenorMonths: walk.entry.application.loan.tenorMonths })
    expect(trail.at(-1)).toMatchObject({ duty: 'APPROVER', outcome: 'APPROVED', staffName: branch.staff.manager.staffName })
  })
})

describe('before the contract is signed', () => {
  it('shows the terms as they would be drawn up, then as they are, accounts and ID numbers masked', async () => {
    const today = expectOk(await viewTerms(branch.counter, walk.caseId))
    expect(today).toMatchObject({ drawnUp: false, contractNo: null, signedOn: null })
    expect(today.schedule.reduce((sum, { principalFen }) => sum + principalFen, 0)).toBe(today.amountFen)
    const { borrower } = walk.entry.application
    expect(JSON.stringify(today)).not.toContain(borrower.idNumber)
    await walkBefore(walk, 'sign')
    const drawn = expectOk(await viewTerms(branch.counter, walk.caseId))
    expect(drawn).toMatchObject({ drawnUp: true, contractNo: expect.stringMatching(/^JK/), drawnUpBy: branch.staff.firstManager.staffName })
    expect(drawn.parties[0]).toMatchObject({ duty: 'BORROWER', name: borrower.name })
  })

  it('keeps the register of a face-to-face signing by everybody, and refuses one that leaves somebody out', async () => {
    const { counter, staff } = branch
    const drawn = expectOk(await viewTerms(counter, walk.caseId))
    const signers = drawn.parties.map(({ duty, name, idNumber }) => ({ duty: duty as 'BORROWER', name, idNumber, idChecked: true }))
    const register = {
      place: '本网点',
      time: '10:30',
      copies: drawn.copies.total,
      faceToFace: true,
      signers,
      witness: staff.secondManager.staffId,
      media: [MEDIUM],
    }
    const sign = async (over: object) =>
      signContract(counter, staff.officer, { ...(await versionOf(walk)), signedOn: walk.today, register: { ...register, ...over } })
    expect(await sign({ signers: signers.slice(1).concat({ duty: 'BORROWER', name: '别人', idNumber: '110***********0017', idChecked: true }) })).toMatchObject(
      {
        error: { code: 'FIELD_INVALID', details: { reason: 'SIGNER_MISSING' } },
      },
    )
    for (const { staffId: witness } of [staff.officer, staff.firstManager])
      expect(await sign({ witness })).toMatchObject({ error: { code: 'FIELD_INVALID', details: { reason: 'WITNESS_MISSING' } } })
    const before = await viewSigning(counter, staff.officer, walk.caseId)
    expect(before.signing).toBeNull()
    expect(before.witnesses[0]).toEqual({ staffId: staff.secondManager.staffId, name: staff.secondManager.staffName })
    expect(before.witnesses.map(({ staffId }) => staffId)).not.toContain(staff.officer.staffId)
    expectOk(await sign({}))
    walk.done += 1
    expect((await viewSigning(counter, staff.officer, walk.caseId)).signing).toMatchObject({
      place: '本网点',
      signedOn: walk.today,
      recordedBy: staff.officer.staffName,
      witness: staff.secondManager.staffName,
      media: [MEDIUM],
      drawnUpBy: staff.firstManager.staffName,
    })
  })
})

describe('before the money leaves', () => {
  it('shows each step of the registration with its day and note, and what may come next', async () => {
    const { counter, staff } = branch
    expect(await viewCollateral(counter, staff.firstArchivist, walk.caseId)).toMatchObject({ ok: false, error: { code: 'STEP_NOT_DONE' } })
    await walkTo(walk, 'registry PENDING')
    const pending = expectOk(await viewCollateral(counter, staff.firstArchivist, walk.caseId))
    expect(pending).toMatchObject({ state: 'PENDING', submittedOn: walk.today, proof: null })
    expect(pending.next).toContain('DONE')
    expect(pending.events.map(({ toState, on }) => [toState, on])).toEqual([
      ['DRAFT', walk.today],
      ['SUBMITTED', walk.today],
      ['PENDING', walk.today],
    ])
    await walkTo(walk, 'confirmProof')
    expect(expectOk(await viewCollateral(counter, staff.firstArchivist, walk.caseId))).toMatchObject({
      state: 'EFFECTIVE',
      confirmedBy: staff.secondArchivist.staffName,
      proof: { enteredBy: staff.firstArchivist.staffName },
    })
  })

  it('says of each condition whether it is met, which is not and whose turn it is', async () => {
    const { counter, staff } = branch
    await walkTo(walk, 'ready')
    const open = expectOk(await viewChecklist(counter, walk.caseId))
    expect(open.prepared).toBeNull()
    expect(open.conditions.find(({ code }) => code === 'DOCUMENTS_COMPLETE')).toMatchObject({ met: false, actor: 'TELLER' })
    expect(open.conditions.find(({ code }) => code === 'REGISTRY_RECHECKED')).toMatchObject({ met: false, atPreparing: true })
    await walkBefore(walk, 'release')
    const ready = expectOk(await viewChecklist(counter, walk.caseId))
    expect(ready.conditions.filter(({ met }) => !met)).toEqual([])
    expect(ready.prepared).toMatchObject({ by: staff.officer.staffName, forDay: walk.today, registryCheckedOn: walk.today })
    expect(ready.account).toContain('*')
    await walkTo(walk, 'release')
    expect(expectOk(await viewChecklist(counter, walk.caseId)).released).toMatchObject({ by: staff.manager.staffName, voucherNo: walk.entry.voucherNo })
  })
})
