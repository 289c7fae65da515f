import { spawn } from 'node:child_process'
import { cp } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { openHandle } from '../../../db/handle.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { closeDay } from '../../../electron/usecases/people/business-day.ts'
import { appRoot, openTestBranch, type TestBranch } from './test-branch.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
}, 120_000)
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

it('an auditor’s command says that a day head office cosigned is whole, and in a copy that was touched, where', async () => {
  const { counter, staff, headOffice, folder } = branch
  expectOk(await closeDay(counter, staff.manager))
  expectOk(await sealProposedBatch(counter, staff.manager, expectOk(await proposeBatch(counter, staff.teller)).seq))
  expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
  expectOk(await takeReceipts(counter, staff.manager))
  const whole = path.join(folder, 'whole.sqlite')
  const live = path.join(branch.userData, 'live/branch.sqlite')
  await branch.host.close()
  await cp(live, whole, { force: true })
  const office = ['--fingerprint', headOffice.fingerprint]
  const good = await verifyAudit('--database', whole, ...office)
  expect(good.said).toMatch(/^whole: \d+ rows, 1 seals, 1 cosigned by head office/)
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

  expect((await verifyAudit('--database', whole, '--fingerprint', headOffice.fingerprint.replace(/[0-9A-F]/, 'Z'))).said).toContain('cannot check')
  expect((await verifyAudit()).code).toBe(2)
}, 240_000)
