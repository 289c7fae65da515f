import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CaseListInput } from '../../../core/bridge/list-calls.ts'
import type { Session } from '../../../core/kernel/people.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { listCaseRows } from '../../../electron/usecases/cases/list-cases.ts'
import { viewCase } from '../../../electron/usecases/cases/view-case.ts'
import { readDraft } from '../../../electron/usecases/intake/save-draft.ts'
import { withdrawCase } from '../../../electron/usecases/intake/submit-application.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { entryOf, startWalk, versionOf, type Walk, walkTo } from './walk.ts'

let branch: TestBranch
let walk: Walk
let auditor: Session
beforeAll(async () => {
  branch = await openTestBranch()
  auditor = await branch.hire('U9001', ['AUDITOR'])
  walk = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
})
afterAll(() => branch.remove())

const pageOf = async (session: Session) => expectOk(await viewCase(branch.counter, session, walk.caseId))
const listOf = (session: Session) => listCaseRows(branch.counter, session, CaseListInput.parse({ offset: 0, limit: 50 }))

describe('the form of a case', () => {
  it('is read back while it is a draft, and not once it is submitted: one number at a time, with a reason', async () => {
    expect(expectOk(await readDraft(branch.counter, branch.staff.teller, walk.caseId)).body).toMatchObject({ productCode: walk.entry.application.productCode })
    await walkTo(walk, 'submit')
    expect(await readDraft(branch.counter, branch.staff.teller, walk.caseId)).toMatchObject({ ok: false, error: { code: 'TRANSITION_NOT_ALLOWED' } })
  })
})

describe('administrator and auditor', () => {
  it('see neither the name of a customer or his firm nor what was typed about him', async () => {
    const { counter, staff } = branch
    const { name } = walk.entry.application.borrower
    const firm = walk.entry.application.business?.name ?? ''
    expectOk(await withdrawCase(counter, staff.teller, { ...(await versionOf(walk)), reason: `${name} 改主意` }))
    for (const session of [branch.administrator, auditor]) {
      const seen = JSON.stringify([await pageOf(session), await listOf(session)])
      expect(seen).not.toContain(name)
      expect(seen).not.toContain(firm)
    }
    expect(firm).not.toBe('')
    const seen = JSON.stringify([await pageOf(staff.teller), await listOf(staff.teller)])
    expect(seen).toContain(`${name} 改主意`)
    expect(seen).toContain(firm)
  })
})
