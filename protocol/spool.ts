import { open, statfs, truncate } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { BranchCode, HashText, InstantText } from '../core/batch/envelope.ts'
import { makeFolder, syncFile, syncFolder } from './durable-file.ts'
import { sha256Hex } from './hashing.ts'
import type { ReadPart } from './hob-open.ts'
import { LocalObjects, type ObjectStore } from './object-store.ts'
import { readLines } from './read-lines.ts'
import { tryStrictJson } from './strict-json.ts'

/** What head office has taken upon itself, in order. `ref` is the hash of a stored object. */
const Entry = z.strictObject({
  n: z.int().min(1),
  prev: HashText,
  at: InstantText,
  /**
   * enrol: an enrolment signed; custody: an up batch's records stored; parts: the rest of its parts; alarm: a batch kept as
   * evidence of a fork; down: a down batch signed; replay: parked records read again; told: lines the next receipt calls parked;
   * office: an act of head office's people.
   */
  act: z.enum(['enrol', 'custody', 'parts', 'alarm', 'down', 'replay', 'told', 'office']),
  ref: HashText,
  /** custody: signature and 'whole' when all parts came with it; alarm: code and signature; down: signature and what it answers. */
  note: z.string().max(200),
  /** The branch it belongs to, '' for all of head office; entries of the first release leave it out. */
  branch: z.union([BranchCode, z.literal('')]).optional(),
})
export type SpoolEntry = z.output<typeof Entry>
export type SpoolAct = SpoolEntry['act']

/** The spool does not read back as it was written; the message names the place, no content. */
export class SpoolDamagedError extends Error {}
/** A write of the journal failed, or somebody else wrote it: what is on the disk is in doubt until the spool is opened again (sync.md, finding 4). */
export class SpoolInDoubtError extends Error {}

/** No line is longer, and no group of lines that shares one fsync: what is torn off at the end is less. */
const LONGEST = 4 << 20
const IN_DOUBT = 'the journal is in doubt; open head office again'
const ZEROS = '0'.repeat(64)
const linkOf = (entry: SpoolEntry): string => sha256Hex(JSON.stringify(entry))

interface Waiting {
  readonly fields: Omit<SpoolEntry, 'n' | 'prev'>
  readonly done: (entry: SpoolEntry) => void
  readonly failed: (error: unknown) => void
}

/**
 * Head office's truth (sync.md, decision): content-addressed objects and a hash-chained journal, each fsynced before
 * anything is answered. The database is a projection of it.
 */
export class Spool {
  private readonly folder: string
  private readonly entries: SpoolEntry[]
  private readonly objects: ObjectStore
  private head: string
  private readonly waiting: Waiting[] = []
  private writing = false
  private doubt: unknown = null
  /** Bytes of the journal as we know it. */
  private size: number
  private constructor(folder: string, entries: SpoolEntry[], head: string, size: number, objects: ObjectStore) {
    this.folder = folder
    this.size = size
    this.entries = entries
    this.head = head
    this.objects = objects
  }

  /**
   * Opens or creates; the journal may be of any size. A last line torn by a power cut was never answered for: it is cut off.
   * What is believed is on the disk first.
   * @throws SpoolDamagedError, and whatever keeps the journal from being read whole or on the disk: it is never taken for shorter than it is
   */
  static async open(folder: string, objects: ObjectStore = new LocalObjects(path.join(folder, 'objects'))): Promise<Spool> {
    await makeFolder(folder)
    const file = path.join(folder, 'journal.ndjson')
    const entries: SpoolEntry[] = []
    let head = ZEROS
    const { whole, torn } = await readLines(file, LONGEST, (line) => {
      const parsed = Entry.safeParse(tryStrictJson(line))
      if (!parsed.success || parsed.data.prev !== head || parsed.data.n !== entries.length + 1) {
        throw new SpoolDamagedError(`journal line ${entries.length + 1} does not continue the chain`)
      }
      entries.push(parsed.data)
      head = sha256Hex(line)
    })
    if (torn > 0) await truncate(file, whole)
    // What was read may lie in memory only: a process that ended between writing and fsync left it.
    if (whole > 0 || torn > 0) await syncFile(file)
    await syncFolder(folder)
    return new Spool(folder, entries, head, whole, objects)
  }

