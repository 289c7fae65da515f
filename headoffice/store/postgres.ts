import pg from 'pg'
import { sha256Hex } from '../../protocol/hashing.ts'
import { CopyIn } from './copy-in.ts'
import type { CopiedTable } from './copy-rows.ts'
import { type Database, ensureTables, type Queries, type Row, retrying, type SqlValue } from './database.ts'

const INT8 = 20
const WIDTH = 8
const types = { getTypeParser: (oid: number, format?: 'text' | 'binary') => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) }
const names = new Map<string, string>()
/** Each connection parses and plans a statement once. */
function nameOf(sql: string): string {
  const name = names.get(sql) ?? sha256Hex(sql).slice(0, 40)
  names.set(sql, name)
  return name
}
/**
 * A commit does not wait for the disk: the spool does (ADR 0113). What a power cut takes from the projection is whole transactions from
 * its end, which their lane makes again from the spool before anything else is decided in it.
 */
const SESSION = '-c timezone=UTC -c synchronous_commit=off'
const over = (client: pg.Pool | pg.PoolClient, careful = false): Queries => ({
  careful,
  query: async <T extends Row>(text: string, values: readonly SqlValue[] = []) =>
    (await client.query<T>({ ...(values.length > 0 ? { name: nameOf(text) } : {}), text, values: [...values] })).rows,
})
const copyTo = (client: pg.PoolClient, tables: readonly CopiedTable[]): Promise<void> =>
  new Promise((resolve, reject) => {
    const copy = new CopyIn(tables)
    copy.callback = (error) => (error ? reject(error) : resolve())
    client.query(copy)
  })

/**
 * Whether a server takes rows by COPY as we send them, by what it says of itself: PostgreSQL, and Citus within it. What only speaks like it gets
 * the statement. @example takesCopy('CockroachDB CCL v25.1.0') // false
 */
export const takesCopy = (version: string): boolean => version.startsWith('PostgreSQL ') && !version.includes('-YB-')

/** Opens PostgreSQL (or what speaks like it) by its URL and creates the tables in an empty database. */
export async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url, max: WIDTH, types, options: SESSION, application_name: 'headoffice' })
  // A connection that dies while idle is replaced, one that dies between two statements fails the next; without a listener either would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  let copies = false
  const inTransaction = async <T>(work: (tx: Queries) => Promise<T>, careful: boolean): Promise<T> => {
    const client = await pool.connect()
    let broken = false
    try {
      await client.query('begin')
      const tx = over(client, careful)
      const value = await work(copies ? { ...tx, copy: (tables) => copyTo(client, tables) } : tx)
      await client.query('commit')
      return value
    } catch (error) {
      await client.query('rollback').catch(() => {
        broken = true
      })
      throw error
    } finally {
      client.release(broken)
    }
  }
  const database: Database = {
    width: WIDTH,
    ...over(pool),
    transaction: (work) => retrying((careful) => inTransaction(work, careful)),
    script: async (sql) => {
      await pool.query(sql)
    },
    close: () => pool.end(),
  }
  const [server] = await database.query<{ version: string }>('select version() as version')
  copies = takesCopy(server?.version ?? '')
  await ensureTables(database)
  return database
}
