import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PLAIN_TERMS } from '../../../core/contract/agreed-terms.ts'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { fen } from '../../../core/kernel/fen.ts'
import type { CaseId, StaffId } from '../../../core/kernel/ids.ts'
import { archiveVolumes } from '../../../db/repositories/archive-volumes.ts'
import { batches } from '../../../db/repositories/batches.ts'
import { decisions } from '../../../db/repositories/decisions.ts'
import { disbursements } from '../../../db/repositories/disbursements.ts'
import { keySlots } from '../../../db/repositories/key-slots.ts'
import { loanCases } from '../../../db/repositories/loan-cases.ts'
import { opinions } from '../../../db/repositories/opinions.ts'
import { passwordResets } from '../../../db/repositories/password-resets.ts'
import { registrations } from '../../../db/repositories/registrations.ts'
import { staff } from '../../../db/repositories/staff.ts'
import { waivers } from '../../../db/repositories/waivers.ts'
import type { Writer } from '../../../db/sql.ts'
import { AT, type Branch, insertCase, makeBranch, TODAY, vault } from './branch-fixture.ts'

let branch: Branch
let caseId: CaseId
let one: StaffId
let other: StaffId
beforeAll(async () => {
  branch = await makeBranch()
  ;({ officer: one, manager: other } = branch.people)
  const record = await insertCase(branch)
  caseId = record.caseId
  const { first, second, reviewer } = branch.people
  await branch.database.write((tx) => loanCases(tx, vault).update({ ...record, version: 2, firstManager: first, secondManager: second, reviewer }, 1))
})
afterAll(() => branch.remove())

/** Tries a change and takes it back, whatever came of it. */
const attempt = (change: (tx: Writer) => Promise<unknown>): Promise<unknown> =>
  branch.database.write(async (tx) => {
    await change(tx)
    return { ok: false, error: { code: 'INTERNAL', details: {} } }
  })
async function needsTwo(change: (maker: StaffId, checker: StaffId) => (tx: Writer) => Promise<unknown>): Promise<void> {
  await expect(attempt(change(one, one))).rejects.toThrow('four_eyes')
  await expect(attempt(change(one, other))).resolves.toMatchObject({ ok: false })
}

const disbursement = (maker: StaffId) => ({
  caseId,
  preparedBy: maker,
  preparedAt: AT,
  amountFen: fen(1),
  releasedBy: null,
  releasedAt: null,
  voucherNo: null,
  valueDate: null,
  preparedFor: TODAY,
  firstLoanAgain: null,
  account: '6222',
  payee: null,
  registryCheckedOn: null,
  conditions: [],
  confirmed: [],
})
const batch = (maker: StaffId) => ({
  epoch: 1,
  seq: 1,
  batchNo: 'PL1',
  state: 'DRAFT' as const,
  prev: '0',
  maker,
  createdAt: AT,
  checker: null,
  sealedAt: null,
  envelopeSha256: null,
  folder: null,
  records: 0,
  sentAt: null,
  receiptAt: null,
  papersBadAt: null,
  disposedAt: null,
  askedAgainAt: null,
})

