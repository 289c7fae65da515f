import { statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Result, refuse } from '../core/kernel/result.ts'

/** Below this much room an I/O error is a full disk, not a dead one: SQLite reports a WAL or shm that cannot grow as IOERR. */
const NO_ROOM_BYTES = 512 * 1024

/** The driver's code, such as 'SQLITE_FULL'. Never the message. */
export const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '')

/** What is wrong with a file that is no healthy database of ours. */
export type Damage = 'MISSING' | 'NOT_A_DATABASE' | 'NOT_OURS' | 'PAGES'

export const damaged = (problem: Damage): Result<never> => refuse('DATABASE_DAMAGED', { problem })

async function outOfRoom(file: string): Promise<boolean> {
  try {
    const disk = await statfs(dirname(file))
    return disk.bavail * disk.bsize < NO_ROOM_BYTES
  } catch {
    return false
  }
}

/**
 * The refusal behind a driver error, or null where it is a bug or a dead disk, to be thrown.
 * @returns DISK_FULL; DATABASE_DAMAGED with `problem`
 */
export async function refusalOf(error: unknown, file: string): Promise<Result<never> | null> {
  const code = codeOf(error)
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return refuse('DISK_FULL')
  if (code === 'SQLITE_NOTADB') return damaged('NOT_A_DATABASE')
  if (code === 'SQLITE_CORRUPT') return damaged('PAGES')
  if ((code === 'SQLITE_IOERR' || code === 'SQLITE_CANTOPEN') && (await outOfRoom(file))) return refuse('DISK_FULL')
  return null
}
