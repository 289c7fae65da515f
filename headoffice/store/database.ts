import { readFileSync } from 'node:fs'
import { sha256Hex } from '../../protocol/hashing.ts'
import type { CopiedTable } from './copy-rows.ts'

export type SqlValue = string | number | null | Uint8Array | readonly string[]
export type Row = Readonly<Record<string, unknown>>

/** The driver port: SQL at PostgreSQL 15 level; neither PGlite nor pg shows through (sync.md §5). */
export interface Queries {
  query<T extends Row>(sql: string, values?: readonly SqlValue[]): Promise<T[]>
  /** Writes rows that are known to be new; absent where the engine has no way for it that is cheaper than a statement. */
  readonly copy?: (tables: readonly CopiedTable[]) => Promise<void>
  /** Nothing is taken for new without asking: the transaction is made once more because a row it took for new was there, or such rows are expected. */
  readonly careful?: boolean
  /** The transaction is made once more because something in it cannot be stored: that is found and undone by itself (`attempt`). */
  readonly guarded?: boolean
}
/** The same transaction where rows that are there already are expected. */
export const carefully = (tx: Queries): Queries => ({ ...tx, careful: true })
export interface Database extends Queries {
  /** How many transactions may run at once. */
  readonly width: number
  /** READ COMMITTED; tried again from the start on serialization failure (40001) and deadlock (40P01), and once, carefully, on a key that was there (23505). */
  transaction<T>(work: (tx: Queries) => Promise<T>): Promise<T>
  /** Several statements without values, as a schema file has them. */
  script(sql: string): Promise<void>
  close(): Promise<void>
}

export const SCHEMA = readFileSync(new URL('./schema.sql', import.meta.url), 'utf8')
export const SCHEMA_VERSION = 16
/** Every table, as the schema file has them. */
export const TABLES: readonly string[] = [...SCHEMA.matchAll(/^create table (\w+)/gm)].map((match) => match[1] ?? '')
const TRIES = 10
const RETRY = new Set(['40001', '40P01'])
const DOUBLED = '23505'
const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '')

/** Runs work again while the database asks for it; `careful` from the first key on that was there already. @throws the last error */
export async function retrying<T>(work: (careful: boolean) => Promise<T>): Promise<T> {
  let careful = false
  for (let attempt = 1; ; attempt++) {
    try {
      return await work(careful)
    } catch (error) {
      const code = codeOf(error)
      const doubled: boolean = code === DOUBLED && !careful
      if ((!doubled && !RETRY.has(code)) || attempt === TRIES) throw error
      careful ||= doubled
    }
  }
}

/** Creates the tables where there are none. */
export async function ensureTables(database: Database): Promise<void> {
  const present = await database.query("select 1 as one from pg_tables where tablename = 'meta' and schemaname = 'public'")
  if (present.length === 0) await database.script(`begin;\n${SCHEMA}\ncommit;`)
}

/** Drops every table of ours and creates them empty, in one transaction: only a projection is ever dropped. */
export async function emptyTables(database: Database): Promise<void> {
  const ours = new Set(['quarantine', ...TABLES])
  await database.script(`begin;\n${[...ours].map((table) => `drop table if exists ${table};`).join('\n')}\n${SCHEMA}\ncommit;`)
}

/**
 * The rows of a table as at most 4,096 hashes, drawn by the database: each row's own, in order, those that begin alike together. So neither
 * side ever holds a table in memory, whatever its size.
 */
const hashesSql = (
  table: string,
  hex: (bytes: string) => string,
): string => `select b, ${hex(`convert_to(string_agg(h, '' order by h collate "C"), 'UTF8')`)} as h
  from (select left(r.h, 3) as b, r.h from (select ${hex(`convert_to(t::text, 'UTF8')`)} as h from ${table} t) r) q
 group by b order by b collate "C"`

/** PostgreSQL's sha256 gives bytes, CockroachDB's gives them written in hex. */
async function hexOf(database: Queries): Promise<(bytes: string) => string> {
  const [row] = await database.query<{ v: string }>('select version() as v')
  return row?.v.includes('CockroachDB') ? (bytes) => `sha256(${bytes})` : (bytes) => `encode(sha256(${bytes}), 'hex')`
}

/** One hash over every row of every table: two projections of one spool have the same, whatever engine holds them. */
export async function projectionHash(database: Queries): Promise<string> {
  const tables: string[] = []
  const hex = await hexOf(database)
  for (const table of TABLES) {
    const rows = await database.query<{ b: string; h: string }>(hashesSql(table, hex))
    tables.push(`${table} ${sha256Hex(rows.map(({ b, h }) => `${b} ${h}`).join('\n'))}`)
  }
  return sha256Hex(tables.join('\n'))
}

/** How far into the journal each lane has come, and the journal's link there. */
export async function progressOf(database: Queries, lane: string): Promise<LanePlace> {
  const rows = await database.query<{ journal_n: number; link: string }>('select journal_n, link from progress where lane = $1', [lane])
  return { n: rows[0]?.journal_n ?? 0, link: rows[0]?.link ?? '' }
}

/** Somebody else projects into this database, by another journal or beside us. */
export class OtherProjectorError extends Error {
  override readonly name = 'OtherProjectorError'
  constructor() {
    super('another head office writes this database')
  }
}

export interface LanePlace {
  readonly n: number
  readonly link: string
}

/** Moves a lane on from where it was read to be. @throws OtherProjectorError when it is not there any more */
export async function markProgress(tx: Queries, { lane, before }: { readonly lane: string; readonly before: LanePlace }, after: LanePlace): Promise<void> {
  const moved =
    before.n === 0
      ? await tx.query('insert into progress values ($1, $2, $3) on conflict (lane) do nothing returning lane', [lane, after.n, after.link])
      : await tx.query('update progress set journal_n = $2, link = $3 where lane = $1 and journal_n = $4 and link = $5 returning lane', [
          lane,
          after.n,
          after.link,
          before.n,
          before.link,
        ])
  if (moved.length === 0) throw new OtherProjectorError()
}
