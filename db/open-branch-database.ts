import type { Result } from '../core/kernel/result.ts'
import { type Database, openDatabase } from './connection.ts'
import { type MigrateOrder, migrate } from './migrate.ts'

/**
 * Brings the branch's database to the newest schema and opens it; what every entry point calls.
 * @returns every refusal of {@link migrate} and {@link openDatabase}
 * @example const database = await openBranchDatabase({ file, folder: path.join(appRoot, 'db/migrations'), now: clock.now() })
 */
export async function openBranchDatabase(order: MigrateOrder): Promise<Result<Database>> {
  const migrated = await migrate(order)
  return migrated.ok ? openDatabase(order.file) : migrated
}
