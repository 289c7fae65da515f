import { createHash } from 'node:crypto'
import { ok, type Result, refuse } from '../core/kernel/result.ts'
import type { Migration } from './migration-files.ts'
import type { Reader } from './sql.ts'

/** Bookkeeping of the schema. `schema_sha256` is the schema as it stood after the step, so that a dropped trigger is seen. */
export const MIGRATION_TABLE = `CREATE TABLE IF NOT EXISTS migration (
  version INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  sha256 TEXT NOT NULL,
  schema_sha256 TEXT NOT NULL,
  applied_at TEXT NOT NULL
) STRICT`

interface Applied {
  readonly version: number
  readonly name: string
  readonly sha256: string
  readonly schema_sha256: string
}

/** Every statement that made the schema, in a fixed order. */
export async function schemaText(reader: Reader): Promise<string> {
  const rows = await reader.all<{ sql: string }>(
    `SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite~_%' ESCAPE '~'
      ORDER BY CASE type WHEN 'table' THEN 0 WHEN 'index' THEN 1 WHEN 'view' THEN 2 ELSE 3 END, name`,
  )
  return rows.map(({ sql }) => `${sql};\n`).join('\n')
}

export const schemaHash = async (reader: Reader): Promise<string> =>
  createHash('sha256')
    .update(await schemaText(reader))
    .digest('hex')

/**
 * Compares a database with the migrations this program knows.
 * @returns the version it stands at (0 for a new one); DATABASE_NEWER with `version` and `known`; DATABASE_CHANGED with `migration`
 * (a step differs from ours, is missing, or the schema itself was altered afterwards)
 */
export async function schemaVersion(reader: Reader, known: readonly Migration[]): Promise<Result<number>> {
  const table = await reader.get<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name = 'migration'")
  if (!table) return ok(0)
  const applied = await reader.all<Applied>('SELECT version, name, sha256, schema_sha256 FROM migration ORDER BY version')
  const newest = known.at(-1)?.version ?? 0
  const last = applied.at(-1)
  if (!last) return ok(0)
  if (last.version > newest) return refuse('DATABASE_NEWER', { version: last.version, known: newest })
  for (const [index, row] of applied.entries()) {
    const ours = known[index]
    if (!ours || ours.version !== row.version || ours.sha256 !== row.sha256) return refuse('DATABASE_CHANGED', { migration: row.name })
  }
  if (last.schema_sha256 !== (await schemaHash(reader))) return refuse('DATABASE_CHANGED', { migration: 'schema' })
  return ok(last.version)
}
