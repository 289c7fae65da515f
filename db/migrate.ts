import { open, rename, rm } from 'node:fs/promises'
import type { Instant } from '../core/kernel/calendar.ts'
import { ok, type Result } from '../core/kernel/result.ts'
import { APPLICATION_ID } from './connection.ts'
import { damaged, refusalOf } from './faults.ts'
import { type Handle, openHandle } from './handle.ts'
import { type Migration, readMigrations } from './migration-files.ts'
import { MIGRATION_TABLE, schemaHash, schemaVersion } from './schema-state.ts'

export interface Migrated {
  /** 0 for a database made just now. */
  readonly from: number
  readonly to: number
  /** The copy made before the first step; null where there was nothing to copy or to do. */
  readonly copy: string | null
}

export interface MigrateOrder {
  readonly file: string
  /** The folder with the .sql files; the packaged app reads it from its own root. */
  readonly folder: string
  readonly now: Instant
}

/** Only the owner of the PC's account reads the file; SQLite gives WAL and shm the same rights. */
async function createFile(file: string): Promise<void> {
  await (await open(file, 'a', 0o600)).close()
}

async function copyBefore(handle: Handle, file: string, version: number): Promise<string> {
  const copy = `${file}.before-${version}`
  await rm(`${copy}.partial`, { force: true })
  await createFile(`${copy}.partial`)
  await handle.run('VACUUM INTO ?', [`${copy}.partial`])
  await rename(`${copy}.partial`, copy)
  return copy
}

async function apply(handle: Handle, migration: Migration, now: Instant): Promise<void> {
  await handle.exec('BEGIN IMMEDIATE')
  try {
    await handle.exec(migration.sql)
    const broken = await handle.get<{ table: string }>('PRAGMA foreign_key_check')
    if (broken) throw new Error(`${migration.name} breaks a foreign key of ${broken.table}`)
    await handle.run('INSERT INTO migration (version, name, sha256, schema_sha256, applied_at) VALUES (?, ?, ?, ?, ?)', [
      migration.version,
      migration.name,
      migration.sha256,
      await schemaHash(handle),
      now,
    ])
    await handle.exec('COMMIT')
  } catch (error) {
    await handle.exec('ROLLBACK').catch(() => undefined)
    throw error
  }
}

/** A file with anything in it must say that it is ours before it is touched. */
async function ours(handle: Handle): Promise<boolean> {
  const id = await handle.get<{ application_id: number }>('PRAGMA application_id')
  const objects = await handle.get<{ n: number }>('SELECT count(*) AS n FROM sqlite_schema')
  return id?.application_id === APPLICATION_ID || (id?.application_id === 0 && objects?.n === 0)
}

async function steps(handle: Handle, order: MigrateOrder, known: readonly Migration[]): Promise<Result<Migrated>> {
  await handle.exec('PRAGMA busy_timeout = 5000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF')
  if (!(await ours(handle))) return damaged('NOT_OURS')
  const version = await schemaVersion(handle, known)
  if (!version.ok) return version
  const from = version.value
  const waiting = known.filter((migration) => migration.version > from)
  const copy = from > 0 && waiting.length > 0 ? await copyBefore(handle, order.file, from) : null
  await handle.exec('PRAGMA journal_mode = WAL')
  if (from === 0) await handle.exec(`PRAGMA application_id = ${APPLICATION_ID}; ${MIGRATION_TABLE}`)
  for (const migration of waiting) await apply(handle, migration, order.now)
  return ok({ from, to: known.at(-1)?.version ?? from, copy })
}

/**
 * Brings a database to the newest schema, step by step, each in its own transaction; makes the file where there is none.
 * Before the first step on existing data the whole file is copied beside it (`<file>.before-<version>`).
 * @returns DATABASE_NEWER, DATABASE_CHANGED, DATABASE_DAMAGED with `problem`, DISK_FULL; after each the data is what it was
 * @throws Error when a step is wrong: our bug
 * @example await migrate({ file, folder: path.join(appRoot, 'db/migrations'), now: clock.now() })
 */
export async function migrate(order: MigrateOrder): Promise<Result<Migrated>> {
  const known = await readMigrations(order.folder)
  let handle: Handle | undefined
  try {
    await createFile(order.file)
    handle = await openHandle(order.file, 'EXISTING')
    return await steps(handle, order, known)
  } catch (error) {
    const refusal = await refusalOf(error, order.file)
    if (refusal) return refusal
    throw error
  } finally {
    await handle?.close()
  }
}
