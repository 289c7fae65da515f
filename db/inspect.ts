import { auditHead } from './audit.ts'
import { verifyChain } from './audit-verify.ts'
import { openDatabase } from './connection.ts'
import type { Reader } from './sql.ts'

/** What a backup records of a database and a restore compares (rulings 9, issue item 5). */
export interface DatabaseFacts {
  readonly schemaVersion: number
  /** Rows of each table. */
  readonly counts: Readonly<Record<string, number>>
  readonly audit: { readonly entries: number; readonly head: string; readonly intact: boolean }
  /** Every paper the rows name, sorted. */
  readonly paperRefs: readonly string[]
}

async function countsOf(reader: Reader): Promise<Record<string, number>> {
  const tables = await reader.all<{ name: string }>(
    "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name",
  )
  const counts: Record<string, number> = {}
  for (const { name } of tables) counts[name] = (await reader.get<{ n: number }>(`SELECT count(*) AS n FROM "${name}"`))?.n ?? 0
  return counts
}

/**
 * Every sealed file the database speaks of: papers, what we printed, signed copies, scans as they came with their small pictures. Asked
 * of the schema, so that a new table with a file in it is never forgotten by a backup's proof.
 */
async function paperRefsOf(reader: Reader): Promise<string[]> {
  const places = await reader.all<{ place: string; part: string }>(
    `SELECT t.name AS place, c.name AS part FROM sqlite_schema t JOIN pragma_table_info(t.name) c
      WHERE t.type = 'table' AND c.name IN ('blob_ref', 'thumb_ref')`,
  )
  const each = places.map(({ place, part }) => `SELECT "${part}" AS ref FROM "${place}" WHERE "${part}" IS NOT NULL`)
  return (await reader.all<{ ref: string }>(`${each.join(' UNION ')} ORDER BY 1`)).map(({ ref }) => ref)
}

async function factsOf(reader: Reader): Promise<DatabaseFacts> {
  const version = await reader.get<{ version: number }>('SELECT coalesce(max(version), 0) AS version FROM migration')
  const verdict = await verifyChain(reader)
  const head = await auditHead(reader)
  return {
    schemaVersion: version?.version ?? 0,
    counts: await countsOf(reader),
    audit: { entries: head.n, head: head.hash, intact: verdict.ok },
    paperRefs: await paperRefsOf(reader),
  }
}

/** Opens a database file, checks it and reads its facts; null when it is not whole. @example await inspectDatabase(copy) */
export async function inspectDatabase(file: string): Promise<DatabaseFacts | null> {
  const database = await openDatabase(file)
  if (!database.ok) return null
  try {
    return await database.value.read(factsOf)
  } finally {
    await database.value.close()
  }
}
