import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'

import { findDisbursement } from '../../../db/repositories/disbursements.ts'
import { documentsOfCase } from '../../../db/repositories/documents.ts'
import { sealJson } from '../../../db/sealing.ts'
import { readPages } from '../../../electron/services/pdf-reread.ts'
import { prepareRelease } from '../../../electron/usecases/disbursement/release-funds.ts'
import { viewChecklist } from '../../../electron/usecases/disbursement/view-checklist.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { attempt, handIn, startSmall, stateOf, versionOf, type Walk, walkBefore, walkTo } from './walk.ts'

const INSURED = '放款前投保，保额不低于 50 万元'
const SPOUSE = '配偶到场签署风险提示'
const BASES = [
  { condition: INSURED, basis: '保险单 PDZA20261100042' },
  { condition: SPOUSE, basis: '风险提示书 2026-11-23 原件' },
]
let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

async function approvedOn(...conditions: string[]): Promise<Walk> {
  const walk = await startSmall(branch)
  return { ...walk, entry: { ...walk.entry, decision: { ...walk.entry.decision, conditions } } }
}
const prepare = async (walk: Walk, confirmed: readonly { condition: string; basis: string }[]) =>
  prepareRelease(branch.counter, walk.staff.officer, { ...(await versionOf(walk)), registryCheckedOn: walk.today, confirmed })
const prepared = ({ caseId }: Walk) => branch.counter.database.read((reader) => findDisbursement(reader, branch.counter.vault, caseId))
const checklist = async (walk: Walk) => expectOk(await viewChecklist(branch.counter, walk.caseId))
async function paper(walk: Walk): Promise<string> {
  const { counter } = branch
  const standing = (await counter.database.read((reader) => documentsOfCase(reader, walk.caseId))).filter(
    ({ kind, supersededAt }) => kind === 'DISBURSEMENT_CHECKLIST' && supersededAt === null,
  )
  const pdf = expectOk(await counter.papers.get(standing.at(-1)?.blobRef ?? ''))
  return (await readPages(pdf)).join('').replaceAll(/\s/g, '')
}

describe('a loan approved on conditions', () => {
  it('is not paid before the officer said of each how it was met; checklist and screen say how, and by whose word', async () => {
    const { counter, staff } = branch
    const walk = await approvedOn(INSURED, SPOUSE)
    await walkBefore(walk, 'prepareRelease')
    expect((await checklist(walk)).conditions.find(({ code }) => code === 'CONDITIONS_MET')).toMatchObject({
      ...{ met: false, actor: 'DISBURSEMENT_OFFICER', atPreparing: true },
      open: [INSURED, SPOUSE],
    })
    await refusedWhole(counter, () => prepare(walk, []), 'CONDITIONS_OPEN')
    const first = await prepare(walk, BASES.slice(0, 1))
    expect(first).toMatchObject({ ok: false, error: { details: { conditions: [`CONDITIONS_MET: ${SPOUSE} (DISBURSEMENT_OFFICER)`] } } })
    expect(await prepare(walk, [...BASES.slice(0, 1), { condition: SPOUSE, basis: '见\u{e000}号' }])).toMatchObject({
      error: { code: 'PDF_CHARACTER_MISSING', details: { field: 'confirmed.1.basis' } },
    })

    expectOk(await prepare(walk, BASES))
    walk.done = walk.line.findIndex(({ name }) => name === 'release')
    const view = await checklist(walk)
    expect([view.approvalConditions, view.prepared?.by]).toEqual([BASES, staff.officer.staffName])
    expect(view.conditions.find(({ code }) => code === 'CONDITIONS_MET')).toMatchObject({ met: true })
    const row = await counter.database.read((reader) => reader.get<{ sealed: Uint8Array }>('SELECT sealed FROM disbursement WHERE case_id = ?', [walk.caseId]))
    expect(Buffer.from(row?.sealed ?? []).includes('PDZA')).toBe(false)
    await walkTo(walk, 'release')
    const printed = await paper(walk)
    for (const said of [`审批附加条件：${INSURED}`, '保险单PDZA20261100042', '风险提示书2026-11-23原件', `确认人：${staff.officer.staffName}`])
      expect(printed).toContain(said.replaceAll(/\s/g, ''))
    expect(printed).not.toContain('未落实')
  })

  it('is not paid on a payment prepared before conditions were asked for: it is prepared again', async () => {
    const { counter, staff } = branch
    const { database, vault } = counter
    const walk = await approvedOn(INSURED)
    await walkBefore(walk, 'release')
    const place = { table: 'disbursement', column: 'sealed', row: walk.caseId }
    const row = await database.read((reader) => reader.get<{ sealed: Uint8Array }>('SELECT sealed FROM disbursement WHERE case_id = ?', [walk.caseId]))
    const { confirmed: _confirmed, ...before } = JSON.parse(vault.open(place, row?.sealed ?? new Uint8Array()))
    await database.write(async (tx) => {
      await tx.run('UPDATE disbursement SET sealed = ? WHERE case_id = ?', [sealJson(vault, place, before), walk.caseId])
      return { ok: true, value: null }
    })
    expect((await prepared(walk))?.confirmed).toEqual([])
    expect((await checklist(walk)).approvalConditions).toEqual([{ condition: INSURED, basis: null }])
    await refusedWhole(counter, () => attempt(walk, 'release', staff.manager), 'CONDITIONS_OPEN')
    expectOk(await prepare(walk, BASES.slice(0, 1)))
    await handIn(walk, ['DISBURSE'])
    expectOk(await attempt(walk, 'release', staff.manager))
    expect(await stateOf(walk)).toBe('ACTIVE')
  })
})
