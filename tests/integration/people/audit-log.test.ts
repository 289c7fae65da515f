import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Calls, calls } from '../../../core/bridge/bridge.ts'
import type { AuditFilter } from '../../../core/bridge/people-calls.ts'
import { addDays, chinaDate, instant } from '../../../core/kernel/calendar.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { note } from '../../../electron/usecases/audit-note.ts'
import { listAuditLog, verifyAuditLog } from '../../../electron/usecases/people/audit-log.ts'
import { newFolder, setUpWorking, type WorkingBranch } from '../restore/working-branch.ts'

let root: Awaited<ReturnType<typeof newFolder>>
let branch: WorkingBranch
beforeAll(async () => {
  root = await newFolder()
  branch = await setUpWorking(path.join(root.folder, 'data'))
  const { counter, staff } = branch
  expectOk(await counter.database.write(async (tx) => ok(await note(counter, tx, staff.teller, { action: 'cases.reveal', reason: '电话核实 13800138000' }))))
})
afterAll(async () => {
  await branch.host.close()
  await root.remove()
})

it('shows the log newest first, window by window, each row once', async () => {
  const { total, rows } = await listAuditLog(branch.counter, { before: null, limit: 4 })
  const seen = rows.map((row) => row.n)
  for (let last = seen.at(-1); last !== undefined && last > 1; last = seen.at(-1)) {
    seen.push(...(await listAuditLog(branch.counter, { before: last, limit: 4 })).rows.map((row) => row.n))
  }
  expect(seen).toEqual(Array.from({ length: total }, (_, index) => total - index))
  expect(rows[0]).toMatchObject({ action: 'cases.reveal', staffNo: 'T0101' })
})

it('is narrowed to a person, an action, a case and days, and says how many rows fit', async () => {
  const none = { staffNo: null, action: null, applicationNo: null, from: null, to: null }
  const listed = (filter: Partial<AuditFilter>) => listAuditLog(branch.counter, { before: null, limit: 200, filter: { ...none, ...filter } })
  const { rows, found, total, actions } = await listed({ staffNo: 'T0101', action: 'cases.reveal' })
  expect([rows.map(({ staffNo, action }) => [staffNo, action]), found]).toEqual([[['T0101', 'cases.reveal']], 1])
  expect(total).toBeGreaterThan(1)
  expect(actions).toContain('cases.reveal')
  expect((await listed({ action: 'batch.seal' })).found).toBe(0)
  expect((await listed({ applicationNo: 'SQ1101992026112300017' })).rows).toEqual([])
  const day = chinaDate(instant(rows[0]?.at ?? ''))
  expect((await listed({ from: addDays(day, 1) })).found).toBe(0)
  expect((await listed({ from: day, to: day })).rows.map(({ n }) => n)).toContain(rows[0]?.n)
})

it('leaves out what a person typed as a reason: it may hold personal data', async () => {
  const page = await listAuditLog(branch.counter, { before: null, limit: 200 })
  expect(calls['audit.list'].output.parse(page)).toEqual(page)
  expect(JSON.stringify(page)).not.toContain('13800138000')
})

it('says that the chain holds, and at which row it does not', async () => {
  const { entries } = await verifyAuditLog(branch.counter)
  expect(await verifyAuditLog(branch.counter)).toEqual({ entries, intact: true, brokenAt: null, fault: null })
  const { database } = branch.counter
  await database.write(async (tx) => {
    await tx.run('DROP TRIGGER tr_audit_no_update')
    await tx.run("UPDATE audit SET action = 'staff.list' WHERE n = 3")
    return ok(null)
  })
  expect(await verifyAuditLog(branch.counter)).toEqual({ entries, intact: false, brokenAt: 3, fault: 'HASH' })
})

it('is open to the auditor alone, and documents are saved by those who work on cases', () => {
  const rolesOf = (channel: keyof Calls) => calls[channel].access
  expect([rolesOf('audit.list'), rolesOf('audit.verify')]).toEqual([['AUDITOR'], ['AUDITOR']])
  for (const role of ['ADMINISTRATOR', 'AUDITOR'] as const) expect(rolesOf('documents.save')).not.toContain(role)
})
