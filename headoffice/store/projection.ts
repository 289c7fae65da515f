import { rm } from 'node:fs/promises'
import path from 'node:path'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { renameCarefully, sizeOf, syncFolder, syncTree, writeDurably } from '../../protocol/durable-file.ts'
import type { Spool } from '../../protocol/spool.ts'
import { type Database, emptyTables, SCHEMA_VERSION, TABLES } from './database.ts'
import { openPglite } from './pglite.ts'
import { openPostgres } from './postgres.ts'

/** Replays the journal into a database from where it stands. */
export type Replay = (database: Database) => Promise<void>

export interface ProjectionPlace {
  readonly folder: string
  /** PostgreSQL, or null for the embedded engine in the folder. */
  readonly url: string | null
  /** Key id of the head office the projection is of. */
  readonly office: string
}

const files = (folder: string): { store: string; fresh: string; check: string; dirty: string } => ({
  store: path.join(folder, 'store'),
  fresh: path.join(folder, 'store.new'),
  check: path.join(folder, 'store.check'),
  dirty: path.join(folder, 'store.dirty'),
})

/** Writes whose projection a database holds. */
export async function claim(database: Database, office: string): Promise<void> {
  await database.query('insert into meta values (1, $1, $2) on conflict (one) do nothing', [office, SCHEMA_VERSION])
}

/** Whose projection it is, and whether it has our tables and stands on this journal. */
async function standing(database: Database, office: string, spool: Spool): Promise<'ours' | 'stale' | 'other'> {
  const present = await database.query<{ t: string; c: string }>(
    "select table_name as t, column_name as c from information_schema.columns where table_schema = 'public'",
  )
  const has = (table: string, column?: string): boolean => present.some(({ t, c }) => t === table && (column === undefined || c === column))
  if (!has('meta', 'office')) return 'stale'
  const meta = await database.query<{ office: string }>('select office from meta')
  if (meta[0] && meta[0].office !== office) return 'other'
  if (!has('meta', 'version') || TABLES.some((table) => !has(table))) return 'stale'
  const [made] = await database.query<{ version: number }>('select version from meta')
  if (made?.version !== SCHEMA_VERSION) return made ? 'stale' : 'ours'
  const lanes = await database.query<{ journal_n: number; link: string }>('select journal_n, link from progress')
  return lanes.every((lane) => lane.journal_n <= spool.journal.length && spool.linkAfter(lane.journal_n) === lane.link) ? 'ours' : 'stale'
}

/** Makes an embedded projection anew in a folder of its own, or in memory. */
async function makeIn(folder: string | undefined, office: string, replay: Replay): Promise<Database> {
  if (folder !== undefined) await rm(folder, { recursive: true, force: true })
  const database = await openPglite(folder)
  try {
    await claim(database, office)
    await replay(database)
    return database
  } catch (error) {
    await database.close()
    throw error
  }
}

/** Of so many journal lines a projection fits into memory; more of them are made on the disk. */
const IN_MEMORY = 5000

/** Makes the projection of so many lines once more beside the one that stands, to be looked at. */
export async function withCopy<T>(
  { folder, office, lines }: { readonly folder: string; readonly office: string; readonly lines: number },
  replay: Replay,
  look: (copy: Database) => Promise<T>,
): Promise<T> {
  const { check } = files(folder)
  try {
    const copy = await makeIn(lines > IN_MEMORY ? check : undefined, office, replay)
    try {
      return await look(copy)
    } finally {
      await copy.close()
    }
  } finally {
    await rm(check, { recursive: true, force: true })
  }
}

async function makeEmbedded(place: ProjectionPlace, replay: Replay): Promise<void> {
  const { store, fresh } = files(place.folder)
  await (await makeIn(fresh, place.office, replay)).close()
  await rm(store, { recursive: true, force: true })
  await renameCarefully(fresh, store)
  await syncFolder(place.folder)
}

/** Makes the projection anew: the embedded one beside the old and swapped, PostgreSQL's tables emptied and filled. */
export async function rebuildProjection(place: ProjectionPlace, database: Database, replay: Replay): Promise<Database> {
  if (place.url !== null) {
    await emptyTables(database)
    await claim(database, place.office)
    await replay(database)
    return database
  }
  // One that is broken may not even close; nothing of it is needed.
  await database.close().catch(() => undefined)
  await makeEmbedded(place, replay)
  return await openPglite(files(place.folder).store)
}

async function openEmbedded(place: ProjectionPlace, replay: Replay): Promise<Database> {
  const { store, dirty } = files(place.folder)
  // PGlite does not fsync (sync.md §0): after anything but a clean close it is not believed but made again from the spool.
  const unclean = (await sizeOf(dirty)) !== null || (await sizeOf(path.join(store, 'PG_VERSION'))) === null
  await writeDurably(dirty, 'open\n')
  if (unclean) await makeEmbedded(place, replay)
  try {
    return await openPglite(store)
  } catch {
    await makeEmbedded(place, replay)
    return await openPglite(store)
  }
}

/** Opens the projection and brings it up to the journal. Refuses HEAD_OFFICE_DATABASE_OTHER for a database of another head office. */
export async function openProjection(place: ProjectionPlace, spool: Spool, replay: Replay): Promise<Result<Database>> {
  let database = place.url === null ? await openEmbedded(place, replay) : await openPostgres(place.url)
  // One of the folder's own that cannot even be asked is made again; of PostgreSQL it may be the line.
  const found = await standing(database, place.office, spool).catch((error: unknown) => {
    if (place.url !== null) throw error
    return 'stale' as const
  })
  if (found === 'other' && place.url !== null) {
    await database.close()
    return refuse('HEAD_OFFICE_DATABASE_OTHER')
  }
  if (found !== 'ours') database = await rebuildProjection(place, database, replay)
  await claim(database, place.office)
  await replay(database)
  return ok(database)
}

/** Closes cleanly: the next start need not rebuild. PGlite syncs nothing, so all of its files are synced before the mark is taken away. */
export async function closeProjection({ folder, url }: ProjectionPlace, database: Database): Promise<void> {
  await database.close()
  if (url !== null) return
  const { store, dirty } = files(folder)
  await syncTree(store)
  await syncFolder(folder)
  await rm(dirty, { force: true })
  await syncFolder(folder)
}
