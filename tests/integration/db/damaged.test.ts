import { open, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ok } from '../../../core/kernel/result.ts'
import { openDatabase } from '../../../db/connection.ts'
import { openHandle } from '../../../db/handle.ts'
import { inspectDatabase } from '../../../db/inspect.ts'
import { openBranchDatabase } from '../../../db/open-branch-database.ts'
import { loanCases } from '../../../db/repositories/loan-cases.ts'
import { AT, type Branch, draftCase, MIGRATIONS, makeBranch, vault } from './branch-fixture.ts'

let branch: Branch
let copy: string
beforeEach(async () => {
  branch = await makeBranch()
  await branch.database.write(async (tx) => {
    for (let n = 0; n < 50; n += 1) await loanCases(tx, vault).insert(draftCase(branch.people.teller))
    return ok(undefined)
  })
  copy = path.join(branch.folder, 'copy.db')
  await branch.database.copyTo(copy)
})
afterEach(() => branch.remove())

async function overwrite(offset: number, bytes: Uint8Array): Promise<void> {
  const handle = await open(copy, 'r+')
  await handle.write(bytes, 0, bytes.length, offset)
  await handle.close()
}
const attempt = async (file: string): Promise<unknown> => {
  const result = await openBranchDatabase({ file, folder: MIGRATIONS, now: AT })
  if (result.ok) await result.value.close()
  return result.ok ? 'opened' : result.error
}
const damage = (problem: string) => ({ code: 'DATABASE_DAMAGED', details: { problem } })

describe('a damaged database', () => {
  it('is opened while it is whole', async () => {
    expect(await attempt(copy)).toBe('opened')
    expect((await inspectDatabase(copy))?.counts).toMatchObject({ loan_case: 50, staff: 6 })
  })

  it('is refused when its header was overwritten, and left as it is', async () => {
    await overwrite(0, new Uint8Array(100).fill(0x55))
    const before = await readFile(copy)
    expect(await attempt(copy)).toEqual(damage('NOT_A_DATABASE'))
    expect((await readFile(copy)).equals(before)).toBe(true)
    expect(await inspectDatabase(copy)).toBeNull()
  })

  it('is refused when one page anywhere holds nonsense', async () => {
    const pages = (await stat(copy)).size / 4096
    const whole = await readFile(copy)
    let refused = 0
    for (let page = 1; page < pages; page += 1) {
      await writeFile(copy, whole)
      await overwrite(page * 4096, new Uint8Array(4096).fill(0xa5))
      const found = await attempt(copy)
      expect(found, `page ${page}`).toMatchObject({ code: expect.stringMatching(/^DATABASE_(DAMAGED|CHANGED)$/u) })
      refused += 1
    }
    expect(refused).toBeGreaterThan(30)
  })

  it('is refused when its end is missing', async () => {
    await truncate(copy, Math.floor((await stat(copy)).size / 2 / 4096) * 4096)
    expect(await attempt(copy)).toMatchObject({ code: expect.stringMatching(/^DATABASE_/u) })
  })

  it('is refused, never replaced by an empty one, when it is missing', async () => {
    const gone = path.join(branch.folder, 'gone.db')
    expect(await openDatabase(gone)).toEqual({ ok: false, error: damage('MISSING') })
    await expect(stat(gone)).rejects.toMatchObject({ code: 'ENOENT' })
  })
})

describe('a file that is not ours', () => {
  it("is refused when it is another program's database, and not written to", async () => {
    const foreign = path.join(branch.folder, 'foreign.db')
    const handle = await openHandle(foreign, 'CREATE')
    await handle.exec('CREATE TABLE theirs (x)')
    await handle.close()
    const before = await readFile(foreign)
    expect(await attempt(foreign)).toEqual(damage('NOT_OURS'))
    expect((await readFile(foreign)).equals(before)).toBe(true)
  })

  it('is refused when it is no database', async () => {
    const text = path.join(branch.folder, 'text.db')
    await writeFile(text, 'a letter to the branch manager, long enough to be more than a header of SQLite'.repeat(20))
    expect(await attempt(text)).toEqual(damage('NOT_A_DATABASE'))
  })
})

describe('the file of a branch', () => {
  it('is read by its owner only, and keeps every promise of the settings', async () => {
    if (process.platform !== 'win32') expect((await stat(branch.file)).mode & 0o777).toBe(0o600)
    const settings = await branch.database.write(async (tx) =>
      ok([await tx.get('PRAGMA foreign_keys'), await tx.get('PRAGMA synchronous'), await tx.get('PRAGMA journal_mode')]),
    )
    expect(settings).toEqual(ok([{ foreign_keys: 1 }, { synchronous: 2 }, { journal_mode: 'wal' }]))
  })
})
