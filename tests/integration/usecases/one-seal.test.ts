import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sealCode } from '../../../core/contract/approved-terms.ts'
import { ContractTerms } from '../../../core/contract/terms.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { sealJson } from '../../../db/sealing.ts'
import { sealOf } from '../../../electron/services/seal-of.ts'
import { reapproveCase } from '../../../electron/usecases/approval/reapprove-case.ts'
import { viewCase } from '../../../electron/usecases/cases/view-case.ts'
import { viewApprovalSeal } from '../../../electron/usecases/contract/view-approval-seal.ts'
import { viewChecklist } from '../../../electron/usecases/disbursement/view-checklist.ts'
import { approveInstead, changed, declare, fieldsRefused, leaves, overwrite, read, SEVERAL_MINUTES, small } from './sealed-case.ts'
import { refusedWhole } from './tally.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { stateOf, versionOf, walkBefore, walkTo } from './walk.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

const STAGES = ['disclose', 'drawUp', 'sign', 'prepareRelease', 'release'] as const

describe('the one seal of a loan', { timeout: SEVERAL_MINUTES }, () => {
  it.each([
    ['a mortgage with a spouse', 'mortgage-1'],
    ['a sole trader on credit', 'sole-trader-1'],
  ])(
    '%s: every field that was approved, changed at every stage, refuses that stage by its name; unchanged it goes through',
    async (_, id) => {
      const walk = await small(branch, id)
      await walkTo(walk, 'decide')
      let tried = 0
      for (const stage of STAGES) {
        await walkBefore(walk, stage)
        const { decision, contract } = await read(walk)
        const approved = decision.terms ?? expect.fail('not sealed')
        for (const path of leaves(approved)) {
          await approveInstead(walk, decision, changed(approved, path))
          const fields = await fieldsRefused(walk, stage)
          // Another approval has another seal: once the contract is drawn up it shows that too.
          expect(
            fields.filter((field) => field !== 'seal'),
            `${stage} ${path.join('.')}`,
          ).toEqual([path.join('.')])
          tried++
        }
        await approveInstead(walk, decision, approved)
        if (contract) {
          for (const path of leaves(approved)) {
            const { data } = ContractTerms.safeParse(changed(contract.terms, path))
            if (!data) continue
            await overwrite(walk, contract, data, sealOf(data))
            expect(await fieldsRefused(walk, stage), `${stage} contract ${path.join('.')}`).toEqual([path.join('.')])
            tried++
          }
          await overwrite(walk, contract, { ...contract.terms, signedOn: walk.today }, contract.termsSha256)
          expect(await fieldsRefused(walk, stage)).toEqual(['seal'])
          await overwrite(walk, contract, contract.terms, contract.termsSha256)
        }
        await walkTo(walk, stage)
      }
      expect(await stateOf(walk)).toBe('ACTIVE')
      expect(tried).toBeGreaterThan(200)
    },
    SEVERAL_MINUTES,
  )

  it('is kept with the decision: canonical, hashed, and unreadable at rest', async () => {
    const walk = await small(branch, 'mortgage-1')
    await walkTo(walk, 'decide')
    const { decision } = await read(walk)
    expect(decision.termsSha256).toBe(sealOf(decision.terms ?? {}))
    expect(decision.terms).toMatchObject({
      borrower: { name: walk.entry.application.borrower.name },
      loan: { amountFen: decision.amountFen, rate: { annualRate: decision.annualRate } },
    })
    const row = await branch.counter.database.read((reader) =>
      reader.get<{ sealed: Uint8Array }>('SELECT sealed FROM decision WHERE case_id = ?', [walk.caseId]),
    )
    const bytes = Buffer.from(row?.sealed ?? [])
    for (const secret of [walk.entry.application.borrower.name, walk.entry.application.borrower.idNumber]) expect(bytes.includes(secret)).toBe(false)
  })

  it('refuses what was changed in the case itself, shows both sides with personal data covered, and lets it be approved anew', async () => {
    const { counter, staff } = branch
    const walk = await small(branch, 'sole-trader-1')
    await walkTo(walk, 'prepareRelease')
    await walkBefore(walk, 'release')
    const offered = async () => expectOk(await viewCase(counter, staff.firstManager, walk.caseId)).actions.find(({ action }) => action === 'REAPPROVE')
    const reapprove = async () => reapproveCase(counter, staff.firstManager, await versionOf(walk))
    const sealed = await read(walk)
    expect(expectOk(await viewApprovalSeal(counter, walk.caseId))).toEqual({ code: sealCode(sealed.decision.termsSha256 ?? ''), differences: [] })
    expect(await offered()).toBeUndefined()
    await refusedWhole(counter, reapprove, 'APPROVAL_STILL_VALID')

    const before = await declare(walk, (application) => ({
      ...application,
      borrower: { ...application.borrower, phone: '13900139999' },
      loan: { ...application.loan, repaymentMethod: 'BUL', debitAccount: '6200000000000096' },
    }))
    const fields = ['borrower.phone', 'loan.method', 'loan.debitAccount']
    expect(await fieldsRefused(walk, 'release')).toEqual(fields)
    expect(await fieldsRefused(walk, 'prepareRelease')).toEqual(fields)
    const { differences } = expectOk(await viewApprovalSeal(counter, walk.caseId))
    expect(differences.map(({ path, is }) => [path, is])).toEqual([
      ['borrower.phone', '139****9999'],
      ['loan.method', 'BUL'],
      ['loan.debitAccount', '620000******0096'],
    ])
    const checklist = expectOk(await viewChecklist(counter, walk.caseId))
    expect(checklist.conditions.find(({ code }) => code === 'TERMS_AS_APPROVED')).toMatchObject({ met: false, open: fields })

    await declare(walk, () => ({ ...before, loan: { ...before.loan, debitAccount: '6200000000000096' } }))
    expect(await offered()).toMatchObject({ allowed: true })
    expectOk(await reapprove())
    expect(await stateOf(walk)).toBe('APPROVAL')
    walk.done = walk.line.findIndex(({ name }) => name === 'decide')
    await walkTo(walk, 'release')
    const again = await read(walk)
    expect([again.contract?.terms.loan.debitAccount, again.decision.terms?.loan.debitAccount]).toEqual(['6200000000000096', '6200000000000096'])
    expect(again.decision.termsSha256).not.toBe(sealed.decision.termsSha256)
  })

  it('refuses a payment prepared for another account or payee than was approved', async () => {
    const walk = await small(branch, 'sole-trader-1')
    await walkBefore(walk, 'release')
    const { database, vault } = branch.counter
    const row = await database.read((reader) => reader.get<{ sealed: Uint8Array }>('SELECT sealed FROM disbursement WHERE case_id = ?', [walk.caseId]))
    const place = { table: 'disbursement', column: 'sealed', row: walk.caseId }
    const text = JSON.parse(vault.open(place, row?.sealed ?? new Uint8Array()))
    const write = (body: object) =>
      database.write(async (tx) => {
        await tx.run('UPDATE disbursement SET sealed = ? WHERE case_id = ?', [sealJson(vault, place, body), walk.caseId])
        return { ok: true, value: null }
      })
    await write({ ...text, account: '6200000000000096', payee: text.payee && { ...text.payee, account: '6200000000000013' } })
    expect(await fieldsRefused(walk, 'release')).toEqual(['loan.debitAccount', ...(text.payee ? ['loan.payee.account'] : [])])
    await write(text)
    await walkTo(walk, 'release')
  })
})
