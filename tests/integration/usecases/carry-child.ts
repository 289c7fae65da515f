import { appendFileSync } from 'node:fs'
import { countSteps } from '../step-killer.ts'

/**
 * A branch in a process of its own that goes all the way of a batch (gathered, sealed, sent over the line, written to a stick,
 * answers taken) and is killed before its n-th step. Arguments: branch folder, head office's address, stick, step, log.
 */
const [userData = '', address = '', stick = '', step = '0', log = ''] = process.argv.slice(2)
const killer = await countSteps()
const { openHost } = await import('../../../electron/open-host.ts')
const { makeClock } = await import('../../../electron/services/clock.ts')
const { noOsKeyStore } = await import('../../../electron/services/os-key-store.ts')
const { officeLine } = await import('../../../electron/services/office-line.ts')
const { proposeBatch } = await import('../../../electron/usecases/batch/propose-batch.ts')
const { sealProposedBatch } = await import('../../../electron/usecases/batch/seal-batch.ts')
const { batchStatus } = await import('../../../electron/usecases/batch/take-receipt.ts')
const { signIn } = await import('../../../electron/usecases/people/sign-in.ts')
const { exportToFolder } = await import('../../../electron/usecases/sync/carry.ts')
const { SyncDesk } = await import('../../../electron/usecases/sync/desk.ts')
const { setAddress } = await import('../../../electron/usecases/sync/set-up-line.ts')
const { verifyChain } = await import('../../../db/audit-verify.ts')
const { expectOk, ok } = await import('../../../core/kernel/result.ts')
const { appRoot, bundledCases, CHEAP, PASSWORD } = await import('./test-branch.ts')

const { businessDate } = await bundledCases()
let time = Date.parse(`${businessDate}T06:00:00.000Z`)
const clock = makeClock(
  () => businessDate,
  () => (time += 1000),
)
killer.from(Number(step))
const host = expectOk(await openHost({ appRoot, userData, version: '0.1.0', clock, osStore: noOsKeyStore, keyCost: CHEAP }))
const teller = expectOk(await signIn(host, { staffNo: 'T0101', password: PASSWORD }))
const { counter, session } = expectOk(await signIn(host, { staffNo: 'B0401', password: PASSWORD }))
expectOk(await setAddress(counter, session, address))
const before = await batchStatus(counter)
const draft = before.batches.find((batch) => batch.state === 'DRAFT')?.seq
const seq = draft ?? (before.waiting > 0 ? expectOk(await proposeBatch(counter, teller.session)).seq : null)
if (seq !== null) expectOk(await sealProposedBatch(counter, session, seq))
const still = { planned: () => undefined, moved: () => undefined, cancelled: () => false, signal: new AbortController().signal }
const exported = await exportToFolder(counter, session, stick, still)
if (!exported.ok && exported.error.code !== 'NOTHING_TO_SEND') throw new Error(exported.error.code)
expectOk(await new SyncDesk(async (url, signal) => ok(officeLine(url, {}, signal))).exchange(counter, session))
const steps = killer.steps()
const chain = await counter.database.read(verifyChain)
const { batches, waiting } = await batchStatus(counter)
const results = await counter.database.read((reader) => reader.all<{ result: string | null; complete: number }>('SELECT result, complete FROM outbox'))
await host.close()
appendFileSync(log, `${JSON.stringify({ steps, chain: chain.ok, waiting, batches: batches.map((batch) => `${batch.seq} ${batch.state}`), results })}\n`)
process.exit(0)
