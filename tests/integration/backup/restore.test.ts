import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { instant } from '../../../core/kernel/calendar.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { type BackupMade, makeBackup } from '../../../electron/services/backup.ts'
import type { DatabaseFacts } from '../../../electron/services/backup-format.ts'
import { newDataKey } from '../../../electron/services/key-slots.ts'
import { finishInterruptedRestore, type RestoreOrder, removeAside, restoreBackup } from '../../../electron/services/restore.ts'
import { inspect, type TestBranch, testBranch } from './test-branch.ts'

let branch: TestBranch
let made: BackupMade
beforeEach(async () => {
  branch = await testBranch()
  for (const name of ['alpha', 'beta']) await branch.addCase(name)
  made = expectOk(await makeBackup(branch.order(branch.slots)))
  await branch.addCase('after the backup')
})
afterEach(() => branch.dispose())

const restore = (changes: Partial<RestoreOrder> = {}) =>
  restoreBackup({
    folder: made.folder,
    dataKey: branch.dataKey,
    liveFolder: branch.liveFolder,
    databaseName: 'branch.db',
    inspect,
    schemaVersion: 30,
    beforeSwap: async () => branch.db.close(),
    now: instant('2026-11-24T01:00:00.000Z'),
    ...changes,
  })
const refusal = async (changes: Partial<RestoreOrder> = {}) => {
  const result = await restore(changes)
  return result.ok ? 'restored' : [result.error.code, ...Object.values(result.error.details).map(String)]
}
function cases(): string[] {
  const db = new DatabaseSync(join(branch.liveFolder, 'branch.db'))
  const names = db
    .prepare('SELECT name FROM loan_case')
    .all()
    .map((row) => String(row.name))
  db.close()
  return names
}
async function alter(file: string, at: number): Promise<void> {
  const bytes = await readFile(join(made.folder, file))
  const place = at < 0 ? bytes.length + at : at
  bytes[place] = (bytes[place] ?? 0) ^ 1
  await writeFile(join(made.folder, file), bytes)
}
const facts = (changes: Partial<DatabaseFacts>) => async (path: string) => {
  const found = await inspect(path)
  return found && { ...found, ...changes }
}
const paperFile = () => {
  const ref = made.manifest.papers[0]?.ref ?? ''
  return { ref, file: join('papers', ref.slice(0, 2), ref) }
}
const nothingLost = async () => {
  expect(cases()).toEqual(['alpha', 'beta', 'after the backup'])
  expect((await branch.papers.verifyAll()).damaged).toEqual([])
  expect(await readdir(join(branch.folder, 'data'))).toEqual(['branch'])
}

describe('a restore', () => {
  it('brings the branch back as it was and keeps the replaced data aside until told to remove it', async () => {
    const done = expectOk(await restore())
    expect(cases()).toEqual(['alpha', 'beta'])
    expect(await branch.papers.verifyAll()).toEqual({ checked: 2, damaged: [] })
    expect(done.keptAside).toBe(`${branch.liveFolder}.aside-20261124-090000`)
    expect(await readdir(done.keptAside ?? '')).toContain('branch.db')
    await removeAside(branch.liveFolder)
    expect(await readdir(join(branch.folder, 'data'))).toEqual(['branch'])
  })

  it('works on a new PC, where there is nothing to replace', async () => {
    branch.db.close()
    await rm(join(branch.folder, 'data'), { recursive: true })
    expect(expectOk(await restore({ beforeSwap: async () => {} })).keptAside).toBeNull()
    expect(cases()).toEqual(['alpha', 'beta'])
  })

  it('accepts papers that were known to be damaged when the backup was made', async () => {
    const bad = await branch.addCase('gamma')
    await writeFile(branch.papers.pathOf(bad), 'not sealed')
    made = expectOk(await makeBackup(branch.order(branch.slots)))
    expect((await restore()).ok).toBe(true)
  })
})

