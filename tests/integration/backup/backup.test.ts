import { access, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { instant } from '../../../core/kernel/calendar.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { makeBackup } from '../../../electron/services/backup.ts'
import { listBackups } from '../../../electron/services/backup-folders.ts'
import { unlockBackup } from '../../../electron/services/backup-unlock.ts'
import { newDataKey } from '../../../electron/services/key-slots.ts'
import { makeRecoveryCode } from '../../../electron/services/recovery-code.ts'
import { type TestBranch, testBranch } from './test-branch.ts'

let branch: TestBranch
beforeEach(async () => {
  branch = await testBranch()
  for (const name of ['alpha', 'beta']) await branch.addCase(name)
})
afterEach(() => branch.dispose())
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }) => (result.ok ? 'OK' : result.error.code)
/** Windows, while a virus scanner or an indexer reads a file. */
const held = () => Promise.reject(Object.assign(new Error('EBUSY: resource busy or locked'), { code: 'EBUSY' }))
const at = (minute: number) => ({ now: instant(new Date(Date.parse('2026-11-23T12:00:00.000Z') + minute * 60_000).toISOString()) })

describe('a backup', () => {
  it('counts what it holds and leaves the live database open and whole', async () => {
    const made = expectOk(await makeBackup(branch.order(branch.slots)))
    expect(made.name).toBe('backup-20261123-200000')
    expect(made.files).toBe(5)
    expect(made.manifest).toMatchObject({ counts: { loan_case: 2, paper: 2, audit_event: 2 }, damagedPapers: [], missingPapers: [] })
    expect(made.manifest.papers).toHaveLength(2)
    await branch.addCase('gamma')
  })

  it('holds no name in the clear, and no working copy is left behind', async () => {
    await branch.addCase('PLAINTEXT-NAME')
    const { folder } = expectOk(await makeBackup(branch.order(branch.slots)))
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile()) expect((await readFile(join(entry.parentPath, entry.name))).includes('PLAINTEXT-NAME'), entry.name).toBe(false)
    }
    expect(await readdir(join(branch.folder, 'work'))).toEqual([])
  })

  it('opens on another PC by a password or by the recovery code, and by nothing else', async () => {
    const { folder } = expectOk(await makeBackup(branch.order(branch.slots)))
    expect(await unlockBackup(folder, { staffNo: 'T0101', password: 'Counter-2026' })).toEqual({ ok: true, value: branch.dataKey })
    expect(await unlockBackup(folder, { recoveryCode: branch.recoveryCode })).toEqual({ ok: true, value: branch.dataKey })
    expect(codeOf(await unlockBackup(folder, { staffNo: 'T0101', password: 'wrong' }))).toBe('PASSWORD_WRONG')
    expect(codeOf(await unlockBackup(folder, { staffNo: 'T9999', password: 'Counter-2026' }))).toBe('PASSWORD_WRONG')
    expect(codeOf(await unlockBackup(folder, { recoveryCode: makeRecoveryCode().code }))).toBe('RECOVERY_CODE_WRONG')
    expect(codeOf(await unlockBackup(folder, { recoveryCode: 'abc' }))).toBe('RECOVERY_CODE_LENGTH')
    expect(codeOf(await unlockBackup(branch.folder, { recoveryCode: branch.recoveryCode }))).toBe('BACKUP_NOT_FOUND')
  })

  it('says so when the key slots beside it are those of another backup', async () => {
    const { folder } = expectOk(await makeBackup(branch.order(branch.slots)))
    const path = join(folder, 'key-slots.json')
    await writeFile(path, (await readFile(path, 'utf8')).replace(/"keyCheck":"./, '"keyCheck":"!'))
    expect(codeOf(await unlockBackup(folder, { recoveryCode: branch.recoveryCode }))).toBe('BACKUP_KEY_WRONG')
    await writeFile(path, '{"format":2,"keyCheck":"","slots":[]}')
    expect(codeOf(await unlockBackup(folder, { recoveryCode: branch.recoveryCode }))).toBe('BACKUP_NEWER_FORMAT')
    await writeFile(path, '{"format":')
    expect(codeOf(await unlockBackup(folder, { recoveryCode: branch.recoveryCode }))).toBe('BACKUP_DAMAGED')
  })
})

