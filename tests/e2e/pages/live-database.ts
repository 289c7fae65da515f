import path from 'node:path'
import { expectOk, ok } from '../../../core/kernel/result.ts'
import { openDatabase } from '../../../db/connection.ts'
import type { Params } from '../../../db/sql.ts'

/** Changes the branch's own database beside the running program, for what no person can bring about today. */
export async function changeBranch(dataDir: string, sql: string, params: Params): Promise<void> {
  const database = expectOk(await openDatabase(path.join(dataDir, 'live/branch.sqlite')))
  expectOk(await database.write(async (tx) => ok(await tx.run(sql, params))))
  await database.close()
}
