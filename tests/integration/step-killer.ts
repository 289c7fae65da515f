import fs, { type FileHandle } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { devNull } from 'node:os'

/** Counts steps on the disk and in databases, and ends the process with SIGKILL before the wanted one. */
export interface StepKiller {
  readonly steps: () => number
  /** Steps before this are not counted. */
  readonly from: (killAt: number) => void
}
type Step = (this: unknown, ...given: unknown[]) => unknown
type Holder = Record<string, unknown>

const FILE_STEPS = ['open', 'rename', 'rm', 'mkdir', 'truncate', 'writeFile', 'appendFile', 'copyFile', 'cp', 'unlink', 'rmdir', 'link'] as const
const HANDLE_STEPS = ['write', 'writeFile', 'sync', 'datasync', 'truncate'] as const
const SQLITE_STEPS = ['run', 'get', 'all', 'exec', 'each'] as const

/** Wraps files, SQLite and PostgreSQL of this process; to be called before anything that uses them is imported. */
export async function countSteps(): Promise<StepKiller> {
  let count = 0
  let wanted = 0
  let counting = false
  const step = (): void => {
    if (counting && ++count === wanted) process.kill(process.pid, 'SIGKILL')
  }
  const wrap = (holder: Holder, names: readonly string[]): void => {
    for (const name of names) {
      const real = holder[name]
      if (typeof real !== 'function') continue
      const counted: Step = function (...given) {
        step()
        return Reflect.apply(real, this, given)
      }
      holder[name] = counted
    }
  }
  const handle: FileHandle = await fs.open(devNull, 'r')
  wrap(Object.getPrototypeOf(handle) as Holder, HANDLE_STEPS)
  await handle.close()
  wrap(fs as unknown as Holder, FILE_STEPS)
  syncBuiltinESMExports()
  const sqlite3 = (await import('sqlite3')).default
  wrap(sqlite3.Database.prototype as unknown as Holder, SQLITE_STEPS)
  wrap(sqlite3.Statement.prototype as unknown as Holder, SQLITE_STEPS)
  const pg = (await import('pg')).default
  wrap(pg.Client.prototype as unknown as Holder, ['query'])
  return {
    steps: () => count,
    from: (killAt) => {
      counting = true
      count = 0
      wanted = killAt
    },
  }
}
