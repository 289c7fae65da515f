import { afterAll, beforeAll, expect, it } from 'vitest'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { SyncDesk } from '../../../electron/usecases/sync/desk.ts'
import { setAddress } from '../../../electron/usecases/sync/set-up-line.ts'
import { LineCut } from '../../../protocol/office-client.ts'
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
  expect(desk.nextTryAt).toBeGreaterThan(0)
})
