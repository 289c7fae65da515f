import path from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { sizeOf } from '../../protocol/durable-file.ts'
import { type Database, ensureTables, type Queries, type Row, retrying, type SqlValue } from './database.ts'

const INT8 = 20
const parsers = { [INT8]: (text: string) => Number(text) }

/** An empty database as this process first made one. The engine takes seconds to make one, and a sixth of that to lay these bytes out. */
let empty: Blob | null = null

async function startEngine(folder: string | undefined): Promise<PGlite> {
  const fresh = folder === undefined || (await sizeOf(path.join(folder, 'PG_VERSION'))) === null
  const options = { parsers, ...(fresh && empty ? { loadDataDir: empty } : {}) }
  const engine = folder === undefined ? new PGlite(options) : new PGlite(folder, options)
  await engine.waitReady
  if (fresh) empty ??= await engine.dumpDataDir('none')
  return engine
}

/** Opens the embedded engine in a folder, or in memory without one, and creates the tables in an empty database. */
export async function openPglite(folder?: string): Promise<Database> {
  const engine = await startEngine(folder)
  await engine.exec("set time zone 'UTC'")
  const database: Database = {
    width: 1,
    query: async <T extends Row>(sql: string, values: readonly SqlValue[] = []) => (await engine.query<T>(sql, [...values])).rows,
    transaction: (work) =>
      retrying((careful) =>
        engine.transaction((tx) => {
          const query = async <T extends Row>(sql: string, values: readonly SqlValue[] = []) => (await tx.query<T>(sql, [...values])).rows
          const queries: Queries = { careful, query }
          return work(queries)
        }),
      ),
    script: async (sql) => {
      await engine.exec(sql)
    },
    close: () => engine.close(),
  }
  await ensureTables(database)
  return database
}
