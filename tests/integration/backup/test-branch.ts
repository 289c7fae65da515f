import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { instant } from '../../../core/kernel/calendar.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import type { BackupOrder } from '../../../electron/services/backup.ts'
import type { DatabaseFacts } from '../../../electron/services/backup-format.ts'
import { makePasswordSlot, makeRecoverySlot, newDataKey } from '../../../electron/services/key-slots.ts'
import { makePaperStore } from '../../../electron/services/paper-store.ts'
import { makeVault } from '../../../electron/services/vault.ts'
import { osUser, TEST_COST } from '../keys/test-keys.ts'

const link = (previous: string, text: string) => createHash('sha256').update(previous).update(text).digest('hex')

/** Reads a real SQLite file the way `db/` does: quick_check, rows, chain, papers. */
export async function inspect(path: string): Promise<DatabaseFacts | null> {
  let db: DatabaseSync | null = null
  try {
    db = new DatabaseSync(path)
    if (db.prepare('PRAGMA quick_check').get()?.quick_check !== 'ok') return null
    const count = (table: string) => Number(db?.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n)
    let head = ''
    let intact = true
    for (const row of db.prepare('SELECT text, hash FROM audit_event ORDER BY seq').all()) {
      head = link(head, String(row.text))
      intact &&= head === row.hash
    }
    const paperRefs = db
      .prepare('SELECT ref FROM paper ORDER BY ref')
      .all()
      .map((row) => String(row.ref))
    const counts = { loan_case: count('loan_case'), paper: count('paper'), audit_event: count('audit_event') }
    return { schemaVersion: 30, counts, audit: { entries: counts.audit_event, head, intact }, paperRefs }
  } catch {
    return null
  } finally {
    db?.close()
  }
}

/** node:sqlite says a full disk with a number where the product's driver says SQLITE_FULL. */
function vacuumInto(db: DatabaseSync, path: string): void {
  try {
    db.exec(`VACUUM INTO '${path}'`)
  } catch (error) {
    throw error instanceof Error && 'errcode' in error && error.errcode === 13 ? Object.assign(error, { code: 'SQLITE_FULL' }) : error
  }
}

/** A branch on the disk: a live SQLite database in WAL mode, sealed papers, slots bound to this PC's OS user. */
export async function testBranch(root?: string) {
  const folder = root ?? (await mkdtemp(join(tmpdir(), 'branch-')))
  const liveFolder = join(folder, 'data', 'branch')
  const dataKey = newDataKey()
  await mkdir(liveFolder, { recursive: true })
  const papers = makePaperStore({ folder: join(liveFolder, 'papers'), key: makeVault(dataKey).papersKey })
  const db = new DatabaseSync(join(liveFolder, 'branch.db'))
  db.exec(
    'PRAGMA journal_mode = WAL; CREATE TABLE loan_case (name TEXT); CREATE TABLE paper (ref TEXT); CREATE TABLE audit_event (seq INTEGER PRIMARY KEY, text TEXT, hash TEXT)',
  )
  let head = ''
  const branch = {
    folder,
    liveFolder,
    target: join(folder, 'backups'),
    dataKey,
    papers,
    db,
    recoveryCode: '',
    async addCase(name: string): Promise<string> {
      const { ref } = expectOk(await papers.put(new Uint8Array(randomBytes(70_000))))
      head = link(head, name)
      db.prepare('INSERT INTO loan_case VALUES (?)').run(name)
      db.prepare('INSERT INTO paper VALUES (?)').run(ref)
      db.prepare('INSERT INTO audit_event (text, hash) VALUES (?, ?)').run(name, head)
      return ref
    },
    order: (slots: BackupOrder['slots'], changes: Partial<BackupOrder> = {}): BackupOrder => ({
      target: branch.target,
      workFolder: join(folder, 'work'),
      dataKey,
      branchCode: '310104',
      slots,
      papers,
      copyDatabase: async (path) => vacuumInto(db, path),
      inspect,
      now: instant('2026-11-23T12:00:00.000Z'),
      keep: 3,
      ...changes,
    }),
    async dispose() {
      if (db.isOpen) db.close()
      if (!root) await rm(folder, { recursive: true, force: true })
    },
  }
  const recovery = await makeRecoverySlot({ slotId: 'recovery', dataKey }, TEST_COST)
  const { slot: password } = await makePasswordSlot({ slotId: 'T0101', password: 'Counter-2026', dataKey, osStore: osUser(9) }, TEST_COST)
  branch.recoveryCode = recovery.code
  return {
    ...branch,
    slots: [
      { label: 'T0101', slot: password },
      { label: '', slot: recovery.slot },
    ],
  }
}
export type TestBranch = Awaited<ReturnType<typeof testBranch>>
