import fs, { type FileHandle } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { devNull } from 'node:os'

/** What the disk was asked to make durable, by path, in order; and what it refuses to. */
export interface Synced {
  readonly paths: string[]
  readonly failing: Set<string>
}

/** Watches fsync in this process; to be called before what uses it is imported. */
export async function watchSync(): Promise<Synced> {
  const watched: Synced = { paths: [], failing: new Set() }
  const places = new WeakMap<FileHandle, string>()
  const handle = await fs.open(devNull, 'r')
  const prototype = Object.getPrototypeOf(handle) as FileHandle
  await handle.close()
  const { open } = fs
  const { sync } = prototype
  fs.open = async (...given) => {
    const opened = await open(...given)
    places.set(opened, String(given[0]))
    return opened
  }
  prototype.sync = async function (this: FileHandle) {
    const place = places.get(this) ?? ''
    if (watched.failing.has(place)) throw Object.assign(new Error(`EIO: ${place}`), { code: 'EIO' })
    await sync.call(this)
    watched.paths.push(place)
  }
  syncBuiltinESMExports()
  return watched
}
