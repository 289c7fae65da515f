import { readFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { sha256Hex } from '../../protocol/hashing.ts'

export type SqlValue = string | number | null | Uint8Array | readonly string[]
export type Row = Readonly<Record<string, unknown>>

/** The driver port: SQL at PostgreSQL 15 level, nothing of PGlite shows (sync.md §5). */
export interface Queries {
  query<T extends Row>(sql: string, values?: readonly SqlValue[]): Promise<T[]>
}
export interface Database extends Queries {
  transaction<T>(work: (tx: Queries) => Promise<T>): Promise<T>
  close(): Promise<void>
}

const SCHEMA = readFileSync(new URL('./schema.sql', import.meta.url), 'utf8')
/** Every table, for the projection's hash. */
const TABLES = ['branch', 'device_key', 'branch_stream', 'batch', 'record', 'case_head', 'blob', 'record_blob', 'receipt', 'quarantine', 'meta'] as const

/** Opens PGlite in a folder, or in memory without one, and creates the tables in an empty database. */
export async function openDatabase(folder?: string): Promise<Database> {
  const engine = folder === undefined ? new PGlite() : new PGlite(folder)
  await engine.waitReady
  await engine.exec("set time zone 'UTC'")
  const present = await engine.query("select 1 from pg_tables where tablename = 'meta' and schemaname = 'public'")
  if (present.rows.length === 0) await engine.exec(`begin;\n${SCHEMA}\ninsert into meta values (1, 0);\ncommit;`)
  return {
    query: async <T extends Row>(sql: string, values: readonly SqlValue[] = []) => (await engine.query<T>(sql, [...values])).rows,
    transaction: async (work) =>
      await engine.transaction(
        async (tx) => await work({ query: async <T extends Row>(sql: string, values: readonly SqlValue[] = []) => (await tx.query<T>(sql, [...values])).rows }),
      ),
    close: () => engine.close(),
  }
}

/** One hash over every row of every table: two projections of one spool have the same. */
export async function projectionHash(database: Queries): Promise<string> {
  const tables: string[] = []
  for (const table of TABLES) {
    const rows = await database.query<{ line: string }>(`select t::text as line from ${table} t order by 1`)
    tables.push(`${table} ${sha256Hex(rows.map((row) => row.line).join('\n'))}`)
  }
  return sha256Hex(tables.join('\n'))
}

/** How far into the journal the projection has come. */
export async function projectedTo(database: Queries): Promise<number> {
  return (await database.query<{ journal_n: number }>('select journal_n from meta'))[0]?.journal_n ?? 0
}
