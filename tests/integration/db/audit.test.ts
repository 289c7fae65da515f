import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { appendAudit, auditHead, auditOfCase } from '../../../db/audit.ts'
import type { AuditEntry } from '../../../db/audit-entry.ts'
import { verifyChain } from '../../../db/audit-verify.ts'
import { openHandle } from '../../../db/handle.ts'
import { branchDays } from '../../../db/repositories/branches.ts'
import { AT, type Branch, insertCase, later, makeBranch, TODAY, vault } from './branch-fixture.ts'

let branch: Branch
beforeEach(async () => {
  branch = await makeBranch()
})
afterEach(() => branch.remove())

const entry = (over: Partial<AuditEntry> = {}): AuditEntry => ({
  at: AT,
  staffId: branch.people.teller,
  terminal: 'T1',
  action: 'submit',
  caseId: null,
  subject: null,
  fromState: null,
  toState: null,
  reasonCode: null,
  reason: null,
  dataHashBefore: null,
  dataHashAfter: null,
  ...over,
})
async function append(count: number): Promise<void> {
  await branch.database.write(async (tx) => {
    for (let n = 0; n < count; n += 1) await appendAudit(tx, vault, entry({ reason: n % 2 === 0 ? `原因${n}` : null }))
    return ok(undefined)
  })
}
/** As somebody with the file and a SQLite shell would. */
async function tamper(sql: string): Promise<void> {
  const handle = await openHandle(branch.file, 'EXISTING')
  await handle.exec(`DROP TRIGGER IF EXISTS tr_audit_no_update; DROP TRIGGER IF EXISTS tr_audit_no_delete; DROP TRIGGER IF EXISTS tr_audit_chain; ${sql}`)
  await handle.close()
}
const verdict = () => branch.database.read(verifyChain)

describe('the audit log', () => {
  it('tells the story of a case, the reason readable only with the key', async () => {
    const { caseId } = await insertCase(branch)
    const event = entry({ caseId, fromState: 'DRAFT', toState: 'DOC_CHECK', reason: '客户说明', at: later(1), dataHashAfter: 'f'.repeat(64) })
    await branch.database.write(async (tx) => ok(await appendAudit(tx, vault, event)))
    expect(await branch.database.read((reader) => auditOfCase(reader, vault, caseId))).toEqual([{ ...event, n: 1, staffName: 'teller' }])
    const stored = await branch.database.read((reader) => reader.get<{ sealed_reason: Uint8Array }>('SELECT sealed_reason FROM audit'))
    expect(Buffer.from(stored?.sealed_reason ?? []).includes('客户说明')).toBe(false)
  })

  it('is whole after a thousand rows and more', async () => {
    await append(1005)
    const head = await branch.database.read(auditHead)
    expect(head.n).toBe(1005)
    expect(await verdict()).toEqual({ ok: true, head })
  })

  it('goes with the change it speaks of: refused together, and the next row takes its number', async () => {
    await append(2)
    await branch.database.write(async (tx) => {
      await appendAudit(tx, vault, entry())
      return { ok: false, error: { code: 'ROLE_MISSING', details: {} } }
    })
    await append(1)
    expect(await verdict()).toMatchObject({ ok: true, head: { n: 3 } })
  })

  it.each(["UPDATE audit SET action = 'x'", 'DELETE FROM audit', 'INSERT OR REPLACE INTO audit SELECT * FROM audit WHERE n = 1'])(
    'takes additions only: %s is refused',
    async (sql) => {
      await append(3)
      await expect(branch.database.write(async (tx) => ok(await tx.run(sql)))).rejects.toMatchObject({ code: 'SQLITE_CONSTRAINT' })
      expect(await verdict()).toMatchObject({ ok: true, head: { n: 3 } })
    },
  )

  it.each([
    ['a changed actor', "UPDATE audit SET terminal = 'T2' WHERE n = 4", { n: 4, why: 'HASH' }],
    ['a changed sealed reason', "UPDATE audit SET sealed_reason = x'00' WHERE n = 5", { n: 5, why: 'HASH' }],
    ['a row taken out', 'DELETE FROM audit WHERE n = 6', { n: 6, why: 'GAP' }],
    ['a forged hash', `UPDATE audit SET hash = '${'a'.repeat(64)}' WHERE n = 7`, { n: 7, why: 'HASH' }],
    ['a chain bent elsewhere', `UPDATE audit SET prev = '${'b'.repeat(64)}' WHERE n = 8`, { n: 8, why: 'PREV' }],
  ])('shows where %s broke it', async (_name, sql, expected) => {
    await append(10)
    await tamper(sql)
    expect(await verdict()).toEqual({ ok: false, ...expected })
  })

  it('shows a shortened log by the seal of a closed day', async () => {
    await append(5)
    await branch.database.write(async (tx) => {
      await branchDays(tx).open({ businessDate: TODAY, openedBy: branch.people.manager, openedAt: AT })
      await branchDays(tx).close({ closedBy: branch.people.manager, closedAt: AT, seal: await auditHead(tx) })
      return ok(undefined)
    })
    expect((await verdict()).ok).toBe(true)
    await tamper('DELETE FROM audit WHERE n > 3')
    expect(await verdict()).toEqual({ ok: false, n: 4, why: 'GAP' })
  })

  it('keeps a closed day sealed and its date from going back', async () => {
    const day = { businessDate: TODAY, openedBy: branch.people.manager, openedAt: AT }
    expectOk(await branch.database.write(async (tx) => ok(await branchDays(tx).open(day))))
    await expect(branch.database.write(async (tx) => ok(await branchDays(tx).open({ ...day, businessDate: '2026-11-24' as typeof TODAY })))).rejects.toThrow(
      'day_forward',
    )
    await branch.database.write(async (tx) => ok(await branchDays(tx).close({ closedBy: branch.people.manager, closedAt: AT, seal: { n: 0, hash: '0' } })))
    await expect(branch.database.write(async (tx) => ok(await tx.run('UPDATE branch_day SET closed_at = NULL')))).rejects.toThrow('day_sealed')
    await expect(branch.database.write(async (tx) => ok(await branchDays(tx).open(day)))).rejects.toThrow('day_forward')
  })
})
