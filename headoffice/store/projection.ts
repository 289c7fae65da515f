import { rm } from 'node:fs/promises'
import path from 'node:path'
import { renameCarefully, sizeOf, syncFolder, writeDurably } from '../../protocol/durable-file.ts'
import { type Database, openDatabase, projectedTo } from './database.ts'

/** Replays the journal into a database from where it stands. */
export type Replay = (database: Database) => Promise<void>

const files = (folder: string): { store: string; fresh: string; dirty: string } => ({
  store: path.join(folder, 'store'),
  fresh: path.join(folder, 'store.new'),
  dirty: path.join(folder, 'store.dirty'),
})

/** Makes the projection anew beside the old one and swaps them. */
export async function rebuildProjection(folder: string, replay: Replay): Promise<void> {
  const { store, fresh } = files(folder)
  await rm(fresh, { recursive: true, force: true })
  const database = await openDatabase(fresh)
  try {
    await replay(database)
  } finally {
    await database.close()
  }
  await rm(store, { recursive: true, force: true })
  await renameCarefully(fresh, store)
  await syncFolder(folder)
}

/**
 * Opens the projection. PGlite does not fsync (sync.md §0): after anything but a clean close, marked by `store.dirty`,
 * it is not believed but made again from the spool.
 */
export async function openProjection(folder: string, replay: Replay, journalLength: number): Promise<Database> {
  const { store, dirty } = files(folder)
  const unclean = (await sizeOf(dirty)) !== null || (await sizeOf(path.join(store, 'PG_VERSION'))) === null
  if (unclean) await rebuildProjection(folder, replay)
  await writeDurably(dirty, 'open\n')
  let database = await openDatabase(store)
  if ((await projectedTo(database)) > journalLength) {
    await database.close()
    await rebuildProjection(folder, replay)
    database = await openDatabase(store)
  }
  await replay(database)
  return database
}

/** Closes cleanly: the next start need not rebuild. */
export async function closeProjection(folder: string, database: Database): Promise<void> {
  await database.close()
  await rm(files(folder).dirty, { force: true })
}