  get journal(): readonly SpoolEntry[] {
    return this.entries
  }

  /** Whether a write of the journal failed: nothing more is appended until the spool is opened again. */
  get inDoubt(): boolean {
    return this.doubt !== null
  }

  /** Bytes that may still be written to the disk it lies on. */
  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.folder)
    return bavail * bsize
  }

  /** The hash of line `n`, which line `n + 1` names as `prev`. */
  linkAfter(n: number): string {
    return this.entries[n]?.prev ?? (n === this.entries.length ? this.head : ZEROS)
  }

  put(bytes: Uint8Array): Promise<string> {
    return this.objects.put(bytes)
  }
  get(sha256: string): Promise<Buffer | null> {
    return this.objects.get(sha256)
  }
  has(sha256: string, bytes: number): Promise<boolean> {
    return this.objects.has(sha256, bytes)
  }
  receive(...call: Parameters<ObjectStore['receive']>): ReturnType<ObjectStore['receive']> {
    return this.objects.receive(...call)
  }

  /** @throws SpoolDamagedError */
  async need(sha256: string): Promise<Buffer> {
    const bytes = await this.get(sha256)
    if (!bytes) throw new SpoolDamagedError(`object ${sha256} is missing or damaged`)
    return bytes
  }

  readonly readPart: ReadPart = (sha256) => this.get(sha256)

  /** Appends to the journal; when it returns the entry survives a power cut. Entries that wait together share one fsync. @throws SpoolInDoubtError */
  append(act: SpoolAct, ref: string, note: string, at: string, branch: string): Promise<SpoolEntry> {
    return new Promise((done, failed) => {
      this.waiting.push({ fields: { at, act, ref, note, branch }, done, failed })
      if (!this.writing) void this.writeWaiting()
    })
  }

  private async writeWaiting(): Promise<void> {
    this.writing = true
    while (this.waiting.length > 0) {
      const group = this.waiting.splice(0)
      try {
        if (this.doubt) throw new SpoolInDoubtError(IN_DOUBT, { cause: this.doubt })
        const made = await this.writeGroup(group.map((one) => one.fields))
        group.forEach((one, index) => {
          const entry = made[index]
          if (entry) one.done(entry)
        })
      } catch (error) {
        this.doubt ??= error
        for (const one of group) one.failed(error instanceof SpoolInDoubtError ? error : new SpoolInDoubtError(IN_DOUBT, { cause: error }))
      }
    }
    this.writing = false
  }

  private async writeGroup(group: readonly Waiting['fields'][]): Promise<SpoolEntry[]> {
    const made: SpoolEntry[] = []
    let head = this.head
    for (const { at, act, ref, note, branch } of group) {
      const entry: SpoolEntry = Entry.parse({ n: this.entries.length + made.length + 1, prev: head, at, act, ref, note, branch })
      made.push(entry)
      head = linkOf(entry)
    }
    const handle = await open(path.join(this.folder, 'journal.ndjson'), 'a', 0o600)
    const bytes = Buffer.from(made.map((entry) => `${JSON.stringify(entry)}\n`).join(''))
    try {
      const { size } = await handle.stat()
      if (size !== this.size) throw new Error(`the journal has ${size} bytes and not ${this.size}: another program writes it`)
      await handle.writeFile(bytes)
      await handle.sync()
    } finally {
      await handle.close()
    }
    this.size += bytes.length
    if (this.entries.length === 0) await syncFolder(this.folder)
    this.entries.push(...made)
    this.head = head
    return made
  }
}
