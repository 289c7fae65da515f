import { afterEach, beforeEach, expect, it } from 'vitest'
import { type Lives, NOTICE, RESUME, SUBMIT, startLives, WITHDRAW } from './lives.ts'
import { backUpNow } from './working-branch.ts'

/** A backup from before the branch was first enrolled: whoever restores it cannot know whether head office has had an epoch of this branch since. */
let lives: Lives
beforeEach(async () => {
  lives = await startLives()
})
afterEach(() => lives.remove())

async function nothingLost(): Promise<void> {
  expect(await lives.headOffice.query('select reason from quarantine')).toEqual([])
  expect((await lives.headOffice.verify()).projectionMatches).toBe(true)
}

it('steps of a branch restored before it was ever enrolled count within its first epoch, and a later restore takes none of them', async () => {
  const second = await lives.restored(await backUpNow(lives.old), 2)
  await lives.notice(second)
  await lives.enrol(second)
  expect([second.counter.branch.epoch, await lives.revisions(second)]).toEqual([1, [1, 2]])
  await lives.report(second)
  const backup = await backUpNow(second)
  await lives.resume(second)
  await lives.report(second)

  const third = await lives.restored(backup, 3)
  await lives.withdraw(third)
  await lives.enrol(third)
  expect([third.counter.branch.epoch, await lives.revisions(third)]).toEqual([2, [1, 2, 10_001]])
  await lives.report(third)
  expect(await lives.steps()).toEqual([SUBMIT, NOTICE, RESUME, 'case.withdraw DEFICIENT-WITHDRAWN'])
  expect([await lives.head(), await lives.open(third)]).toEqual(['WITHDRAWN', []])
  await nothingLost()
})

it('steps made after a backup from before the enrolment go up in the next epoch where the lost PC was enrolled, and those it reported stand once', async () => {
  const backup = await backUpNow(lives.old)
  await lives.enrol(lives.first)
  await lives.notice(lives.first)
  await lives.resume(lives.first)
  await lives.report(lives.first)

  const second = await lives.restored(backup, 2)
  await lives.withdraw(second)
  await lives.enrol(second)
  expect(second.counter.branch.epoch).toBe(2)
  await lives.report(second)
  expect(await lives.steps()).toEqual([SUBMIT, NOTICE, RESUME, WITHDRAW])
  expect([await lives.head(), await lives.open(second)]).toEqual(['WITHDRAWN', []])
  await nothingLost()
})

it('restored twice before it was enrolled, the steps of both lives go up in their order', async () => {
  const second = await lives.restored(await backUpNow(lives.old), 2)
  await lives.notice(second)
  const third = await lives.restored(await backUpNow(second), 3)
  await lives.resume(third)
  await lives.enrol(third)
  expect([third.counter.branch.epoch, await lives.revisions(third)]).toEqual([1, [1, 2, 3]])
  await lives.report(third)
  expect([await lives.steps(), await lives.open(third)]).toEqual([[SUBMIT, NOTICE, RESUME], []])
  await nothingLost()
})

it('restored twice from before the enrolment, while both lost PCs were enrolled, no step of the third takes the place of one of theirs', async () => {
  const backup = await backUpNow(lives.old)
  await lives.enrol(lives.first)
  await lives.notice(lives.first)
  await lives.report(lives.first)
  const second = await lives.restored(backup, 2)
  await lives.notice(second)
  const later = await backUpNow(second)
  await lives.enrol(second)
  await lives.resume(second)
  await lives.report(second)

  const third = await lives.restored(later, 3)
  await lives.resume(third)
  await lives.withdraw(third)
  await lives.enrol(third)
  expect(third.counter.branch.epoch).toBe(3)
  await lives.report(third)
  // What the second made before its backup was lost to nobody: it stands once from each of them that reported it.
  expect(await lives.steps()).toEqual([SUBMIT, NOTICE, NOTICE, RESUME, NOTICE, RESUME, WITHDRAW])
  expect([await lives.head(), await lives.open(third)]).toEqual(['WITHDRAWN', []])
  await nothingLost()
})
