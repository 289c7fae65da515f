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

/** Every sealed file the database speaks of: papers, what we printed, and scans as they came with their small pictures. */
const PAPER_REFS = `SELECT blob_ref FROM case_document UNION SELECT blob_ref FROM document
  UNION SELECT blob_ref FROM scan_file WHERE blob_ref IS NOT NULL UNION SELECT thumb_ref FROM scan_page WHERE thumb_ref IS NOT NULL ORDER BY 1`

async function factsOf(reader: Reader): Promise<DatabaseFacts> {
  const version = await reader.get<{ version: number }>('SELECT coalesce(max(version), 0) AS version FROM migration')
  const verdict = await verifyChain(reader)
  const head = await auditHead(reader)
  const refs = await reader.all<{ blob_ref: string }>(PAPER_REFS)
  return {
    schemaVersion: version?.version ?? 0,
    counts: await countsOf(reader),
    audit: { entries: head.n, head: head.hash, intact: verdict.ok },
    paperRefs: refs.map((row) => row.blob_ref),
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
