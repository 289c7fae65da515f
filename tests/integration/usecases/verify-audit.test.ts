import { spawn } from 'node:child_process'
import { cp } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { dateOnly } from '../../../core/kernel/calendar.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { openHandle } from '../../../db/handle.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { closeDay, openDay } from '../../../electron/usecases/people/business-day.ts'
import { cosignCheckpoint } from '../../../protocol/checkpoint.ts'
import { appRoot, openWholeBank, type WholeBank } from './test-branch.ts'

const NEXT_DAY = dateOnly('2026-11-24')
let branch: WholeBank
beforeAll(async () => {
  branch = await openWholeBank()
})
afterAll(() => branch.remove())

/** `npm run verify-audit -- …`, as an auditor runs it on a copy. */
function verifyAudit(...args: readonly string[]): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['scripts/run-ts.mjs', 'scripts/verify-audit.ts', ...args], { cwd: appRoot, stdio: ['ignore', 'pipe', 'pipe'] })
    let said = ''
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (piece: Buffer) => {
        said += piece.toString()
      })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, said }))
  })
}

/** A day closed and sealed, brought to head office and answered. */
async function endDay(): Promise<void> {
  const { counter, staff, headOffice } = branch
  expectOk(await closeDay(counter, staff.manager))
  expectOk(await sealProposedBatch(counter, staff.manager, expectOk(await proposeBatch(counter, staff.teller)).seq))
  expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
  expectOk(await takeReceipts(counter, staff.manager))
}

it('an auditor’s command says that days head office cosigned, before it changed its keys and after, are whole, and in a copy that was touched, where', async () => {
  const { counter, staff, headOffice, folder } = branch
  const { fingerprint } = headOffice
  await endDay()
  expectOk(await headOffice.turnKeys('chief'))
  branch.setDate(NEXT_DAY)
  expectOk(await openDay(counter, staff.manager, NEXT_DAY))
  await endDay()
  const whole = path.join(folder, 'whole.sqlite')
  const live = path.join(branch.userData, 'live/branch.sqlite')
  await branch.host.close()
  await cp(live, whole, { force: true })
  const office = ['--fingerprint', fingerprint]
  const good = await verifyAudit('--database', whole, ...office)
  expect(good.said).toMatch(/^whole: \d+ rows, 2 seals, 2 cosigned by head office/)
  expect(good.code).toBe(0)

  const touched = path.join(folder, 'touched.sqlite')
  await cp(whole, touched)
  const handle = await openHandle(touched, 'EXISTING')
  for (const { name } of await handle.all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'"))
    await handle.exec(`DROP TRIGGER ${name}`)
  await handle.exec("UPDATE audit SET terminal = 'T9' WHERE n = 3")
  await handle.close()
  const bad = await verifyAudit('--database', touched, ...office)
  expect(bad.said).toContain('BROKEN at row 3: HASH, shown by the chain')
  expect(bad.code).toBe(1)

  // The old key once more under the second day, by whoever has it and the file.
  const first = headOffice.office.keys.secret.sign
  const again = await openHandle(whole, 'EXISTING')
  await again.exec('DROP TRIGGER tr_audit_seal_kept')
  const { note } = (await again.all<{ note: string }>('SELECT note FROM audit_seal ORDER BY size DESC LIMIT 1'))[0] ?? expect.fail('no seal')
  await again.run('UPDATE audit_seal SET cosigned_note = ? WHERE note = ?', [cosignCheckpoint(first, note, 1_763_884_800), note])
  await again.close()
  expect((await verifyAudit('--database', whole, ...office)).said).toContain('REPLACED_KEY, shown by a sealed day')

  expect((await verifyAudit('--database', whole, '--fingerprint', fingerprint.replace(/[0-9A-F]/, 'Z'))).said).toContain('cannot check')
  expect((await verifyAudit()).code).toBe(2)
})
