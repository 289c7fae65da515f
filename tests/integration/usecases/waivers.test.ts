import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { viewCase } from '../../../electron/usecases/cases/view-case.ts'
import { askWaiver } from '../../../electron/usecases/completeness/ask-waiver.ts'
import { waiveItem } from '../../../electron/usecases/completeness/judge-paper.ts'
import { setActive } from '../../../electron/usecases/people/manage-staff.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { entryOf, startWalk, type Walk, walkTo } from './walk.ts'

let branch: TestBranch
let walk: Walk
let itemId = ''
beforeAll(async () => {
  branch = await openTestBranch()
  walk = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
  await walkTo(walk, 'accept')
  itemId = (await items()).find((item) => item.waivable && item.state === 'MISSING')?.itemId ?? ''
})
afterAll(() => branch.remove())

const items = async () => expectOk(await viewCase(branch.counter, branch.staff.manager, walk.caseId)).items
const ask = (session: Session, reason = '单位停产') => askWaiver(branch.counter, session, { caseId: walk.caseId, itemId, party: 'B', reason })
const waive = ({ staffId }: Session) =>
  waiveItem(branch.counter, branch.staff.manager, { caseId: walk.caseId, itemId, party: 'B', askedBy: staffId, reason: '情况属实', expiresOn: null })

describe('a waiver', () => {
  it('is not granted on the word of a colleague who never asked', async () => {
    const { counter, staff } = branch
    expect(itemId).not.toBe('')
    await refusedWhole(counter, () => waive(staff.teller), 'WAIVER_NOT_ASKED')
    await refusedWhole(counter, () => waive(staff.reviewer), 'ROLE_MISSING')
    await refusedWhole(counter, () => waive(branch.administrator), 'ROLE_MISSING')
    await refusedWhole(counter, () => ask(staff.teller, ' '), 'WAIVER_REASON_MISSING')
    expectOk(await ask(staff.teller))
    await refusedWhole(counter, () => waive(staff.firstManager), 'WAIVER_NOT_ASKED')
  })

  it('is granted to who asked, once for each request', async () => {
    const { counter, staff } = branch
    expectOk(await waive(staff.teller))
    expect((await items()).find((item) => item.itemId === itemId)?.state).toBe('WAIVED')
    await refusedWhole(counter, () => waive(staff.teller), 'WAIVER_NOT_ASKED')
  })

  it('is not granted on the request of a person disabled since', async () => {
    const { counter, administrator } = branch
    const leaver = await branch.hire('T9009', ['TELLER'])
    expectOk(await ask(leaver))
    expectOk(await setActive(counter, administrator, leaver.staffId, false))
    await refusedWhole(counter, () => waive(leaver), 'STAFF_DISABLED')
  })
})
