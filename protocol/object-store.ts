import { createHash, randomBytes } from 'node:crypto'
import { open, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { makeFolder, readBounded, renameCarefully, sizeOf, syncFolder, writeDurably } from './durable-file.ts'
import { sha256Hex } from './hashing.ts'

/** The largest object: what is put can be read back. Files of packs from before they were sealed as bytes are the largest. */
export const OBJECT_BYTES = 32 * 1024 * 1024
/** The name of an object on its way to the disk. */
const HALF = /^[0-9a-f]{64}\.[0-9a-f]+\.tmp$/
/** Nothing was stored. */
export class ObjectTooLargeError extends Error {}

/** How the receiving of bytes under a promised hash ended. */
export type Received = 'stored' | 'present' | 'differs' | 'too-large'

/** Files by their SHA-256: a local folder now, an S3-like store later (sync.md §5). What was stored survives a power cut. */
export interface ObjectStore {
  /** Whether an object of this many bytes is there; its content is checked when it is read, and what was found damaged is not there. */
  has(sha256: string, bytes: number): Promise<boolean>
  /** Stores bytes under their hash; returns it. Storing the same again costs nothing, and heals a damaged copy. @throws ObjectTooLargeError */
  put(bytes: Uint8Array): Promise<string>
  /** Takes a stream that must have this hash and at most `limit` bytes; anything else leaves nothing behind. */
  receive(sha256: string, chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Received>
  /** The bytes, or null when they are missing or no longer have their hash. */
  get(sha256: string): Promise<Buffer | null>
}

/** Objects as files in a folder: `<2 hex>/<hash>`, written beside and renamed, so that a name means whole bytes. */
export class LocalObjects implements ObjectStore {
  private readonly folder: string
  /** Found to have other bytes than their name says, and not replaced since. */
  private readonly damaged = new Set<string>()
  /** Folders whose names are on the disk, all of them. */
  private readonly settled = new Set<string>()
  constructor(folder: string) {
    this.folder = folder
  }

  private file(sha256: string): string {
    return path.join(this.folder, sha256.slice(0, 2), sha256)
  }

  /** Names that a process before this one left, or a write that failed, may not have reached the disk: they do before an object is said to be there. */
  private async settle(sha256: string): Promise<void> {
    const own = path.dirname(this.file(sha256))
    if (this.settled.has(own)) return
    for (const folder of [own, this.folder, path.dirname(this.folder)]) await syncFolder(folder)
    this.settled.add(own)
  }

  /** What fails leaves names in doubt again. */
  private async writing<T>(sha256: string, work: () => Promise<T>): Promise<T> {
    try {
      const done = await work()
      await this.settle(sha256)
      return done
    } catch (error) {
      this.settled.delete(path.dirname(this.file(sha256)))
      throw error
    }
  }

  /** Removes what a crash or a full disk left half written. Only for who alone writes here. */
  async sweep(): Promise<void> {
    const folders = await readdir(this.folder).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
      throw error
    })
    for (const folder of folders.filter((name) => /^[0-9a-f]{2}$/.test(name))) {
      const halves = (await readdir(path.join(this.folder, folder))).filter((name) => HALF.test(name))
      for (const name of halves) await rm(path.join(this.folder, folder, name), { force: true })
    }
  }

  async has(sha256: string, bytes: number): Promise<boolean> {
    if (this.damaged.has(sha256) || (await sizeOf(this.file(sha256))) !== bytes) return false
    await this.settle(sha256)
    return true
  }

  async put(bytes: Uint8Array): Promise<string> {
    if (bytes.length > OBJECT_BYTES) throw new ObjectTooLargeError(`${bytes.length} bytes, more than ${OBJECT_BYTES}`)
    const sha256 = sha256Hex(bytes)
    const present = (await this.has(sha256, bytes.length)) ? await this.get(sha256) : null
    if (present === null) await this.writing(sha256, () => writeDurably(this.file(sha256), bytes))
    this.damaged.delete(sha256)
    return sha256
  }

  async receive(sha256: string, chunks: AsyncIterable<Uint8Array>, limit: number): Promise<Received> {
    const target = this.file(sha256)
    await makeFolder(path.dirname(target))
    const temporary = `${target}.${randomBytes(8).toString('hex')}.tmp`
    const handle = await open(temporary, 'wx', 0o600)
    const hash = createHash('sha256')
    let size = 0
    let whole = false
    try {
      for await (const chunk of chunks) {
        size += chunk.length
        if (size > limit) return 'too-large'
        hash.update(chunk)
        await handle.write(chunk)
      }
      if (hash.digest('hex') !== sha256) return 'differs'
      await handle.sync()
      whole = true
    } finally {
      await handle.close()
      if (!whole) await rm(temporary, { force: true })
    }
    const present = (await this.get(sha256)) !== null
    await this.writing(sha256, async () => {
      if (present) await rm(temporary, { force: true })
      else await renameCarefully(temporary, target)
      await syncFolder(path.dirname(target))
    })
    this.damaged.delete(sha256)
    return present ? 'present' : 'stored'
  }

  async get(sha256: string): Promise<Buffer | null> {
    const bytes = await readBounded(this.file(sha256), OBJECT_BYTES)
    if (bytes === null || sha256Hex(bytes) === sha256) return bytes
    this.damaged.add(sha256)
    return null
  }
}
