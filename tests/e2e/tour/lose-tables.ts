import path from 'node:path'
import { openHandle } from '../../../db/handle.ts'

/** Takes tables away under the running program, as a disk that fails does: every call that needs them is refused as INTERNAL. Gives what brings them back. */
export async function loseTables(dataDir: string, tables: readonly string[]): Promise<() => Promise<void>> {
  const rename = async (from: string, to: string): Promise<void> => {
    const handle = await openHandle(path.join(dataDir, 'live', 'branch.sqlite'), 'EXISTING')
    const renamed = tables.map((name) => `ALTER TABLE ${name}${from} RENAME TO ${name}${to}`)
    try {
      await handle.exec(['PRAGMA busy_timeout = 5000', 'PRAGMA legacy_alter_table = ON', ...renamed].join(';'))
    } finally {
      await handle.close()
    }
  }
  await rename('', '_lost')
  return () => rename('_lost', '')
}
