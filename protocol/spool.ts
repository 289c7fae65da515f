import { appendFile, mkdir, open, truncate } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { HashText, InstantText } from '../core/batch/envelope.ts'
import { BATCH_LIMITS } from '../core/batch/limits.ts'
import { makeFolder, readBounded, sizeOf, syncFolder, writeDurably } from './durable-file.ts'
import { sha256Hex } from './hashing.ts'
import type { ReadPart } from './hob-open.ts'
import { tryStrictJson } from './strict-json.ts'

/** What head office has taken upon itself, in order. `ref` is the hash of a stored object. */
const Entry = z.strictObject({
  n: z.int().min(1),
  prev: HashText,
  at: InstantText,
  /** enrol: an enrolment signed; custody: an up batch stored; alarm: a batch kept as evidence of a fork; down: a down batch signed. */
  act: z.enum(['enrol', 'custody', 'alarm', 'down']),
  ref: HashText,
  /** For alarm the code, for down the up envelope it answers. */
  note: z.string().max(200),
})
export type SpoolEntry = z.output<typeof Entry>
export type SpoolAct = SpoolEntry['act']

/** The spool does not read back as it was written; the message names the place, no content. */
export class SpoolDamagedError extends Error {}

const JOURNAL_LIMIT = 1 << 30
const ZEROS = '0'.repeat(64)

/**
 * Head office's truth (sync.md, decision): content-addressed objects and a hash-chained journal, each fsynced before
 * anything is answered. The database is a projection of it.
 */
export class Spool {
  private readonly folder: string
  private readonly entries: SpoolEntry[]
  private head: string
  private constructor(folder: string, entries: SpoolEntry[], head: string) {
    this.folder = folder
    this.entries = entries
    this.head = head
  }

  /** Opens or creates. A last line torn by a power cut was never answered for: it is cut off. @throws SpoolDamagedError */
  static async open(folder: string): Promise<Spool> {
    await makeFolder(folder)
    const file = path.join(folder, 'journal.ndjson')
    const bytes = (await readBounded(file, JOURNAL_LIMIT)) ?? Buffer.alloc(0)
    const whole = bytes.subarray(0, bytes.lastIndexOf(0x0a) + 1)
    if (whole.length < bytes.length) await truncate(file, whole.length)
    const entries: SpoolEntry[] = []
    let head = ZEROS
    for (const line of whole.toString('utf8').split('\n').slice(0, -1)) {
      const parsed = Entry.safeParse(tryStrictJson(Buffer.from(line)))
      if (!parsed.success || parsed.data.prev !== head || parsed.data.n !== entries.length + 1) {
        throw new SpoolDamagedError(`journal line ${entries.length + 1} does not continue the chain`)
      }
      entries.push(parsed.data)
      head = sha256Hex(line)
    }
    return new Spool(folder, entries, head)
  }

  get journal(): readonly SpoolEntry[] {
    return this.entries
  }

  private file(sha256: string): string {
    return path.join(this.folder, 'objects', sha256.slice(0, 2), sha256)
  }

  /** Stores bytes under their hash; returns it. Storing the same again costs nothing, and heals a damaged copy. */
  async put(bytes: Uint8Array): Promise<string> {
    const sha256 = sha256Hex(bytes)
    const present = (await sizeOf(this.file(sha256))) === bytes.length ? await this.get(sha256) : null
    if (present === null) await writeDurably(this.file(sha256), bytes)
    return sha256
  }

  /** The bytes, or null when they are missing or no longer have their hash. */
  async get(sha256: string): Promise<Buffer | null> {
    const bytes = await readBounded(this.file(sha256), BATCH_LIMITS.partCipherBytes)
    return bytes && sha256Hex(bytes) === sha256 ? bytes : null
  }

  /** @throws SpoolDamagedError */
  async need(sha256: string): Promise<Buffer> {
    const bytes = await this.get(sha256)
    if (!bytes) throw new SpoolDamagedError(`object ${sha256} is missing or damaged`)
    return bytes
  }

  readonly readPart: ReadPart = (sha256) => this.get(sha256)

  /** Appends to the journal; when it returns the entry survives a power cut. */
  async append(act: SpoolAct, ref: string, note: string, at: string): Promise<SpoolEntry> {
    const entry: SpoolEntry = { n: this.entries.length + 1, prev: this.head, at, act, ref, note }
    const line = JSON.stringify(entry)
    const file = path.join(this.folder, 'journal.ndjson')
    await mkdir(this.folder, { recursive: true })
    await appendFile(file, `${line}\n`, { mode: 0o600 })
    const handle = await open(file, 'r+')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
    await syncFolder(this.folder)
    this.entries.push(entry)
    this.head = sha256Hex(line)
    return entry
  }
}
