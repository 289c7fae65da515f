import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { instant } from '../../../core/kernel/calendar.ts'
import { makeClock, steppingTime } from '../../../electron/services/clock.ts'
import { makeLogger } from '../../../electron/services/logger.ts'

const clock = makeClock(() => null, steppingTime(instant('2026-11-23T01:00:00.000Z'), 1000))
let root: string
let folder: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'logs-'))
  folder = join(root, 'logs')
})
afterEach(() => rm(root, { recursive: true, force: true }))
const lines = async (name = 'counter.log') =>
  (await readFile(join(folder, name), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

it('writes one line of JSON an event, readable by this user alone', async () => {
  const log = makeLogger({ folder, clock })
  log.info('app.started', { version: '0.1.0' })
  log.error('incident', { incident: 'A1', kind: 'TypeError', frames: ['at x'] })
  expect((await lines()).map((line) => [line.level, line.event])).toEqual([
    ['info', 'app.started'],
    ['error', 'incident'],
  ])
  if (process.platform !== 'win32') expect((await stat(join(folder, 'counter.log'))).mode & 0o077).toBe(0)
})

it('starts a new file at the size limit and keeps so many old ones, the newest events first to be found', async () => {
  const log = makeLogger({ folder, clock, maxBytes: 400, keep: 2 })
  for (let count = 1; count <= 40; count += 1) log.info('tick', { count })
  expect((await readdir(folder)).sort()).toEqual(['counter.1.log', 'counter.2.log', 'counter.log'])
  for (const name of await readdir(folder)) expect((await stat(join(folder, name))).size).toBeLessThanOrEqual(400)
  const counts = [...(await lines('counter.2.log')), ...(await lines('counter.1.log')), ...(await lines())].map((line) => line.count)
  expect(counts.at(-1)).toBe(40)
  expect(counts).toEqual(counts.map((_, index) => 40 - counts.length + 1 + index))
})

it('goes on without a place to write, and says afterwards how many lines were lost', async () => {
  await writeFile(folder, 'a file stands where the folder should be')
  const log = makeLogger({ folder, clock })
  log.info('one')
  log.info('two')
  await rm(folder)
  await mkdir(folder)
  log.info('three')
  expect((await lines()).map((line) => [line.event, line.count])).toEqual([
    ['log.lost', 2],
    ['three', undefined],
  ])
})
