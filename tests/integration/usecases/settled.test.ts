import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addDays, addMonths, type DateOnly } from '../../../core/kernel/calendar.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { auditOfCase } from '../../../db/audit.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { findCase } from '../../../db/repositories/loan-cases.ts'
import { fileVolume, prepareVolume } from '../../../electron/usecases/archive/file-volume.ts'
import { viewCase } from '../../../electron/usecases/cases/view-case.ts'
import { printDunning, printSettlement } from '../../../electron/usecases/papers/after-loan.ts'
import { verifyBag } from '../../../protocol/bag-verify.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { attempt, startSmall, stateOf, versionOf, type Walk, walkTo } from './walk.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

const certificate = ({ caseId }: Walk, settledOn: DateOnly, reason = '', session = branch.staff.firstManager) =>
  printSettlement(branch.counter, session, { caseId, settledOn, reference: 'HX-R1', reason })
const caseOf = ({ caseId }: Walk) => branch.counter.database.read((reader) => findCase(reader, branch.counter.vault, caseId))
const recordsOf = ({ caseId }: Walk) =>
  branch.counter.database.read((reader) => reader.all<{ type: string }>('SELECT type FROM outbox WHERE case_id = ? ORDER BY rowid', [caseId]))
const actionsOffered = async (walk: Walk) =>
  expectOk(await viewCase(branch.counter, branch.staff.firstArchivist, walk.caseId)).actions.map(({ action }) => action)

describe('a loan that is paid off', () => {
  it('is settled by its certificate, on record and at head office at once; it is dunned no more, and the certificate can be made again', async () => {
    const { counter, staff } = branch
    const walk = await startSmall(branch)
    await walkTo(walk, 'release')
    await refusedWhole(counter, () => certificate(walk, walk.today, '', staff.teller), 'ROLE_MISSING')
    await refusedWhole(counter, () => certificate(walk, addDays(walk.today, 1)), 'FIELD_INVALID')
    const before = await versionOf(walk)
    const sent = (await recordsOf(walk)).length
    expectOk(await certificate(walk, walk.today))
    expect(await caseOf(walk)).toMatchObject({ state: 'SETTLED', settledOn: walk.today, dueOn: null, version: before.version + 1 })
    expect((await recordsOf(walk)).slice(sent).map(({ type }) => type)).toEqual(expect.arrayContaining(['case.sealed', 'case.event']))
    const rows = await counter.database.read((reader) => auditOfCase(reader, counter.vault, walk.caseId))
    expect(rows.filter(({ toState }) => toState === 'SETTLED')).toMatchObject([{ action: 'case.settle', fromState: 'ACTIVE' }])
    expect(rows.filter(({ action }) => action === 'papers.settle').map(({ subject }) => subject)).toEqual([`${walk.today} HX-R1`])

    const dun = () => printDunning(counter, staff.firstManager, { caseId: walk.caseId, firstUnpaid: 1, payBy: addDays(walk.today, 10) })
    await refusedWhole(counter, dun, 'LOAN_SETTLED')
    await refusedWhole(counter, () => certificate(walk, walk.today), 'REASON_MISSING')
    expectOk(await certificate(walk, walk.today, '客户遗失'))
    expect(await stateOf(walk)).toBe('SETTLED')
  })

  it('whose volume was not filed before goes to the archive with its settlement papers, and fifteen years run from that day', async () => {
    const { counter, staff } = branch
    const walk = await startSmall(branch)
    await walkTo(walk, 'release')
    expectOk(await certificate(walk, walk.today))
    expect(await actionsOffered(walk)).toContain('PREPARE_VOLUME')
    expectOk(await prepareVolume(counter, staff.firstArchivist, await versionOf(walk)))
    const { archiveNo } = expectOk(await fileVolume(counter, staff.secondArchivist, await versionOf(walk)))
    expect(await caseOf(walk)).toMatchObject({ state: 'ARCHIVED', archivedOn: walk.today, archiveNo })
    const bag = path.join(counter.folders.archive, archiveNo)
    expect((await verifyBag(bag)).errors).toEqual([])
    expect(await readFile(path.join(bag, 'bag-info.txt'), 'utf8')).toContain(`Dispose-After: ${addMonths(walk.today, 180)}`)
    const indexed = await counter.database.read((reader) => documentsOfCase(reader, walk.caseId))
    expect(indexed.filter(({ kind, supersededAt }) => kind === 'SETTLEMENT_CERTIFICATE' && supersededAt === null)).toHaveLength(1)
    // Lost after years, the certificate is made again; the case stays where it is.
    expectOk(await certificate(walk, walk.today, '客户遗失'))
    expect(await stateOf(walk)).toBe('ARCHIVED')
  })

  it('whose volume was put in order before goes on from there; one that was filed before is not filed again', async () => {
    const { counter, staff } = branch
    const [waiting, filed] = [await startSmall(branch), await startSmall(branch)]
    await walkTo(waiting, 'prepareVolume')
    expectOk(await certificate(waiting, waiting.today))
    expectOk(await attempt(waiting, 'fileVolume', staff.secondArchivist))
    expect(await stateOf(waiting)).toBe('ARCHIVED')
    await walkTo(filed, 'fileVolume')
    expectOk(await certificate(filed, filed.today))
    expect(await stateOf(filed)).toBe('SETTLED')
    expect(await actionsOffered(filed)).not.toContain('PREPARE_VOLUME')
    const at = await versionOf(filed)
    await refusedWhole(counter, () => prepareVolume(counter, staff.firstArchivist, at), 'TRANSITION_NOT_ALLOWED')
  })
})
