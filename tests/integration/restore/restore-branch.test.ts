import { cp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { verifyChain } from '../../../db/audit-verify.ts'
import { type DatabaseFacts, inspectDatabase } from '../../../db/inspect.ts'
import { databaseFile, liveFolder } from '../../../electron/open-counter.ts'
import { viewCase } from '../../../electron/usecases/cases/view-case.ts'
import { tryBackup } from '../../../electron/usecases/people/restore-branch.ts'
import { signIn } from '../../../electron/usecases/people/sign-in.ts'
import { backUpNow, carryOne, enrolAt, newFolder, openOn, passwordOf, requestFor, restoreTo, setUpWorking } from './working-branch.ts'

let root: Awaited<ReturnType<typeof newFolder>>
let data: string
let backup: string
let caseId: string
let recoveryCode: string
let before: DatabaseFacts | null
const at = (...parts: string[]): string => path.join(root.folder, ...parts)

beforeAll(async () => {
  root = await newFolder()
  data = at('old')
  const branch = await setUpWorking(data)
  await (await enrolAt(at('office'), branch)).close()
  caseId = await carryOne(branch, 1)
  backup = await backUpNow(branch)
  recoveryCode = branch.recoveryCode
  await branch.host.close()
  before = await inspectDatabase(databaseFile(data))
})
afterAll(() => root.remove())

/** Every file below a folder with its bytes. */
async function everything(folder: string): Promise<Record<string, string>> {
  const names = (await readdir(folder, { recursive: true })).sort()
  const found: Record<string, string> = {}
  for (const name of names) if ((await stat(path.join(folder, name))).isFile()) found[name] = (await readFile(path.join(folder, name))).toString('base64')
  return found
}

async function expectWhole(userData: string, pc: number): Promise<void> {
  const host = await openOn(userData, pc)
  try {
    const { counter, session } = expectOk(await signIn(host, { staffNo: 'B0401', password: passwordOf('B0401') }))
    const view = expectOk(await viewCase(counter, session, caseId as Parameters<typeof viewCase>[2]))
    expect(view.state).toBe('ACTIVE')
    const chain = await counter.database.read(verifyChain)
    expect(chain.ok).toBe(true)
    for (const ref of before?.paperRefs ?? []) expect((await counter.papers.get(ref as Parameters<typeof counter.papers.get>[0])).ok).toBe(true)
  } finally {
    await host.close()
  }
}

describe('a branch is restored on another PC', () => {
  it('with a password of the day of the backup, and says in the audit log that it was', async () => {
    const target = at('by-password')
    const done = expectOk(await restoreTo(backup, target))
    expect(done.keptAside).toBeNull()
    const after = await inspectDatabase(databaseFile(target))
    // The audit row of the backup itself came after its copy; the restore adds its own row, key and setting.
    const { audit, branch_key: keys, setting: _setting, ...counts } = after?.counts ?? {}
    const { audit: auditBefore = 0, branch_key: _keys, setting: _before, ...countsBefore } = before?.counts ?? {}
    expect(counts).toEqual(countsBefore)
    expect([audit, keys]).toEqual([auditBefore, 2])
    expect(done.manifest.audit.entries).toBe((audit ?? 0) - 1)
    expect(after?.paperRefs).toEqual(before?.paperRefs)
    expect(before?.paperRefs.length).toBeGreaterThan(10)
    await expectWhole(target, 2)
  })

  it('with the recovery code over a damaged database, which is kept aside', async () => {
    const target = at('by-code')
    await cp(data, target, { recursive: true })
    await writeFile(databaseFile(target), 'not a database any more')
    const done = expectOk(await restoreTo(backup, target, { secret: { recoveryCode } }))
    expect(await readFile(path.join(done.keptAside ?? '', 'branch.sqlite'), 'utf8')).toBe('not a database any more')
    await expectWhole(target, 3)
  })

  it('is only proven when asked so', async () => {
    const target = at('proven')
    await cp(data, target, { recursive: true })
    const live = await everything(target)
    expect(expectOk(await tryBackup(await requestFor(backup, target))).counts.loan_case).toBe(1)
    expect(await everything(target)).toEqual(live)
  })
})

describe('a restore that is refused leaves the live data as it was', () => {
  const paperOf = async (folder: string): Promise<string> => {
    const names = await readdir(path.join(folder, 'papers'), { recursive: true })
    return path.join(folder, 'papers', names.find((name) => /^[0-9a-f]{2}[/\\]/.test(name)) ?? '')
  }
  const flip = async (file: string): Promise<void> => {
    const bytes = await readFile(file)
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1
    await writeFile(file, bytes)
  }
  const cases: readonly (readonly [string, string, (copy: string) => Promise<Parameters<typeof restoreTo>[2]>])[] = [
    ['a wrong password', 'PASSWORD_WRONG', async () => ({ secret: { staffNo: 'B0401', password: 'Wrong-Horse-1' } })],
    ['a staff number nobody has', 'PASSWORD_WRONG', async () => ({ secret: { staffNo: 'X9', password: 'Wrong-Horse-1' } })],
    [
      'a mistyped recovery code',
      'RECOVERY_CODE_TYPO',
      async () => ({ secret: { recoveryCode: recoveryCode.replace(/^./, (first) => (first === '7' ? '8' : '7')) } }),
    ],
    ['one flipped byte in the database', 'BACKUP_DAMAGED', (copy) => flip(path.join(copy, 'database.sealed')).then(() => ({}))],
    ['one flipped byte in a paper', 'BACKUP_DAMAGED', async (copy) => flip(await paperOf(copy)).then(() => ({}))],
    ['a missing paper', 'BACKUP_PAPER_MISSING', async (copy) => rm(await paperOf(copy)).then(() => ({}))],
    ['a backup of a newer program', 'BACKUP_NEWER_FORMAT', async () => ({ schemaVersion: 10 })],
    ['a folder that is no backup', 'BACKUP_NOT_FOUND', (copy) => rm(path.join(copy, 'key-slots.json')).then(() => ({}))],
  ]
  it.each(cases)('%s', async (name, code, damage) => {
    const target = at('kept')
    const copy = at('backups', name.replaceAll(' ', '-'))
    await cp(data, target, { recursive: true })
    await cp(backup, copy, { recursive: true })
    const over = await damage(copy)
    const live = await everything(target)
    expect(await restoreTo(copy, target, over)).toMatchObject({ ok: false, error: { code } })
    expect(await everything(target)).toEqual(live)
    await rm(target, { recursive: true })
  })

  it('the backup of another branch', async () => {
    const other = await setUpWorking(at('other'), '110198')
    const foreign = await backUpNow(other)
    await other.host.close()
    const live = await everything(liveFolder(data))
    expect(await restoreTo(foreign, data)).toMatchObject({
      ok: false,
      error: { code: 'BACKUP_OF_OTHER_BRANCH', details: { expected: '110199', found: '110198' } },
    })
    expect(await everything(liveFolder(data))).toEqual(live)
  })

  it('a branch that is open', async () => {
    const host = await openOn(data, 1)
    expect(await restoreTo(backup, data)).toMatchObject({ ok: false, error: { code: 'RESTORE_DATA_IN_USE' } })
    await host.close()
    await expectWhole(data, 1)
  })
})
