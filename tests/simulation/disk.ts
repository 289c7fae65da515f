import { crc32 } from 'node:zlib'
import type { Scheduler } from './kernel.ts'

/** The machine lost power: what was not fsynced may be lost, torn, or there. */
export class PowerCut extends Error {}
export class DiskFull extends Error {}

interface FileState {
  durable: Buffer
  pending: { at: number; data: Buffer }[]
}
type Entry = { op: 'link'; name: string; file: FileState } | { op: 'unlink'; name: string } | { op: 'rename'; from: string; to: string }

/** One disk. `boot` numbers the machine's lives: work of an earlier life ends in PowerCut. */
export class Disk {
  boot = 0
  steps = 0
  cutAt = -1
  fullness = 0
  onCut: () => void = () => undefined
  private names = new Map<string, FileState>()
  private durableNames = new Map<string, FileState>()
  private entries: Entry[] = []
  private readonly scheduler: Scheduler
  constructor(scheduler: Scheduler) {
    this.scheduler = scheduler
  }

  private content(file: FileState): Buffer {
    let bytes = file.durable
    for (const { at, data } of file.pending) {
      const grown = Buffer.alloc(Math.max(bytes.length, at + data.length))
      bytes.copy(grown)
      data.copy(grown, at)
      bytes = grown
    }
    return bytes
  }

  private async step(boot: number, writes: boolean): Promise<void> {
    this.steps++
    await this.scheduler.sleep(1 + this.scheduler.rng.int(3))
    if (boot !== this.boot) throw new PowerCut()
    if (this.cutAt >= 0 && this.steps >= this.cutAt) {
      this.cut()
      throw new PowerCut()
    }
    if (writes && this.fullness > 0 && this.scheduler.rng.chance(this.fullness)) throw new DiskFull()
  }

  async create(boot: number, name: string): Promise<void> {
    await this.step(boot, true)
    const file: FileState = { durable: Buffer.alloc(0), pending: [] }
    this.names.set(name, file)
    this.entries.push({ op: 'link', name, file })
  }
  async write(boot: number, name: string, at: number, data: Buffer): Promise<void> {
    await this.step(boot, true)
    this.names.get(name)?.pending.push({ at, data: Buffer.from(data) })
  }
  async sync(boot: number, name: string): Promise<void> {
    await this.step(boot, true)
    const file = this.names.get(name)
    if (file) {
      file.durable = this.content(file)
      file.pending = []
    }
  }
  async rename(boot: number, from: string, to: string): Promise<void> {
    await this.step(boot, true)
    const file = this.names.get(from)
    if (!file) throw new Error(`no file ${from}`)
    this.names.set(to, file)
    this.names.delete(from)
    this.entries.push({ op: 'rename', from, to })
  }
  async remove(boot: number, name: string): Promise<void> {
    await this.step(boot, false)
    this.names.delete(name)
    this.entries.push({ op: 'unlink', name })
  }
  async syncFolder(boot: number): Promise<void> {
    await this.step(boot, true)
    this.entries = []
    this.durableNames = new Map(this.names)
  }
  async read(boot: number, name: string): Promise<Buffer | null> {
    await this.step(boot, false)
    return this.peek(name)
  }
  peek(name: string): Buffer | null {
    const file = this.names.get(name)
    return file ? this.content(file) : null
  }
  /** What a power cut at this very instant would certainly leave of a file. */
  certain(name: string): Buffer | null {
    return this.durableNames.get(name)?.durable ?? null
  }
  list(): string[] {
    return [...this.names.keys()].sort()
  }

  /** What certainly stands on it now, to be laid on another. */
  copy(): ReadonlyMap<string, Buffer> {
    return new Map([...this.durableNames].map(([name, file]) => [name, file.durable]))
  }
  /** The machine gets a disk with a copy of an earlier day. */
  replace(copy: ReadonlyMap<string, Buffer>): void {
    this.durableNames = new Map([...copy].map(([name, durable]) => [name, { durable, pending: [] }]))
    this.entries = []
    this.cut()
  }

