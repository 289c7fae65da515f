import { createHash, randomBytes } from 'node:crypto'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Result } from '../../../core/kernel/result.ts'
import { expectOk } from '../../../core/kernel/result.ts'
import { MAX_PAPER_BYTES, makePaperStore, type PaperStore } from '../../../electron/services/paper-store.ts'

const key = new Uint8Array(32).fill(7)
let folder: string
let papers: PaperStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'papers-'))
  papers = makePaperStore({ folder: join(folder, 'papers'), key })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const codeOf = (result: Result<unknown>) => (result.ok ? 'OK' : result.error.code)
const filesUnder = async (path: string) => (await readdir(path, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length
async function alter(ref: string, at: number): Promise<void> {
  const bytes = await readFile(papers.pathOf(ref))
  bytes[at] = (bytes[at] ?? 0) ^ 1
  await writeFile(papers.pathOf(ref), bytes)
}

describe('the paper store', () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 131_072, 1_500_000])('gives back a paper of %i bytes, found by its hash', async (length) => {
    const bytes = new Uint8Array(randomBytes(length))
    const stored = expectOk(await papers.put(bytes))
    expect(stored).toEqual({ sha256: createHash('sha256').update(bytes).digest('hex'), ref: papers.refOf(stored.sha256), bytes: length })
    expect(Buffer.from(expectOk(await papers.get(stored.ref))).equals(bytes)).toBe(true)
  })

  it('takes a paper by its path and keeps no plaintext on the disk, not even in the name', async () => {
    const scan = join(folder, 'scan.pdf')
    await writeFile(scan, 'income proof 11010119900307001X'.repeat(9000))
    const stored = expectOk(await papers.put(scan))
    const onDisk = await readFile(papers.pathOf(stored.ref))
    expect(onDisk.includes('11010119900307001X')).toBe(false)
    expect(stored.ref).not.toContain(stored.sha256.slice(0, 8))
    expect(expectOk(await papers.get(stored.ref))).toHaveLength(31 * 9000)
  })

  it('keeps the same paper once, under the same reference after a restart', async () => {
    const bytes = randomBytes(5000)
    const [one, two] = [expectOk(await papers.put(bytes)), expectOk(await papers.put(bytes))]
    expect(two).toEqual(one)
    expect(await papers.list()).toHaveLength(1)
    expect(expectOk(await makePaperStore({ folder: join(folder, 'papers'), key }).get(one.ref))).toHaveLength(5000)
  })

  it('heals a damaged copy when the paper comes in again', async () => {
    const bytes = randomBytes(5000)
    const { ref } = expectOk(await papers.put(bytes))
    await alter(ref, 100)
    expect(codeOf(await papers.get(ref))).toBe('FILE_DAMAGED')
    expectOk(await papers.put(bytes))
    expect(codeOf(await papers.get(ref))).toBe('OK')
  })

  it('refuses a paper above the limit with its size and the limit, and leaves nothing behind', async () => {
    const small = makePaperStore({ folder: join(folder, 'papers'), key, maxBytes: 1000 })
    const path = join(folder, 'big')
    await writeFile(path, randomBytes(1001))
    for (const source of [path, new Uint8Array(1001)]) {
      expect(await small.put(source)).toEqual({ ok: false, error: { code: 'SCAN_TOO_LARGE', details: { bytes: 1001, limit: 1000 } } })
    }
    expect(codeOf(await small.put(new Uint8Array(1000)))).toBe('OK')
    expect(await small.list()).toHaveLength(1)
    expect(MAX_PAPER_BYTES).toBe(52_428_800)
  })

  it('refuses a picked file that is gone, a folder and a device', async () => {
    for (const source of [join(folder, 'not-there'), folder, '/dev/zero']) expect(codeOf(await papers.put(source))).toBe('FILE_MISSING')
  })

  it('says which paper is missing', async () => {
    const ref = papers.refOf(expectOk(await papers.put(randomBytes(10))).sha256)
    await rm(papers.pathOf(ref))
    expect(await papers.get(ref)).toEqual({ ok: false, error: { code: 'FILE_MISSING', details: { ref } } })
    await expect(papers.get('../../etc/passwd')).rejects.toThrow(RangeError)
  })
})

describe('a sealed paper that was tampered with', () => {
  const regions = [
    ['the magic', 0],
    ['the format', 4],
    ['the algorithm', 5],
    ['the chunk size', 6],
    ['the reserved byte', 7],
    ['the salt', 10],
    ['the first chunk', 30],
    ['the tag of the first chunk', 24 + 65_536 + 3],
    ['the second chunk', 24 + 65_552 + 3],
    ['the last byte', -1],
  ] as const

  it.each(regions)('is refused by name when %s is changed', async (_where, at) => {
    const { ref } = expectOk(await papers.put(randomBytes(100_000)))
    await alter(ref, at < 0 ? 24 + 100_000 + 32 + at : at)
    expect(await papers.get(ref)).toEqual({ ok: false, error: { code: 'FILE_DAMAGED', details: { ref } } })
  })

  it.each([0, 10, 24, 30, 24 + 65_552, 24 + 65_552 + 15, 24 + 2 * 65_552])('is refused when cut to %i bytes', async (length) => {
    const { ref } = expectOk(await papers.put(randomBytes(200_000)))
    await truncate(papers.pathOf(ref), length)
    expect(codeOf(await papers.get(ref))).toBe('FILE_DAMAGED')
  })

  it('is refused when a byte is added or two chunks are changed about', async () => {
    const { ref } = expectOk(await papers.put(randomBytes(200_000)))
    const whole = await readFile(papers.pathOf(ref))
    const chunk = (n: number) => whole.subarray(24 + n * 65_552, 24 + (n + 1) * 65_552)
    for (const bytes of [Buffer.concat([whole, Buffer.of(0)]), Buffer.concat([whole.subarray(0, 24), chunk(1), chunk(0), whole.subarray(24 + 2 * 65_552)])]) {
      await writeFile(papers.pathOf(ref), bytes)
      expect(codeOf(await papers.get(ref))).toBe('FILE_DAMAGED')
    }
  })

  it('is refused when it is another sealed paper under this name', async () => {
    const one = expectOk(await papers.put(randomBytes(100)))
    const two = expectOk(await papers.put(randomBytes(100)))
    await mkdir(dirname(papers.pathOf(two.ref)), { recursive: true })
    await cp(papers.pathOf(one.ref), papers.pathOf(two.ref))
    expect(codeOf(await papers.get(two.ref))).toBe('FILE_DAMAGED')
    expect(await papers.verifyAll()).toEqual({ checked: 2, damaged: [two.ref] })
  })
})

it('sweeps what a crash left half-written and touches nothing else', async () => {
  const { ref } = expectOk(await papers.put(randomBytes(100)))
  await writeFile(join(folder, 'papers', 'temp', 'half'), 'half')
  await papers.sweep()
  expect(await filesUnder(join(folder, 'papers'))).toBe(1)
  expect(codeOf(await papers.get(ref))).toBe('OK')
})