describe('the shelf of backups', () => {
  it('keeps the newest three and nothing that is not a backup is removed', async () => {
    await mkdir(join(branch.target, 'holiday-photos'), { recursive: true })
    for (const minute of [0, 1, 2, 3]) expectOk(await makeBackup(branch.order(branch.slots, at(minute))))
    expect(await listBackups(branch.target)).toEqual(['backup-20261123-200100', 'backup-20261123-200200', 'backup-20261123-200300'])
    expect(await readdir(branch.target)).toContain('holiday-photos')
  })

  it('keeps the one just made, also when the clock was set back', async () => {
    for (const minute of [1, 2, 3]) expectOk(await makeBackup(branch.order(branch.slots, at(minute))))
    const made = expectOk(await makeBackup(branch.order(branch.slots, at(0))))
    expect(await listBackups(branch.target)).toEqual([made.name, 'backup-20261123-200200', 'backup-20261123-200300'])
  })

  it('gives a second backup in one second a name of its own and sweeps what a crash left', async () => {
    await mkdir(join(branch.target, 'backup-20261101-200000.partial', 'papers'), { recursive: true })
    expectOk(await makeBackup(branch.order(branch.slots)))
    expect(expectOk(await makeBackup(branch.order(branch.slots))).name).toBe('backup-20261123-200000-2')
    expect(await readdir(branch.target)).toEqual(['backup-20261123-200000', 'backup-20261123-200000-2'])
  })

  it('takes a backup for made when one file of the oldest is held, and removes that one when it is let go', async () => {
    for (const minute of [0, 1, 2]) expectOk(await makeBackup(branch.order(branch.slots, at(minute))))
    const made = expectOk(await makeBackup(branch.order(branch.slots, { ...at(3), remove: held })))
    expect(made).toMatchObject({ removed: [], held: ['backup-20261123-200000.partial', 'backup-20261123-200300.partial'] })
    expect(await listBackups(branch.target)).toEqual(['backup-20261123-200100', 'backup-20261123-200200', 'backup-20261123-200300'])
    expect(expectOk(await makeBackup(branch.order(branch.slots, at(4))))).toMatchObject({ removed: ['backup-20261123-200100'], held: [] })
    expect(await readdir(branch.target)).toEqual(['backup-20261123-200200', 'backup-20261123-200300', 'backup-20261123-200400'])
  })

  it('is not stopped by what a crash left and something holds, nor by a working copy that is held', async () => {
    const left = join(branch.target, 'backup-20261123-200000.partial')
    await mkdir(left, { recursive: true })
    const made = expectOk(await makeBackup(branch.order(branch.slots, { remove: held })))
    expect(made).toMatchObject({ name: 'backup-20261123-200000-2', held: ['backup-20261123-200000.partial', 'backup-20261123-200000-2.partial'] })
    await access(left)
    expectOk(await makeBackup(branch.order(branch.slots, at(1))))
    expect(await readdir(branch.target)).toEqual(['backup-20261123-200000-2', 'backup-20261123-200100'])
    expect(await readdir(join(branch.folder, 'work'))).toEqual([])
  })

  it('is refused for its own reason while what it wrote is held', async () => {
    branch.db.exec("UPDATE audit_event SET text = 'rewritten' WHERE seq = 1")
    expect(codeOf(await makeBackup(branch.order(branch.slots, { remove: held })))).toBe('BACKUP_AUDIT_BROKEN')
  })
})

describe('a branch that is already damaged', () => {
  it('is backed up with its damaged and missing papers named', async () => {
    const [damaged, missing] = [await branch.addCase('gamma'), await branch.addCase('delta')]
    await writeFile(branch.papers.pathOf(damaged), 'not sealed')
    await rm(branch.papers.pathOf(missing))
    expect(expectOk(await makeBackup(branch.order(branch.slots))).manifest).toMatchObject({ damagedPapers: [damaged], missingPapers: [missing] })
  })

  it('is refused when its audit chain is broken or its database does not open, and the earlier backup stays', async () => {
    expectOk(await makeBackup(branch.order(branch.slots)))
    branch.db.exec("UPDATE audit_event SET text = 'rewritten' WHERE seq = 1")
    expect(codeOf(await makeBackup(branch.order(branch.slots, at(1))))).toBe('BACKUP_AUDIT_BROKEN')
    expect(codeOf(await makeBackup(branch.order(branch.slots, { ...at(2), copyDatabase: (path) => writeFile(path, 'not a database at all') })))).toBe(
      'BACKUP_DATABASE_DAMAGED',
    )
    expect(await readdir(branch.target)).toEqual(['backup-20261123-200000'])
  })

  it('never uses a portable slot of another branch', async () => {
    await expect(makeBackup(branch.order(branch.slots, { dataKey: newDataKey() }))).rejects.toThrow()
    expect(await readdir(branch.target)).toEqual([])
  })
})
