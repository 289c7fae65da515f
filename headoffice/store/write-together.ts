import type { Queries } from './database.ts'

/** Rows for one table: a statement that takes them as one JSON parameter. */
export interface Writing {
  readonly rows: readonly unknown[]
  /** @param json where the statement reads its rows, such as `$1::jsonb` */
  readonly sql: (json: string) => string
}

/**
 * Writes rows of several tables in one statement: one way to the server and back instead of one for each table. No table may
 * stand twice, and none reads another: the parts of one statement do not see each other.
 */
export async function writeTogether(tx: Queries, writings: readonly Writing[]): Promise<void> {
  const filled = writings.filter((writing) => writing.rows.length > 0)
  if (filled.length === 0) return
  const parts = filled.map((writing, index) => `w${index} as (${writing.sql(`$${index + 1}::jsonb`)})`)
  await tx.query(
    `with ${parts.join(',\n')}\nselect 1 as one`,
    filled.map((writing) => JSON.stringify(writing.rows)),
  )
}
