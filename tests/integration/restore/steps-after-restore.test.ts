import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Lives, NOTICE, RESUME, SUBMIT, startLives, WITHDRAW } from './lives.ts'
import { backUpNow } from './working-branch.ts'

let lives: Lives
beforeEach(async () => {
  lives = await startLives()
  await lives.enrol(lives.first)
})
afterEach(() => lives.remove())

it('after a restore every step of both lives of a case stands at head office, the older ones once', async () => {
  const { first } = lives
  const backup = await backUpNow(lives.old)
  // The old PC went on, and head office has what the backup does not know.
  await lives.notice(first)
  await lives.resume(first)
  await lives.report(first)

  const branch = await lives.restored(backup, 2)
  await lives.withdraw(branch)
  await lives.enrol(branch)
  await lives.report(branch)
  expect(await lives.steps()).toEqual([SUBMIT, NOTICE, RESUME, WITHDRAW])
  expect(await lives.head()).toBe('WITHDRAWN')
  expect(await lives.open(branch)).toEqual([])
  expect(await lives.headOffice.query('select reason from quarantine')).toEqual([])
  expect((await lives.headOffice.verify()).projectionMatches).toBe(true)
})

it('nor does a second restore of the same backup take the revisions of the first', async () => {
  const backup = await backUpNow(lives.old)
  const second = await lives.restored(backup, 2)
  await lives.notice(second)
  await lives.enrol(second)
  await lives.report(second)

  // The third PC cannot know that there was a second before head office says so.
  const third = await lives.restored(backup, 3)
  await lives.withdraw(third)
  await lives.enrol(third)
  expect(third.counter.branch.epoch).toBe(3)
  await lives.report(third)
  expect(await lives.steps()).toEqual([SUBMIT, NOTICE, WITHDRAW])
  expect(await lives.head()).toBe('WITHDRAWN')
  expect(await lives.open(third)).toEqual([])
  expect(await lives.headOffice.query('select reason from quarantine')).toEqual([])
})