  /** Power cut: folder changes survive as a beginning, unsynced writes as any torn part of them. */
  cut(): void {
    this.boot++
    this.cutAt = -1
    const { rng } = this.scheduler
    const names = new Map(this.durableNames)
    for (const entry of this.entries.slice(0, rng.int(this.entries.length + 1))) {
      if (entry.op === 'link') names.set(entry.name, entry.file)
      else if (entry.op === 'unlink') names.delete(entry.name)
      else {
        const file = names.get(entry.from)
        if (file) names.set(entry.to, file)
        names.delete(entry.from)
      }
    }
    for (const file of new Set(names.values())) {
      file.pending = file.pending
        .filter(() => rng.chance(0.5))
        .map((one) => (rng.chance(0.3) ? { at: one.at, data: one.data.subarray(0, rng.int(one.data.length + 1)) } : one))
      file.durable = this.content(file)
      file.pending = []
    }
    this.names = names
    this.durableNames = new Map(names)
    this.entries = []
    this.scheduler.note(`cut${this.boot}`)
    this.onCut()
  }
}

/** Temp file, fsync, rename, fsync of the folder, as `writeDurably` does on a real disk; bugs leave steps out. */
export async function storeFile(disk: Disk, boot: number, name: string, bytes: Buffer, left: { sync?: boolean; folder?: boolean } = {}): Promise<void> {
  await disk.create(boot, `${name}.tmp`)
  const half = Math.floor(bytes.length / 2)
  await disk.write(boot, `${name}.tmp`, 0, bytes.subarray(0, half))
  await disk.write(boot, `${name}.tmp`, half, bytes.subarray(half))
  if (!left.sync) await disk.sync(boot, `${name}.tmp`)
  await disk.rename(boot, `${name}.tmp`, name)
  if (!left.folder) await disk.syncFolder(boot)
}

/** A journal of JSON frames with length and CRC: stands for SQLite's WAL and for the spool's journal. */
export class Journal<T> {
  private readonly disk: Disk
  private readonly name: string
  private end = 0
  private readonly summed: boolean
  constructor(disk: Disk, name: string, summed = true) {
    this.disk = disk
    this.name = name
    this.summed = summed
  }
  /** The frame that stands there, or undefined where the journal ends. */
  private frame(bytes: Buffer, at: number): { readonly value: T; readonly length: number } | undefined {
    const length = bytes.readUInt32BE(at)
    const body = bytes.subarray(at + 8, at + 8 + length)
    if (length === 0 || body.length < length || (this.summed && crc32(body) !== bytes.readUInt32BE(at + 4))) return undefined
    try {
      return { value: JSON.parse(body.toString('utf8')), length }
    } catch (error) {
      if (this.summed) throw error
      return undefined
    }
  }
  async load(boot: number): Promise<T[]> {
    if (!this.disk.list().includes(this.name)) {
      await this.disk.create(boot, this.name)
      await this.disk.syncFolder(boot)
    }
    const bytes = (await this.disk.read(boot, this.name)) ?? Buffer.alloc(0)
    const frames: T[] = []
    let at = 0
    while (at + 8 <= bytes.length) {
      const frame = this.frame(bytes, at)
      if (!frame) break
      frames.push(frame.value)
      at += 8 + frame.length
    }
    this.end = at
    return frames
  }
  async append(boot: number, frame: T, sync = true): Promise<void> {
    const body = Buffer.from(JSON.stringify(frame))
    const head = Buffer.alloc(8)
    head.writeUInt32BE(body.length, 0)
    head.writeUInt32BE(crc32(body), 4)
    // Zeros after it end the journal, whatever an earlier life left behind.
    await this.disk.write(boot, this.name, this.end, Buffer.concat([head, body, Buffer.alloc(8)]))
    if (sync) await this.disk.sync(boot, this.name)
    this.end += 8 + body.length
  }
}
