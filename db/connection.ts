import { AsyncLocalStorage } from 'node:async_hooks'
import { access, open } from 'node:fs/promises'
import { ok, type Result } from '../core/kernel/result.ts'
import { codeOf, damaged, refusalOf } from './faults.ts'
import { type Handle, openHandle } from './handle.ts'
import { makeQueue } from './queue.ts'
import type { Reader, Writer } from './sql.ts'

/** Marks a file as a branch database of this product ('FLC1'). */
export const APPLICATION_ID = 0x464c4331

/** The branch's database: one writer behind a queue, one connection for reads. */
export interface Database {
  readonly file: string
  /** Runs on one snapshot. Inside a write it reads through that transaction. */
  read<T>(fn: (reader: Reader) => Promise<T>): Promise<T>
  /**
   * One transaction: committed when `fn` returns an accepted Result, rolled back when it refuses or throws.
   * @returns what `fn` returned, or DISK_FULL with nothing changed, or DATABASE_DAMAGED
   * @throws Error for a write inside a write, and whatever `fn` threw
   */
  write<T>(fn: (tx: Writer) => Promise<Result<T>>): Promise<Result<T>>
  /** Copies the whole database, consistently, to a new file. @throws the driver's error, e.g. with code SQLITE_FULL; EEXIST */
  copyTo(target: string): Promise<void>
  close(): Promise<void>
}

const SETTINGS = 'PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000; PRAGMA trusted_schema = OFF;'

async function openChecked(file: string): Promise<Result<Handle>> {
  try {
    await access(file)
  } catch {
    return damaged('MISSING')
  }
  const handle = await openHandle(file, 'EXISTING')
  try {
    await handle.exec(SETTINGS)
    const id = await handle.get<{ application_id: number }>('PRAGMA application_id')
    if (id?.application_id !== APPLICATION_ID) return await closing(handle, damaged('NOT_OURS'))
    await handle.exec('PRAGMA journal_mode = WAL')
    const check = await handle.all<{ quick_check: string }>('PRAGMA quick_check(1)')
    if (check[0]?.quick_check !== 'ok') return await closing(handle, damaged('PAGES'))
    return ok(handle)
  } catch (error) {
    const refusal = await refusalOf(error, file)
    await handle.close()
    if (refusal) return refusal
    throw error
  }
}

async function closing<T>(handle: Handle, result: T): Promise<T> {
  await handle.close()
  return result
}

/** ROLLBACK where SQLite has not already rolled back by itself, as it does on a full disk. */
async function rollBack(handle: Handle): Promise<void> {
  try {
    await handle.exec('ROLLBACK')
  } catch (error) {
    if (codeOf(error) !== 'SQLITE_ERROR') throw error
  }
}

/**
 * Opens a migrated branch database: foreign keys, WAL, synchronous FULL, quick_check. There is no fallback: what cannot
 * be opened whole is refused (architecture, "sqlite3, facts found by running it").
 * @returns DATABASE_DAMAGED with `problem` MISSING, NOT_A_DATABASE, NOT_OURS or PAGES; DISK_FULL
 * @example const database = await openDatabase(path.join(folder, 'branch.db'))
 */
export async function openDatabase(file: string): Promise<Result<Database>> {
  const opened = await openChecked(file)
  if (!opened.ok) return opened
  let writer = opened.value
  const reader = await openHandle(file, 'EXISTING')
  await reader.exec(`${SETTINGS} PRAGMA query_only = ON;`)
  const writes = makeQueue()
  const reads = makeQueue()
  const inWrite = new AsyncLocalStorage<Writer>()
  const inRead = new AsyncLocalStorage<Reader>()

  const commit = async (): Promise<void> => {
    try {
      await writer.exec('COMMIT')
    } catch (error) {
      // A failed sync leaves it open whether the commit stands (sync.md, finding 4): only a fresh connection may tell.
      if (codeOf(error) !== 'SQLITE_FULL') {
        const doubtful = writer
        writer = await openHandle(file, 'EXISTING')
        await writer.exec(SETTINGS)
        await doubtful.close()
      }
      throw error
    }
  }

  const transaction = async <T>(fn: (tx: Writer) => Promise<Result<T>>): Promise<Result<T>> => {
    try {
      await writer.exec('BEGIN IMMEDIATE')
      const { get, all, run } = writer
      const tx: Writer = { get, all, run }
      const result = await inWrite.run(tx, () => fn(tx))
      if (result.ok) await commit()
      else await rollBack(writer)
      return result
    } catch (error) {
      await rollBack(writer)
      const refusal = await refusalOf(error, file)
      if (refusal) return refusal
      throw error
    }
  }

  const snapshot = async <T>(fn: (reader: Reader) => Promise<T>): Promise<T> => {
    await reader.exec('BEGIN')
    try {
      const { get, all } = reader
      const view: Reader = { get, all }
      return await inRead.run(view, () => fn(view))
    } finally {
      await rollBack(reader)
    }
  }

  return ok({
    file,
    read: (fn) => {
      const current = inWrite.getStore() ?? inRead.getStore()
      return current ? fn(current) : reads(() => snapshot(fn))
    },
    write: (fn) => (inWrite.getStore() ? Promise.reject(new Error('a write inside a write would wait for itself')) : writes(() => transaction(fn))),
    copyTo: (target) =>
      writes(async () => {
        await (await open(target, 'wx', 0o600)).close()
        await writer.run('VACUUM INTO ?', [target])
      }),
    close: async () => {
      await writes(() => writer.close())
      await reads(() => reader.close())
    },
  })
}