describe('four eyes in the database', () => {
  it('a waiver is granted by another person than who asked', () =>
    needsTwo(
      (askedBy, grantedBy) => (tx) =>
        waivers(tx, vault).grant({ caseId, itemId: 'D101', party: 'B', askedBy, grantedBy, grantedAt: AT, reason: 'x', expiresOn: null }),
    ))

  it('a survey is made by two managers, and confirmed by the one who did not record it', async () => {
    const insert = (first: StaffId, second: StaffId, recorded: StaffId, confirmed: StaffId) => (tx: Writer) =>
      tx.run("INSERT INTO survey VALUES (?, 9, x'00', ?, ?, ?, '2026', ?, '2026')", [caseId, first, second, recorded, confirmed])
    await needsTwo((a, b) => insert(a, b, a, b))
    await needsTwo((a, b) => insert(one, other, a, b))
    await needsTwo((a, b) => async (tx) => {
      await tx.run("INSERT INTO survey VALUES (?, 9, x'00', ?, ?, ?, '2026', NULL, NULL)", [caseId, one, other, a])
      await tx.run("UPDATE survey SET confirmed_by = ?, confirmed_at = '2026' WHERE rev = 9", [b])
    })
  })

  it('an opinion is not given by a manager of the case, nor a decision by manager or reviewer', async () => {
    const { first, second, reviewer, manager } = branch.people
    const opine = (by: StaffId) =>
      attempt((tx) => opinions(tx, vault).insert({ caseId, rev: 1, reviewer: by, outcome: 'AGREE', givenAt: AT, note: '', rejectionCodes: [] }))
    const terms = {
      amountFen: null,
      annualRate: null,
      bp: null,
      tenorMonths: null,
      validUntil: null,
      conditions: [],
      reason: 'x',
      rejectionCodes: [],
      price: null,
      agreed: PLAIN_TERMS,
      terms: null,
      termsSha256: null,
    }
    const decide = (decidedBy: StaffId) =>
      attempt((tx) =>
        decisions(tx, vault).insert({ caseId, rev: 1, decisionNo: null, outcome: 'REJECTED', decidedBy, decidedAt: AT, decidedOn: TODAY, ...terms }),
      )
    for (const wrong of [first, second]) await expect(opine(wrong)).rejects.toThrow('four_eyes')
    for (const wrong of [first, second, reviewer]) await expect(decide(wrong)).rejects.toThrow('four_eyes')
    await opine(reviewer)
    await decide(manager)
  })

  it('a contract is sealed and witnessed by others than who drew it up', async () => {
    const sql = `INSERT INTO contract (case_id, rev, contract_no, iou_no, sealed_terms, terms_sha256, drawn_up_by, drawn_up_at, signed_on, sealed_by, witnessed_by)
      VALUES (?, 1, 'JK1', 'JJ1', x'00', '0', ?, '2026', '2026-11-23', ?, ?)`
    await needsTwo((maker, keeper) => (tx) => tx.run(sql, [caseId, maker, keeper, null]))
    await needsTwo((maker, witness) => (tx) => tx.run(sql, [caseId, maker, other, witness]))
  })

  it('a registration becomes effective by two, and so does each step of it', async () => {
    const proof = (enteredBy: StaffId) => ({ proofNo: '1', issuedOn: TODAY, mortgagee: 'bank', securedFen: fen(1), enteredBy })
    await needsTwo(
      (maker, checker) => (tx) =>
        registrations(tx, vault).save(
          { caseId, state: 'EFFECTIVE', submittedOn: TODAY, proof: proof(maker), confirmedBy: checker, effectiveOn: TODAY, note: '', updatedAt: AT },
          { maker: branch.people.first, checker: null },
        ),
    )
    await needsTwo(
      (maker, checker) => (tx) =>
        registrations(tx, vault).save(
          { caseId, state: 'DRAFT', submittedOn: null, proof: null, confirmedBy: null, effectiveOn: null, note: '', updatedAt: AT },
          { maker, checker },
        ),
    )
  })

  it('money is released by another person than who prepared it, once', async () => {
    const release = { releasedAt: AT, voucherNo: 'V1', valueDate: TODAY }
    await needsTwo((maker, releasedBy) => async (tx) => {
      await disbursements(tx, vault).prepare(disbursement(maker))
      await disbursements(tx, vault).release(caseId, { releasedBy, ...release })
    })
    const twice = attempt(async (tx) => {
      await disbursements(tx, vault).prepare(disbursement(one))
      await disbursements(tx, vault).release(caseId, { releasedBy: other, ...release })
      await disbursements(tx, vault).release(caseId, { releasedBy: branch.people.first, ...release, voucherNo: 'V2' })
    })
    await expect(twice).rejects.toThrow('released')
  })

  it('a batch is sealed by another person than who proposed it, and a volume checked by another than who filed it', async () => {
    const seal = { state: 'SEALED' as const, sealedAt: AT, envelopeSha256: 'a'.repeat(64) as never, folder: 'f' }
    await needsTwo((maker, checker) => async (tx) => {
      await batches(tx).insert(batch(maker))
      await batches(tx).update({ ...batch(maker), ...seal, checker })
    })
    const volume = { caseId, volumeNo: 1, archiveNo: 'A1', folder: 'f', pages: 1, tagmanifestSha256: 'b'.repeat(64) as never, filedAt: AT }
    await needsTwo((filedBy, checkedBy) => async (tx) => {
      await archiveVolumes(tx).insert({ ...volume, filedBy, checkedBy: null, checkedAt: null })
      await archiveVolumes(tx).seal(caseId, 1, { checkedBy, checkedAt: AT, pages: 1, tagmanifestSha256: volume.tagmanifestSha256 })
    })
  })

  it('a password is reset by two, and only as they were asked', async () => {
    const { teller } = branch.people
    const slot = { kind: 'PASSWORD', staffId: teller, slot: '{}', madeAt: AT } as const
    const reset = (resetBy: StaffId, approvedBy: StaffId) => async (tx: Writer) => {
      const resetId = randomUUID()
      await passwordResets(tx).ask({ resetId, staffId: teller, requestedBy: resetBy, requestedAt: AT })
      await passwordResets(tx).close(resetId, { state: 'DONE', closedBy: approvedBy, closedAt: AT })
      await keySlots(tx).replace({ ...slot, slotId: randomUUID(), resetBy, approvedBy })
    }
    await needsTwo(reset)
    await expect(attempt(reset(teller, other))).rejects.toThrow('ck_password_reset_owner')
    await expect(attempt(reset(one, teller))).rejects.toThrow('ck_password_reset_owner')
    await expect(attempt((tx) => keySlots(tx).replace({ ...slot, slotId: randomUUID(), resetBy: one, approvedBy: other }))).rejects.toThrow('four_eyes')
  })

  it('a volume that was sealed keeps its figures', async () => {
    const volume = { caseId, volumeNo: 2, archiveNo: 'A2', folder: 'g', pages: 1, tagmanifestSha256: 'b'.repeat(64) as never, filedAt: AT }
    const seal = { checkedBy: other, checkedAt: AT, pages: 2, tagmanifestSha256: 'c'.repeat(64) as never }
    const sealed = (again: (tx: Writer) => Promise<unknown>) => async (tx: Writer) => {
      await archiveVolumes(tx).insert({ ...volume, filedBy: one, checkedBy: null, checkedAt: null })
      await archiveVolumes(tx).seal(caseId, 2, seal)
      await again(tx)
    }
    await expect(attempt(sealed(async () => undefined))).resolves.toMatchObject({ ok: false })
    await expect(attempt(sealed((tx) => archiveVolumes(tx).seal(caseId, 2, { ...seal, pages: 3 })))).rejects.toThrow('sealed')
    await expect(attempt(sealed((tx) => tx.run('DELETE FROM archive_volume WHERE case_id = ?', [caseId])))).rejects.toThrow('sealed')
  })

  it('administrator and auditor are alone', async () => {
    for (const roles of [
      ['ADMINISTRATOR', 'TELLER'],
      ['TELLER', 'AUDITOR'],
    ] as const)
      await expect(attempt((tx) => staff(tx).setRoles(one, roles))).rejects.toThrow('role_alone')
    await attempt((tx) => staff(tx).setRoles(one, ['TELLER', 'ACCOUNT_MANAGER']))
  })
})

