import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { makeScanTray } from '../../../electron/usecases/completeness/scan-tray.ts'
import { readDraft, saveDraft } from '../../../electron/usecases/intake/save-draft.ts'
import { checkIntake, submitApplication } from '../../../electron/usecases/intake/submit-application.ts'
import { signIn } from '../../../electron/usecases/people/sign-in.ts'
import type { CaseEntry } from '../../../scripts/demo/case-file.ts'
import { refusedWhole, tally } from './tally.ts'
import { openTestBranch, PASSWORD, type TestBranch } from './test-branch.ts'
import { attempt, entryOf, startWalk, versionOf, type Walk, walkBefore } from './walk.ts'

let branch: TestBranch
let walk: Walk
beforeAll(async () => {
  branch = await openTestBranch()
  walk = await startWalk(branch, entryOf(branch, 'mortgage-1'))
  await walkBefore(walk, 'submit')
})
afterAll(() => branch.remove())

const { parse } = JSON
/** The application with one field changed. */
function withField(entry: CaseEntry, path: string, value: unknown): Record<string, unknown> {
  const body: Record<string, unknown> = parse(JSON.stringify(entry.application))
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const target = keys.reduce<Record<string, unknown>>((inner, key) => inner[key] as Record<string, unknown>, body)
  target[last] = value
  return body
}

describe('an application', () => {
  it.each([
    ['an ID number with a wrong check digit', 'borrower.idNumber', '110199199003070018', 'ID_CHECK'],
    ['an amount of 10^12 + 1 fen', 'loan.amountFen', 1_000_000_000_001, 'AMOUNT_ABOVE_LIMIT'],
    ['an amount in fractions of a fen', 'loan.amountFen', 100.5, 'AMOUNT_NOT_INTEGER'],
    ['a name with a private-use character', 'borrower.name', '测试\uE629', 'NAME_PRIVATE_USE'],
    ['a name that no bundled font draws', 'borrower.name', '测试𰻝', 'TEXT_CHARACTER'],
    ['a spouse whose name no bundled font draws', 'spouse.name', '测试𰻝', 'TEXT_CHARACTER'],
    ['a co-owner whose name no bundled font draws', 'house.coOwners.0.name', '试䶮𰻝', 'TEXT_CHARACTER'],
    ['a phone number of ten digits', 'borrower.phone', '1380013800', 'PHONE_FORMAT'],
  ])('with %s is refused by its own code, the field named, nothing lost', async (_title, path, value, reason) => {
    const body = withField(walk.entry, path, value)
    const submit = async () => submitApplication(branch.counter, branch.staff.teller, { ...(await versionOf(walk)), body: body as never, warningsReason: 'x' })
    const details = await refusedWhole(branch.counter, submit, 'FIELD_INVALID')
    expect(details).toMatchObject({ field: path, reason })
    const { issues } = expectOk(await checkIntake(branch.counter, { caseId: walk.caseId, body: body as never }))
    expect(issues).toContainEqual(expect.objectContaining({ path, code: reason, level: 'STOP' }))
  })
})

describe('a scan', () => {
  const tray = makeScanTray()
  const blobs = async () => (await branch.counter.papers.list()).length
  it.each([
    ['cut short', 'SCAN_DAMAGED', () => branch.scan.bytes.slice(0, branch.scan.bytes.length >> 1)],
    ['that is a zip', 'SCAN_NOT_A_SCAN', () => Buffer.concat([Buffer.from('504b0304140000000000', 'hex'), Buffer.alloc(64)])],
    ['of 51 MB', 'SCAN_TOO_LARGE', () => Buffer.concat([branch.scan.bytes, Buffer.alloc(51 * 1024 * 1024 - branch.scan.bytes.length)])],
    ['of nothing', 'SCAN_EMPTY', () => Buffer.alloc(0)],
  ])('%s is refused as %s and leaves no file', async (_title, code, bytes) => {
    const before = await blobs()
    await refusedWhole(branch.counter, () => tray.offer(branch.counter, bytes()), code)
    expect(await blobs()).toBe(before)
  })
})

