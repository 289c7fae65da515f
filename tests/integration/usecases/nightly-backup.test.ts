import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { backUpIfDue } from '../../../electron/handlers/nightly-backup.ts'
import { listBackups } from '../../../electron/services/backup-folders.ts'
import type { Logger } from '../../../electron/services/logger.ts'
import { openTestBranch, type TestBranch } from './test-branch.ts'

let branch: TestBranch
beforeAll(async () => {
  branch = await openTestBranch()
})
afterAll(() => branch.remove())

it('is made once a night, and not every ten minutes while a file of the oldest one is held', async () => {
  const { backups } = branch.counter.folders
  for (let day = 10; day < 24; day += 1) {
    await mkdir(path.join(backups, `backup-202601${day}-200000`), { recursive: true })
    await writeFile(path.join(backups, `backup-202601${day}-200000`, 'manifest'), 'old')
  }
  const lines: string[] = []
  const line: Logger['info'] = (event, fields) => lines.push(`${event} ${JSON.stringify(fields)}`)
  const log: Logger = { info: line, warn: line, error: line }
  const held = () => Promise.reject(Object.assign(new Error('EBUSY: resource busy or locked'), { code: 'EBUSY' }))
  for (let look = 0; look < 3; look += 1) await backUpIfDue(branch.host, log, held)
  expect((await listBackups(backups)).filter((name) => !name.startsWith('backup-202601'))).toHaveLength(1)
  expect(lines).toEqual([expect.stringMatching(/^backup\.made /), expect.stringMatching(/^backup\.held \{"count":\d+\}$/)])
})
