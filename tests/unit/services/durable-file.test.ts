import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { moveIntoPlace, orDiskFull, renameWithRetry, writeSynced } from '../../../electron/services/durable-file.ts'

const failure = (code: string) => Object.assign(new Error(code), { code })

/** A rename that fails so many times first, as with an anti-virus program holding the new file. */
function heldFor(times: number, code: string) {
  const tried = { count: 0, paused: 0 }
  const move = async () => {
    tried.count += 1
    if (tried.count <= times) throw failure(code)
  }
  const pause = async (ms: number) => {
    tried.paused += ms
  }
  return { tried, run: () => renameWithRetry('a', 'b', move, pause) }
}

it.each(['EPERM', 'EBUSY', 'EACCES'])('waits while something holds the new file (%s)', async (code) => {
  const { tried, run } = heldFor(5, code)
  await run()
  expect(tried).toEqual({ count: 6, paused: 380 })
})

it('gives up after about three seconds and says why', async () => {
  const { tried, run } = heldFor(100, 'EBUSY')
  await expect(run()).rejects.toThrow('EBUSY')
  expect(tried).toEqual({ count: 9, paused: 3180 })
})

it('does not wait for a failure that waiting cannot mend', async () => {
  const { tried, run } = heldFor(1, 'EXDEV')
  await expect(run()).rejects.toThrow('EXDEV')
  expect(tried.count).toBe(1)
})

it.each(['ENOSPC', 'EDQUOT'])('calls %s a full disk and leaves other failures alone', async (code) => {
  expect(await orDiskFull(() => Promise.reject(failure(code)))).toEqual({ ok: false, error: { code: 'DISK_FULL', details: {} } })
  await expect(orDiskFull(() => Promise.reject(failure('EIO')))).rejects.toThrow('EIO')
})

it.each(['EPERM', 'EBUSY', 'EACCES'])(
  'a paper that may not take its place because another program holds it is refused, and the one before stays (%s)',
  async (code) => {
    const folder = mkdtempSync(path.join(tmpdir(), 'held-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const [made, target] = [path.join(folder, 'list.csv.part'), path.join(folder, 'list.csv')]
    for (const file of [made, target]) writeFileSync(file, file)
    expect(await moveIntoPlace(made, target, () => Promise.reject(failure(code)))).toEqual({ ok: false, error: { code: 'FILE_HELD', details: {} } })
    expect([existsSync(made), readFileSync(target, 'utf8')]).toEqual([false, target])
    expect(await writeSynced(made, sealed(code))).toEqual({ ok: false, error: { code: 'FILE_HELD', details: {} } })
    expect(existsSync(made)).toBe(false)
  },
)

it('a file that already lies where a new one was to be written is refused by name and stays as it is', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'foreign-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const theirs = path.join(folder, 'list.csv.part')
  writeFileSync(theirs, 'of another program')
  expect(await writeSynced(theirs, [Buffer.from('ours')])).toEqual({ ok: false, error: { code: 'FILE_IN_THE_WAY', details: { name: 'list.csv.part' } } })
  expect(await writeSynced(path.join(theirs, 'list.csv'), [Buffer.from('ours')])).toEqual({
    ok: false,
    error: { code: 'FILE_IN_THE_WAY', details: { name: 'list.csv.part' } },
  })
  expect(readFileSync(theirs, 'utf8')).toBe('of another program')
})

async function* sealed(code: string) {
  yield Buffer.from('half')
  throw failure(code)
}
