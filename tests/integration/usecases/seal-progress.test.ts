import { fork } from 'node:child_process'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { makePartSealer, type SealAnswer, type SealProcess } from '../../../electron/services/part-sealer/part-sealer.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { takeReceipts } from '../../../electron/usecases/batch/take-receipt.ts'
import type { Counter } from '../../../electron/usecases/counter.ts'
import { SyncDesk, type SyncJob } from '../../../electron/usecases/sync/desk.ts'
import { newAgeKey, openAge } from '../../../protocol/age-file.ts'
import { queueRecord } from './queue-record.ts'
import { openWholeBank, type WholeBank } from './test-branch.ts'

const ENTRY = path.join(import.meta.dirname, '../../../electron/services/part-sealer/entry.ts')
const started: SealProcess[] = []
/** The real sealing process, as a child of Node. */
const startSealer = (): SealProcess => {
  const execArgv = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning']
  const child = fork(ENTRY, [], { serialization: 'advanced', execArgv, stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const process: SealProcess = {
    post: (task) => void child.send(task, () => undefined),
    onAnswer: (listener) => void child.on('message', (message) => listener(message as SealAnswer)),
    onExit: (listener) => void child.once('exit', listener),
    kill: () => void child.kill('SIGKILL'),
  }
  started.push(process)
  return process
}

let branch: WholeBank
beforeAll(async () => {
  branch = await openWholeBank()
})
afterAll(() => branch.remove())

it('parts are encrypted in a process of their own, and by the counter itself where that process was ended from outside', async () => {
  const key = await newAgeKey()
  const sealer = makePartSealer(startSealer)
  const plain = Buffer.from(Array.from({ length: 4000 }, (_, n) => `paper ${n * 7919}\n`).join(''))
  const opened = await openAge(await sealer.seal(plain, false, [key.recipient]), [key.identity])
  expect(opened.ok && Buffer.from(opened.plain).equals(plain)).toBe(true)
  const small = await sealer.seal(plain, true, [key.recipient])
  expect(small.length).toBeLessThan(plain.length * 0.7)
  await expect(sealer.seal(plain, false, ['no recipient'])).rejects.toThrow()
  const asking = sealer.seal(plain, false, [key.recipient])
  started.at(-1)?.kill()
  expect(await openAge(await asking, [key.identity])).toMatchObject({ ok: true })
  const again = sealer.seal(plain, false, [key.recipient])
  sealer.close()
  await expect(again).rejects.toThrow('called off')
})

it('who seals sees the bytes packed so far, and may call it off until it is on record; the draft then stands and is sealed later', async () => {
  const { counter, staff, headOffice } = branch
  await queueRecord(branch, [3_000_000, 3_000_000, 6_000_000, 6_000_000, 6_000_000])
  const { seq } = expectOk(await proposeBatch(counter, staff.officer))
  const desk = new SyncDesk(async () => ok(() => Promise.reject(new Error('no line'))))
  const seen: SyncJob[] = []
  const watched: Counter = Object.create(counter, { sealer: { value: makePartSealer(startSealer) } })
  const seal = (onPart: () => void) =>
    desk.run('SEAL', (progress) =>
      sealProposedBatch(watched, staff.manager, seq, {
        ...progress,
        moved(bytes) {
          progress.moved(bytes)
          if (desk.job) seen.push(desk.job)
          onPart()
        },
      }),
    )
  expect(await seal(() => desk.cancel())).toMatchObject({ ok: false, error: { code: 'SYNC_CANCELLED' } })
  expect(await counter.database.read((reader) => reader.all('SELECT state FROM batch'))).toEqual([{ state: 'DRAFT' }])
  seen.length = 0
  expectOk(await seal(() => undefined))
  expect(seen.length).toBeGreaterThan(2)
  expect(seen[0]).toMatchObject({ kind: 'SEAL', total: 24_000_000 })
  expect(seen.map(({ done }) => done)).toEqual(seen.map(({ done }) => done).sort((a, b) => a - b))
  expect(seen.at(-1)?.done).toBeGreaterThanOrEqual(24_000_000)

  expectOk(await headOffice.importBatches(counter.folders.outbound, { receiptsTo: counter.folders.inbound }))
  const told = { planned: 0, moved: 0 }
  const progress = {
    planned(bytes: number) {
      told.planned += bytes
    },
    moved(bytes: number) {
      told.moved += bytes
    },
    cancelled: () => false,
    signal: new AbortController().signal,
  }
  expectOk(await takeReceipts(counter, staff.manager, counter.folders.inbound, progress))
  expect(told.planned).toBeGreaterThan(0)
  expect(told.moved).toBe(told.planned)
})
