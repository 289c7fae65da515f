import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface LoopDisk {
  readonly path: string
  /** What a power cut at this instant would leave: a copy of the image, mounted in a place of its own, its journal played back. */
  cut(): Promise<{ readonly path: string; unmount(): Promise<void> }>
  unmount(): Promise<void>
}

/** An ext4 disk of its own in a file, or why there can be none here (rulings 19). What was not fsynced is not in the file. */
export async function mountLoopDisk(mebibytes: number): Promise<LoopDisk | { reason: string }> {
  if (process.platform !== 'linux') return { reason: `a loop image needs Linux, this is ${process.platform}` }
  const folder = await mkdtemp(path.join(tmpdir(), 'loop-disk-'))
  const image = path.join(folder, 'disk.img')
  const mount = async (file: string, place: string): Promise<void> => {
    await mkdir(place)
    await run('mount', ['-o', 'loop', file, place])
  }
  const disk = path.join(folder, 'disk')
  try {
    await run('truncate', ['-s', `${mebibytes}M`, image])
    await run('mkfs.ext4', ['-q', '-F', image])
    await mount(image, disk)
  } catch {
    await rm(folder, { recursive: true, force: true })
    return { reason: 'mounting a loop image is not allowed here (not root, or no loop device)' }
  }
  const mounted = new Set([disk])
  const unmount = async (place: string): Promise<void> => {
    if (mounted.delete(place)) await run('umount', [place])
  }
  let cuts = 0
  return {
    path: disk,
    async cut() {
      const copy = path.join(folder, `cut-${++cuts}`)
      await run('cp', ['--sparse=always', image, `${copy}.img`])
      await mount(`${copy}.img`, copy)
      mounted.add(copy)
      return {
        path: copy,
        async unmount() {
          await unmount(copy)
          await rm(`${copy}.img`)
        },
      }
    },
    async unmount() {
      for (const place of [...mounted]) await unmount(place)
      await rm(folder, { recursive: true, force: true })
    },
  }
}