describe('a backup that was tampered with is refused, and nothing is lost', () => {
  it.each([
    ['manifest.sealed', 3],
    ['manifest.sealed', 12],
    ['manifest.sealed', 60],
    ['manifest.sealed', -1],
    ['database.sealed', 5],
    ['database.sealed', 12],
    ['database.sealed', 60],
    ['database.sealed', -1],
  ])('%s, byte %i', async (file, at) => {
    await alter(file, at)
    expect(await refusal()).toEqual(['BACKUP_DAMAGED', file])
    await nothingLost()
  })

  it.each([0, 12, 60, -1])('a paper, byte %i', async (at) => {
    await alter(paperFile().file, at)
    expect(await refusal()).toEqual(['BACKUP_DAMAGED', paperFile().ref])
    await nothingLost()
  })

  it.each(['manifest.sealed', 'database.sealed'])('%s taken away', async (file) => {
    await rm(join(made.folder, file))
    expect(await refusal()).toEqual(['BACKUP_DAMAGED', file])
    await nothingLost()
  })

  it('a paper taken away', async () => {
    await rm(join(made.folder, paperFile().file))
    expect(await refusal()).toEqual(['BACKUP_PAPER_MISSING', paperFile().ref])
    await nothingLost()
  })

  it('another key', async () => {
    expect(await refusal({ dataKey: newDataKey() })).toEqual(['BACKUP_DAMAGED', 'manifest.sealed'])
    await nothingLost()
  })
})

describe('a backup whose database does not prove itself is refused, and nothing is lost', () => {
  it.each([
    ['quick_check fails', { inspect: async () => null }, ['BACKUP_DATABASE_DAMAGED']],
    ['rows are missing', { inspect: facts({ counts: { loan_case: 1, paper: 2, audit_event: 2 } }) }, ['BACKUP_COUNTS_DIFFER', 'loan_case', '2', '1']],
    ['the audit chain is broken', { inspect: facts({ audit: { entries: 2, head: '', intact: false } }) }, ['BACKUP_AUDIT_BROKEN', '2']],
    ['the audit chain ends elsewhere', { inspect: facts({ audit: { entries: 2, head: 'other', intact: true } }) }, ['BACKUP_AUDIT_BROKEN', '2']],
    ['a row names a paper that is not there', { inspect: facts({ paperRefs: ['0'.repeat(32)] }) }, ['BACKUP_PAPER_MISSING', '0'.repeat(32)]],
    ['it was made by a newer program', { schemaVersion: 20 }, ['BACKUP_NEWER_FORMAT', '30', '20']],
  ])('%s', async (_what, changes, expected) => {
    expect(await refusal(changes)).toEqual(expected)
    await nothingLost()
  })
})

describe('a restore that is interrupted', () => {
  const held = (failing: RegExp) => async (from: string, to: string) => {
    if (failing.test(from)) throw Object.assign(new Error('held'), { code: 'EXDEV' })
    await rename(from, to)
  }

  it.each([/branch$/, /restored$/])('by a folder that cannot be renamed (%s) takes everything back', async (failing) => {
    expect(await refusal({ move: held(failing) })).toEqual(['RESTORE_SWAP_FAILED', 'EXDEV'])
    await nothingLost()
  })

  it('by a power cut before the swap leaves the old data live', async () => {
    await mkdir(`${branch.liveFolder}.restoring`)
    await mkdir(`${branch.liveFolder}.restored`)
    expect(await finishInterruptedRestore(branch.liveFolder)).toBe('NOTHING')
    await nothingLost()
  })

  it('by a power cut between the two renames is completed at the next start', async () => {
    branch.db.close()
    await rename(branch.liveFolder, `${branch.liveFolder}.aside-20261124-090000`)
    await mkdir(`${branch.liveFolder}.restored`)
    expect(await finishInterruptedRestore(branch.liveFolder)).toBe('COMPLETED')
    expect(await readdir(join(branch.folder, 'data'))).toEqual(['branch', 'branch.aside-20261124-090000'])
  })

  it('with nothing proven to put in place gets its old data back', async () => {
    branch.db.close()
    await rename(branch.liveFolder, `${branch.liveFolder}.aside-20261124-090000`)
    expect(await finishInterruptedRestore(branch.liveFolder)).toBe('TAKEN_BACK')
    await nothingLost()
    expect(await finishInterruptedRestore(join(branch.folder, 'none', 'branch'))).toBe('NOTHING')
  })
})
