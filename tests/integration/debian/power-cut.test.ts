import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { verifyChain } from '../../../db/audit-verify.ts'
import { openHost } from '../../../electron/open-host.ts'
import { makeClock } from '../../../electron/services/clock.ts'
import { noOsKeyStore } from '../../../electron/services/os-key-store.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { batchStatus, takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import { signIn } from '../../../electron/usecases/people/sign-in.ts'
import { openHeadOffice } from '../../../headoffice/head-office.ts'
import { setUpDemo } from '../../../scripts/demo/set-up.ts'
import { queueRecord } from '../usecases/queue-record.ts'
import { appRoot, bundledCases, CHEAP, PASSWORD } from '../usecases/test-branch.ts'
import { mountLoopDisk } from './loop-disk.ts'

const disk = await mountLoopDisk(384)
if ('reason' in disk) console.log(`not run here: ${disk.reason}`)
const CUTS = process.env.TEST_FULL ? 20 : 1

describe.runIf('path' in disk)('the power goes the moment after an answer', () => {
  afterAll(async () => {
    if ('path' in disk) await disk.unmount()
  })

  it('and nothing that was sealed, taken into custody or answered is lost, at the branch or at head office', async () => {
    if ('reason' in disk) return
    const cases = await bundledCases()
    let time = Date.parse(`${cases.businessDate}T01:00:00.000Z`)
    const clock = makeClock(
      () => cases.businessDate,
      () => (time += 1000),
    )
    const { host, counter, staff, headOffice } = await setUpDemo(appRoot, disk.path, cases, { clock, keyCost: CHEAP, passwordOf: () => PASSWORD })
    const cuts = []
    for (let n = 1; n <= CUTS; n++) {
      await queueRecord({ counter }, [3000])
      const { seq } = expectOk(await proposeBatch(counter, staff.teller))
      expectOk(await sealProposedBatch(counter, staff.manager, seq))
      const sealed = await disk.cut()
      expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
      const custody = await disk.cut()
      expectOk(await takeReceipts(counter, staff.manager))
      const answered = await disk.cut()
      cuts.push({ n, sealed, custody, answered })
    }
    await headOffice.close()
    await host.close()

    /** What stands after a cut: the branch's batches, and the records head office has once it took what the outbox offers. */
    const after = async (place: string) => {
      const again = expectOk(await openHost({ appRoot, userData: path.join(place, 'branch'), version: '0.1.0', clock, osStore: noOsKeyStore, keyCost: CHEAP }))
      const opened = expectOk(await signIn(again, { staffNo: staff.manager.staffNo, password: PASSWORD }))
      const states = (await batchStatus(opened.counter)).batches.map((batch) => batch.state).reverse()
      const chain = (await opened.counter.database.read(verifyChain)).ok
      // The machine comes up again: the lock is of another boot.
      await writeFile(path.join(place, 'head-office', 'lock'), `${process.pid} an-earlier-boot\n`)
      const office = expectOk(await openHeadOffice(path.join(place, 'head-office')))
      const count = async (): Promise<unknown> => (await office.query("select count(*) as n from record where state = 'complete'"))[0]
      const had = await count()
      expectOk(await office.importBatches(opened.counter.folders.outbound, { receiptsTo: opened.counter.folders.inbound }))
      expectOk(await takeReceipts(opened.counter, opened.session))
      const settled = (await batchStatus(opened.counter)).batches.map((batch) => batch.state)
      const check = await office.verify()
      const outcome = { states: states.sort(), chain, had, has: await count(), settled, damaged: check.damaged, matches: check.projectionMatches }
      await office.close()
      await again.close()
      return outcome
    }
    for (const { n, sealed, custody, answered } of cuts) {
      const acked = Array<string>(n).fill('ACKED')
      const whole = { chain: true, has: { n }, settled: acked, damaged: [], matches: true }
      const open = [...acked.slice(1), 'SEALED']
      expect(await after(sealed.path), `sealed ${n}`).toEqual({ ...whole, states: open, had: { n: n - 1 } })
      expect(await after(custody.path), `custody ${n}`).toEqual({ ...whole, states: open, had: { n } })
      expect(await after(answered.path), `answered ${n}`).toEqual({ ...whole, states: acked, had: { n } })
      for (const cut of [sealed, custody, answered]) await cut.unmount()
    }
  }, 1_800_000)
})
