import { codeOf } from './faults.ts'
import { type Handle, openHandle } from './handle.ts'

/**
 * Whether another program holds this database open: each connection in WAL mode keeps a shared lock, which an exclusive
 * one cannot pass. A file that is missing or damaged is in nobody's use. Changes nothing in the file.
 * @example if (await databaseInUse(file)) return refuse('RESTORE_DATA_IN_USE')
 */
export async function databaseInUse(file: string): Promise<boolean> {
  let handle: Handle | undefined
  try {
    handle = await openHandle(file, 'EXISTING')
    await handle.exec('PRAGMA busy_timeout = 500; PRAGMA locking_mode = EXCLUSIVE')
    await handle.get('SELECT count(*) AS n FROM sqlite_schema')
    return false
  } catch (error) {
    return codeOf(error) === 'SQLITE_BUSY'
  } finally {
    await handle?.close()
  }
}
