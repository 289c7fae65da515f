import { createHash, createHmac, randomUUID } from 'node:crypto'
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { type Sha256, sha256 } from '../../core/kernel/ids.ts'
import { ok, type Result, refuse } from '../../core/kernel/result.ts'
import { SealBroken, subKey } from './aead.ts'
import { errnoOf, fileChunks, joined, moveIntoPlace, writeSynced } from './durable-file.ts'
import { openStream, sealStream } from './sealed-stream.ts'

/** "Scans to 50 MB a file" (issue, Limits). */
export const MAX_PAPER_BYTES = 50 * 1024 * 1024

export interface StoredPaper {
  /** Of the plaintext: what the database, the manifest and the batch name. */
  readonly sha256: Sha256
  /** The sealed file's name: keyed, so that the folder does not betray which known document it holds. */
  readonly ref: string
  /** Of the plaintext. */
  readonly bytes: number
}

/** Sealed, content-addressed files: the same paper twice is one file. */
export interface PaperStore {
  /** @param source bytes, or the path of a file. @returns SCAN_TOO_LARGE, DISK_FULL or FILE_MISSING; nothing is left half-written. */
  put(source: Uint8Array | string): Promise<Result<StoredPaper>>
  /** @returns the plaintext, its hash verified; FILE_MISSING or FILE_DAMAGED naming the `ref` */
  get(ref: string): Promise<Result<Uint8Array>>
  /** Takes a file away that no record names; one that is gone already is no error. */
  remove(ref: string): Promise<void>
  refOf(hash: Sha256): string
  pathOf(ref: string): string
  /** Every sealed file, by name. */
  list(): Promise<{ readonly ref: string; readonly sealedBytes: number }[]>
  /** Opens every file. Run at start after a crash, and before a backup. */
  verifyAll(): Promise<{ readonly checked: number; readonly damaged: readonly string[] }>
  /** Removes what a crash left half-written. Run at start, before the first `put`. */
  sweep(): Promise<void>
}

const REF = /^[0-9a-f]{32}$/

/** @example const papers = makePaperStore({ folder: join(data, 'papers'), key: vault.papersKey }) */
export function makePaperStore(options: { readonly folder: string; readonly key: Uint8Array; readonly maxBytes?: number }): PaperStore {
  const { folder, key, maxBytes = MAX_PAPER_BYTES } = options
  const temporaryFolder = join(folder, 'temp')
  const refKey = subKey(key, 'ref')
  const refOf = (hash: string): string => createHmac('sha256', refKey).update(hash).digest('hex').slice(0, 32)

  function pathOf(ref: string): string {
    if (!REF.test(ref)) throw new RangeError('not a paper reference')
    return join(folder, ref.slice(0, 2), ref)
  }

  async function get(ref: string): Promise<Result<Uint8Array>> {
    const parts: Uint8Array[] = []
    const hash = createHash('sha256')
    try {
      for await (const part of openStream(key, 'paper', fileChunks(pathOf(ref)))) {
        parts.push(part)
        hash.update(part)
      }
    } catch (error) {
      if (error instanceof SealBroken || errnoOf(error) === 'EISDIR') return refuse('FILE_DAMAGED', { ref })
      if (errnoOf(error) === 'ENOENT') return refuse('FILE_MISSING', { ref })
      throw error
    }
    return refOf(hash.digest('hex')) === ref ? ok(joined(parts)) : refuse('FILE_DAMAGED', { ref })
  }

  async function put(source: Uint8Array | string): Promise<Result<StoredPaper>> {
    const size = typeof source === 'string' ? await sizeOf(source) : source.length
    if (size === null) return refuse('FILE_MISSING')
    const hash = createHash('sha256')
    let bytes = 0
    // Counted again while reading: a file can grow after its size was asked.
    async function* counted(): AsyncGenerator<Uint8Array> {
      for await (const part of typeof source === 'string' ? fileChunks(source) : [source]) {
        bytes += part.length
        if (bytes > maxBytes) return
        hash.update(part)
        yield part
      }
    }
    const tooLarge = () => refuse('SCAN_TOO_LARGE', { bytes: Math.max(size, bytes), limit: maxBytes })
    if (size > maxBytes) return tooLarge()
    const temporary = join(temporaryFolder, randomUUID())
    const written = await writeSynced(temporary, sealStream(key, 'paper', counted()))
    if (!written.ok) return written
    if (bytes > maxBytes) {
      await rm(temporary, { force: true })
      return tooLarge()
    }
    const stored: StoredPaper = { sha256: sha256(hash.digest('hex')), ref: '', bytes }
    const ref = refOf(stored.sha256)
    // Kept only if it still opens: putting a paper again heals a damaged copy.
    if ((await get(ref)).ok) await rm(temporary, { force: true })
    else {
      const moved = await moveIntoPlace(temporary, pathOf(ref))
      if (!moved.ok) return moved
    }
    return ok({ ...stored, ref })
  }

  async function list() {
    const names = await readdir(folder, { recursive: true }).catch((error: unknown) => {
      if (errnoOf(error) === 'ENOENT') return []
      throw error
    })
    const refs = names.map((name) => name.replaceAll('\\', '/')).flatMap((name) => (/^([0-9a-f]{2})\/\1[0-9a-f]{30}$/.test(name) ? [name.slice(3)] : []))
    return Promise.all(refs.sort().map(async (ref) => ({ ref, sealedBytes: (await stat(pathOf(ref))).size })))
  }

  async function verifyAll() {
    const damaged: string[] = []
    const files = await list()
    for (const { ref } of files) if (!(await get(ref)).ok) damaged.push(ref)
    return { checked: files.length, damaged }
  }

  return {
    put,
    get,
    remove: (ref) => rm(pathOf(ref), { force: true }),
    refOf,
    pathOf,
    list,
    verifyAll,
    sweep: () => rm(temporaryFolder, { recursive: true, force: true }),
  }
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    const found = await stat(path)
    return found.isFile() ? found.size : null
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return null
    throw error
  }
}