describe('no disbursement before the registration', () => {
  it('is effective', async () => {
    const record = await insertCase(branch, { security: 'MORTGAGE_RE' })
    const states = ['DOC_CHECK', 'ACCEPTED', 'SURVEY', 'SCORED', 'REVIEW', 'APPROVAL', 'CONTRACTED', 'COLLATERAL', 'READY', 'DISBURSED']
    const walk = (registered: boolean) =>
      attempt(async (tx) => {
        const step = (to: string, n: number) =>
          tx.run("UPDATE loan_case SET state = ?, version = ?, sealed_application = x'00' WHERE id = ?", [to, n + 2, record.caseId])
        const proof = { proofNo: '1', issuedOn: dateOnly('2026-11-20'), mortgagee: 'bank', securedFen: fen(1), enteredBy: one }
        const effective = {
          caseId: record.caseId,
          state: 'EFFECTIVE' as const,
          submittedOn: TODAY,
          proof,
          confirmedBy: other,
          effectiveOn: TODAY,
          note: '',
          updatedAt: AT,
        }
        if (registered) await registrations(tx, vault).save(effective, { maker: one, checker: other })
        for (const [n, to] of states.entries()) await step(to, n)
      })
    await expect(walk(false)).rejects.toThrow('registration')
    await expect(walk(true)).resolves.toMatchObject({ ok: false })
  })
})
