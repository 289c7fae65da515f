import { readFile, rm } from 'node:fs/promises'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { writeNew } from '../../protocol/durable-file.ts'

const bootId = async (): Promise<string> => (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => 'unknown')).trim()

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/**
 * Takes the lock of a head-office folder: PGlite itself would let two processes write into one database (sync.md §0).
 * A lock whose process is gone, or from before a reboot, is taken over. Refuses with HEAD_OFFICE_BUSY (pid).
 */
export async function takeLock(file: string): Promise<Result<() => Promise<void>>> {
  const boot = await bootId()
  for (let attempt = 0; attempt < 3; attempt++) {
    try {
      await writeNew(file, `${process.pid} ${boot}\n`)
      return ok(() => rm(file, { force: true }))
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const [pid = '', holderBoot] = (await readFile(file, 'utf8').catch(() => '')).trim().split(' ')
    if (holderBoot === boot && /^\d+$/.test(pid) && alive(Number(pid))) return refuse('HEAD_OFFICE_BUSY', { pid })
    await rm(file, { force: true })
  }
  return refuse('HEAD_OFFICE_BUSY')
}
