import { PGlite } from '@electric-sql/pglite'
import { type Database, ensureTables, type Queries, type Row, retrying, type SqlValue } from './database.ts'

const INT8 = 20
const parsers = { [INT8]: (text: string) => Number(text) }

/** Opens the embedded engine in a folder, or in memory without one, and creates the tables in an empty database. */
export async function openPglite(folder?: string): Promise<Database> {
  const engine = folder === undefined ? new PGlite({ parsers }) : new PGlite(folder, { parsers })
  await engine.waitReady
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
