import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { HousePacks } from '../../../core/bridge/house-calls.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { viewVolume } from '../../../electron/usecases/archive/view-volume.ts'
import { branchStatus } from '../../../electron/usecases/desk/branch-status.ts'
import { backUp } from '../../../electron/usecases/people/make-backup.ts'
import { viewParameters } from '../../../electron/usecases/people/view-parameters.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { entryOf, startWalk, type Walk, walkTo } from './walk.ts'

let branch: TestBranch
let walk: Walk
beforeAll(async () => {
  branch = await openTestBranch()
  walk = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
})
afterAll(() => branch.remove())

describe('what the branch works by', () => {
  it('is every product, figure, item and bin of the packs, with its version', () => {
    const view = HousePacks.parse(viewParameters(branch.counter))
    const { packs } = branch.counter
    expect(view.products.map(({ version }) => version)).toEqual([...packs.productVersions.keys()])
    const parameters = view.parameters[0]
    const hard = [...packs.parameters.values()][0]?.dti.hardPercent
    expect(parameters?.figures.find(({ path }) => path === 'dti.hardPercent')).toEqual({ path: 'dti.hardPercent', value: hard })
    expect(view.checklists[0]?.items.length).toBe([...packs.checklists.values()][0]?.items.length)
    const best = view.scorecards[0]?.characteristics.map(({ bins }) => Math.max(...bins.map(({ points }) => points ?? 0)))
    expect(best?.reduce((sum, points) => sum + points, 0)).toBe(view.scorecards[0]?.maxPoints)
  })
})

describe('how the branch stands', () => {
  it('is told only where something is known', async () => {
    expect(await branchStatus(branch.counter)).toMatchObject({ waiting: 0, unanswered: 0, lastReceiptAt: null, lastBackupAt: null, headOfficeKnown: true })
    expectOk(await backUp(branch.counter, branch.staff.manager))
    expect((await branchStatus(branch.counter)).lastBackupAt).toMatch(/^2026-/)
    await branch.counter.names.filled()
    expect((await branchStatus(branch.counter)).searchReady).toBe(true)
  })
})

describe('the volume of a case', () => {
  it('shows index and label before it is put in order, then who did, then the seal of both', async () => {
    const { counter, staff } = branch
    await walkTo(walk, 'release')
    const before = expectOk(await viewVolume(counter, walk.caseId))
    expect(before).toMatchObject({ archiveNo: null, prepared: null, checked: null, sealHash: null })
    expect(before.items[0]?.firstPage).toBe(1)
    expect(before.items.every((item, index) => index === 0 || item.firstPage === (before.items[index - 1]?.lastPage ?? 0) + 1)).toBe(true)
    expect(before.label.name).toContain('*')
    await walkTo(walk, 'prepareVolume')
    const prepared = expectOk(await viewVolume(counter, walk.caseId))
    expect(prepared).toMatchObject({ archiveNo: expect.stringMatching(/^F001-XD-/), prepared: { by: staff.firstArchivist.staffName }, checked: null })
    await walkTo(walk, 'fileVolume')
    expect(expectOk(await viewVolume(counter, walk.caseId))).toMatchObject({
      checked: { by: staff.secondArchivist.staffName },
      sealHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      label: { contractNo: expect.stringMatching(/^JK/) },
    })
  })
})