describe('a stale save', () => {
  it('over a newer draft is refused, saying who changed it and when, and the newer one stands', async () => {
    const { counter, staff } = branch
    const draft = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
    const seen = await versionOf(draft)
    const newer = withField(draft.entry, 'note', 'newer')
    const saved = expectOk(await saveDraft(counter, staff.firstManager, { ...seen, body: newer }))
    const older = withField(draft.entry, 'note', 'older')
    const details = await refusedWhole(counter, () => saveDraft(counter, staff.teller, { ...seen, body: older }), 'STALE_VERSION')
    expect(details).toMatchObject({ changedBy: staff.firstManager.staffName, changedByNo: staff.firstManager.staffNo, changedAt: saved.savedAt })
    expect(expectOk(await readDraft(counter, staff.teller, draft.caseId)).body).toMatchObject({ note: 'newer' })
    expectOk(await saveDraft(counter, staff.teller, { caseId: draft.caseId, version: saved.version, body: older }))
  })

  it('is rare, for a draft says whose it is and since when, to everybody but that person', async () => {
    const { counter, staff } = branch
    const draft = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
    const heldFor = async (reader: Session) => expectOk(await readDraft(counter, reader, draft.caseId)).heldBy
    const saved = expectOk(await saveDraft(counter, staff.firstManager, { ...(await versionOf(draft)), body: draft.entry.application }))
    expect(await heldFor(staff.teller)).toEqual({ name: staff.firstManager.staffName, at: saved.savedAt })
    expect(await heldFor(staff.firstManager)).toBeNull()
    expectOk(await saveDraft(counter, staff.teller, { ...(await versionOf(draft)), body: draft.entry.application }))
    expect(await heldFor(staff.teller)).toBeNull()
  })

  it.each(['submit', 'accept', 'record'])('at %s is refused the same way', async (name) => {
    await walkBefore(walk, name)
    const step = walk.line.find((one) => one.name === name)
    const at = await versionOf(walk)
    const stale = () => step?.act(walk, walk.staff[step.by], { ...at, version: at.version - 1 }) ?? Promise.reject(new Error('no step'))
    const details = await refusedWhole(branch.counter, stale, 'STALE_VERSION')
    expect(Object.keys(details)).toEqual(expect.arrayContaining(['changedBy', 'changedByNo', 'changedAt', 'version']))
  })

  it('of two people at once lets exactly one through', async () => {
    const before = await tally(branch.counter)
    const both = await Promise.all([attempt(walk, 'record', walk.staff.firstManager), attempt(walk, 'record', walk.staff.firstManager)])
    expect(both.map((result) => (result.ok ? 'done' : result.error.code)).sort()).toEqual(['STALE_VERSION', 'done'])
    const after = await tally(branch.counter)
    expect((after.counts as { survey: number }).survey).toBe((before.counts as { survey: number }).survey + 1)
  })
})

describe('a password', () => {
  it('wrong five times locks: the right one is refused then, and opens after half an hour', async () => {
    const { host, staff } = branch
    const { staffNo } = staff.secondArchivist
    const before = await tally(branch.counter)
    for (let n = 0; n < 5; n += 1)
      expect(await signIn(host, { staffNo, password: 'Wrong-horse-9-battery' })).toMatchObject({ ok: false, error: { code: 'PASSWORD_WRONG' } })
    const sixth = await signIn(host, { staffNo, password: PASSWORD })
    expect(sixth).toMatchObject({ ok: false, error: { code: 'SIGN_IN_LOCKED', details: { minutes: 30 } } })
    expect((await signIn(host, { staffNo: staff.teller.staffNo, password: PASSWORD })).ok).toBe(true)
    expect(await tally(branch.counter)).toEqual(before)
    branch.setDate('2026-11-24')
    expect(expectOk(await signIn(host, { staffNo, password: PASSWORD })).session.staffNo).toBe(staffNo)
  })
})
