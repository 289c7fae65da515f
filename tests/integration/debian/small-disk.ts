import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A real disk of `kib` KiB (tmpfs), or why there can be none here (rulings 19). */
export async function mountSmallDisk(kib: number): Promise<{ path: string; unmount(): Promise<void> } | { reason: string }> {
  if (process.platform !== 'linux') return { reason: `tmpfs needs Linux, this is ${process.platform}` }
  const path = await mkdtemp(join(tmpdir(), 'small-disk-'))
  try {
    await run('mount', ['-t', 'tmpfs', '-o', `size=${kib}k,mode=0700`, 'tmpfs', path])
  } catch {
    await rm(path, { recursive: true })
    return { reason: 'mounting a tmpfs is not allowed here (not root)' }
  }
  return {
    path,
    async unmount() {
      await run('umount', [path])
      await rm(path, { recursive: true })
    },
  }
}
