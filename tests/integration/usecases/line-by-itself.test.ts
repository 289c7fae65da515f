import { afterAll, beforeAll, expect, it } from 'vitest'
import { lineStanding } from '../../../core/batch/line-standing.ts'
import { expectOk, ok, type Result, refuse } from '../../../core/kernel/result.ts'
import { findBatch } from '../../../db/repositories/batches.ts'
import { proposeBatch } from '../../../electron/usecases/batch/propose-batch.ts'
import { sealProposedBatch } from '../../../electron/usecases/batch/seal-batch.ts'
import { type OpenLine, SyncDesk } from '../../../electron/usecases/sync/desk.ts'
import { keepLineMeasure } from '../../../electron/usecases/sync/line-measure.ts'
import { outgoing } from '../../../electron/usecases/sync/outgoing.ts'
import { setAddress } from '../../../electron/usecases/sync/set-up-line.ts'
import { viewSync } from '../../../electron/usecases/sync/view-sync.ts'
import { LineCut } from '../../../protocol/office-client.ts'
import { queueRecord } from './queue-record.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

it('who stands there with a stick does not wait for an exchange that tries a dead line by itself, and it tries again later', async () => {
  const { counter, staff } = branch
  expectOk(await setAddress(counter, staff.manager, 'https://office.example'))
  // Full jitter at its longest: the exchange would go on for half a minute.
  const desk = new SyncDesk(
    async () => ok(() => Promise.reject(new LineCut('dead'))),
    () => 0.99,
  )
  const trying = desk.tick(counter)
  await expect.poll(() => desk.job?.kind).toBe('EXCHANGE')
  expect(await desk.run('EXPORT', async () => ok(1))).toMatchObject({ ok: false, error: { code: 'SYNC_BUSY' } })
  await desk.makeRoom()
  expect(expectOk(await desk.run('EXPORT', async () => ok(1)))).toBe(1)
  await trying
  expect(desk.lastError).toBeNull()
  expect(desk.nextTryInMs()).toBeGreaterThan(0)
  // As soon as after any first failure: nobody stopped it.
  expect(desk.nextTryInMs()).toBeLessThan(1000)
})

/** A desk whose line does not open, with the time since the PC was started in the test's hand. */
function deskOf(opens: () => Result<never>) {
  const tried: string[] = []
  const upSince = { ms: 5000 }
  const openLine = async () => {
    tried.push('line')
    return opens()
  }
  return {
    tried,
    upSince,
    desk: new SyncDesk(
      openLine,
      () => 0.5,
      () => upSince.ms,
    ),
  }
}

it('a clock ten years ahead that is set right again keeps no branch from trying its line', async () => {
  const { counter, staff } = branch
  expectOk(await setAddress(counter, staff.manager, 'https://office.example'))
  const { desk, tried, upSince } = deskOf(() => refuse('LINE_AUTHORITY_INVALID'))
  branch.setDate('2036-11-23')
  await desk.tick(counter)
  branch.setDate('2026-11-23')
  upSince.ms += 15 * 60_000
  await desk.tick(counter)
  expect(tried).toHaveLength(2)
  await desk.tick(counter)
  expect(tried).toHaveLength(2)
})

it('a line that fails as nobody foresaw is left alone for a while too, and longer each time', async () => {
  const { counter } = branch
  const { desk, tried, upSince } = deskOf(() => {
    throw new Error('unforeseen')
  })
  const waits: number[] = []
  for (let time = 0; time < 3; time++) {
    await expect(desk.tick(counter)).rejects.toThrow('unforeseen')
    await desk.tick(counter)
    waits.push(desk.nextTryInMs() ?? 0)
    upSince.ms += 15 * 60_000
  }
  expect(tried).toHaveLength(3)
  expect(waits).toEqual([500, 1000, 2000])
})

it('what a person stopped rests for a quarter of an hour, says until when, and then goes on by itself', async () => {
  const { counter, staff } = branch
  expectOk(await setAddress(counter, staff.manager, 'https://office.example'))
  const upSince = { ms: 5000 }
  const tried: string[] = []
  const never: OpenLine = async (_address, signal) => {
    tried.push('line')
    return ok(() => new Promise((_, reject) => signal.addEventListener('abort', () => reject(new LineCut('stopped')))))
  }
  const desk = new SyncDesk(
    never,
    () => 0.5,
    () => upSince.ms,
  )
  const stopped = async (going: Promise<unknown>): Promise<void> => {
    await expect.poll(() => tried.length > 0 && desk.job?.kind).toBe('EXCHANGE')
    desk.cancel()
    await going
  }
  await stopped(desk.exchange(counter, staff.teller))
  const shown = await viewSync(counter, staff.teller, desk)
  expect([lineStanding({ ...shown, enrolled: true }), desk.nextTryInMs()]).toEqual(['STOPPED', 15 * 60_000])
  expect(shown.nextTryAt).not.toBeNull()
  upSince.ms += 15 * 60_000 - 1
  await desk.tick(counter)
  expect(tried).toHaveLength(1)
  upSince.ms += 1
  await stopped(desk.tick(counter))
  expect(tried).toHaveLength(2)
})

it('papers are cut as the line bears them when they are sealed, and as one where sticks are carried', async () => {
  const { counter, staff } = branch
  const largestPart = async (): Promise<number> => {
    await queueRecord(branch, [900_000])
    const { seq } = expectOk(await proposeBatch(counter, staff.teller))
    expectOk(await sealProposedBatch(counter, staff.manager, seq))
    const batch = await counter.database.read((reader) => findBatch(reader, counter.branch.epoch, seq))
    const { envelope } = expectOk(await outgoing(counter, batch ?? expect.fail('no batch')))
    return Math.max(...envelope.parts.map(({ bytes }) => bytes))
  }
  expectOk(await setAddress(counter, staff.manager, 'https://office.example'))
  await keepLineMeasure(counter, { carried: 3_000_000, cuts: 60, bytesPerSecond: 50_000 })
  expect(await largestPart()).toBeLessThanOrEqual(256 * 1024)
  expectOk(await setAddress(counter, staff.manager, null))
  expect(await largestPart()).toBeGreaterThan(900_000)
})

it('a branch whose address was taken away goes by stick, and says so', async () => {
  const { counter, staff } = branch
  const addressShown = async () => (await viewSync(counter, staff.manager, new SyncDesk(() => expect.fail('no line')))).address
  expectOk(await setAddress(counter, staff.manager, 'https://office.example'))
  expect(await addressShown()).toBe('https://office.example')
  expectOk(await setAddress(counter, staff.manager, null))
  expect(await addressShown()).toBeNull()
})
