import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays } from '../../../core/kernel/calendar.ts'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { volumesOfCase } from '../../../db/repositories/archive-volumes.ts'
import { closeDay, openDay } from '../../../electron/usecases/people/business-day.ts'
import { verifyBag } from '../../../protocol/bag-verify.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'
import { attempt, entryOf, startWalk, type Walk, walkTo } from './walk.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())
const volumeOf = async (walk: Walk) => (await branch.counter.database.read((reader) => volumesOfCase(reader, walk.caseId)))[0]

it('a volume keeps its number to itself all year, whatever day its case began', async () => {
  const { counter, staff } = branch
  const first = await startWalk(branch, entryOf(branch, 'mortgage-1'))
  await walkTo(first, 'fileVolume')
  expectOk(await closeDay(counter, staff.manager))
  const tomorrow = addDays(first.today, 1)
  branch.setDate(tomorrow)
  expectOk(await openDay(counter, staff.manager, tomorrow))
  const second = await startWalk(branch, entryOf(branch, 'sole-trader-1'))
  second.today = tomorrow
  await walkTo(second, 'prepareVolume')
  expect([(await volumeOf(first))?.archiveNo, (await volumeOf(second))?.archiveNo]).toEqual(['F001-XD-2026-D15-110199-00001', 'F001-XD-2026-D15-110199-00002'])

  // Whatever wrote it so: a row that names the sealed bag of another case never clears it away.
  const rename = (folder: string) =>
    counter.database.write(async (tx) => ok(await tx.run('UPDATE archive_volume SET folder = ? WHERE case_id = ?', [folder, second.caseId])))
  await rename('F001-XD-2026-D15-110199-00001')
  expect(await attempt(second, 'fileVolume', staff.secondArchivist)).toMatchObject({ ok: false, error: { code: 'VOLUME_EXISTS' } })
  await rename('F001-XD-2026-D15-110199-00002')
  const twice = counter.database.write(async (tx) =>
    ok(await tx.run('UPDATE archive_volume SET archive_no = ? WHERE case_id = ?', ['F001-XD-2026-D15-110199-00001', second.caseId])),
  )
  await expect(twice).rejects.toThrow(/UNIQUE/u)

  // A crash after the bag was written and before it was recorded: the second person files again.
  const left = path.join(counter.folders.archive, 'F001-XD-2026-D15-110199-00002')
  await mkdir(left)
  await writeFile(path.join(left, 'bagit.txt'), 'left by a crash')
  await walkTo(second, 'fileVolume')
  for (const name of await readdir(counter.folders.archive)) expect((await verifyBag(path.join(counter.folders.archive, name))).errors).toEqual([])
  expect(await readdir(counter.folders.archive)).toHaveLength(2)
  // Fifteen years run from settlement: a bag sealed at filing has no date yet.
  expect(await readFile(path.join(left, 'bag-info.txt'), 'utf8')).toMatch(/Retention-Class: D15\n(?!Dispose-After)/u)
  await rm(left, { recursive: true })
})
