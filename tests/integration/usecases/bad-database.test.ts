import { open, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { databaseFile } from '../../../electron/open-counter.ts'
import { openHost } from '../../../electron/open-host.ts'
import { noOsKeyStore } from '../../../electron/services/os-key-store.ts'
import { signIn } from '../../../electron/usecases/people/sign-in.ts'
import { tally } from './tally.ts'
import { appRoot, CHEAP, openTestBranch, PASSWORD, type TestBranch } from './test-branch.ts'
import { entryOf, startWalk, walkTo } from './walk.ts'

let branch: TestBranch
let file: string
let whole: Buffer
let before: unknown
const reopen = () => openHost({ appRoot, userData: branch.userData, version: '0.1.0', clock: branch.host.clock, osStore: noOsKeyStore, keyCost: CHEAP })
beforeAll(async () => {
  branch = await openTestBranch()
  await walkTo(await startWalk(branch, entryOf(branch, 'sole-trader-1')), 'score')
  before = await tally(branch.counter)
  await branch.host.close()
  file = databaseFile(branch.userData)
  whole = await readFile(file)
})
afterAll(() => branch.remove())

async function overwrite(offset: number, length: number): Promise<void> {
  const handle = await open(file, 'r+')
  await handle.write(Buffer.alloc(length, 0xa5), 0, length, offset)
  await handle.close()
}

describe('a branch whose database file is corrupted', () => {
  it.each([
    ['its header overwritten', () => overwrite(0, 100)],
    ['a page in the middle overwritten', async () => overwrite(4096 * Math.floor((await stat(file)).size / 8192), 4096)],
    ['its end cut off', async () => truncate(file, (await stat(file)).size - 4096)],
  ])('with %s does not open, and the file is left as it is', async (_title, damage) => {
    await writeFile(file, whole)
    await damage()
    const damaged = await readFile(file)
    const opened = await reopen()
    if (opened.ok) await opened.value.close()
    expect(opened).toMatchObject({ ok: false, error: { code: expect.stringMatching(/^DATABASE_(DAMAGED|CHANGED)$/) } })
    expect((await readFile(file)).equals(damaged)).toBe(true)
  })

  it('opens again with everything once the whole file is put back', async () => {
    await writeFile(file, whole)
    const host = expectOk(await reopen())
    const { counter } = expectOk(await signIn(host, { staffNo: branch.staff.teller.staffNo, password: PASSWORD }))
    expect(await tally(counter)).toEqual(before)
    await host.close()
  })
})
