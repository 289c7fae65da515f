import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { watchSync } from '../synced.ts'

const synced = await watchSync()
const { sha256Hex } = await import('../../../protocol/hashing.ts')
const { LocalObjects } = await import('../../../protocol/object-store.ts')
const { Spool } = await import('../../../protocol/spool.ts')
const { NOW, newFolder, removeFolders } = await import('../batch/counter.ts')

afterAll(removeFolders)
beforeEach(() => {
  synced.paths.length = 0
  synced.failing.clear()
})

/** A journal a process left behind that ended between writing and fsync: the next one reads it from memory, not from the disk. */
function leftBehind(): { folder: string; file: string } {
  const folder = newFolder()
  const file = path.join(folder, 'journal.ndjson')
  const line = JSON.stringify({ n: 1, prev: '0'.repeat(64), at: NOW, act: 'office', ref: sha256Hex('1'), note: 'session.open', branch: '' })
  writeFileSync(file, `${line}\n{"torn`)
  return { folder, file }
}

describe('a journal that was left behind', () => {
  it('is on the disk before any line of it is believed', async () => {
    const { folder, file } = leftBehind()
    expect((await Spool.open(folder)).journal).toHaveLength(1)
    expect(synced.paths).toEqual([file, folder])
  })

  it('is not believed where the disk does not keep it', async () => {
    const { folder, file } = leftBehind()
    synced.failing.add(file)
    await expect(Spool.open(folder)).rejects.toThrow(/EIO/)
  })
})

describe('an object whose name did not reach the disk', () => {
  const bytes = Buffer.from('a part')
  const sha256 = sha256Hex(bytes)
  /** Renamed, and then the disk refused. */
  async function half(): Promise<{ root: string; folder: string }> {
    const root = path.join(newFolder(), 'objects')
    const folder = path.join(root, sha256.slice(0, 2))
    synced.failing.add(folder)
    await expect(new LocalObjects(root).put(bytes)).rejects.toThrow(/EIO/)
    synced.failing.clear()
    synced.paths.length = 0
    return { root, folder }
  }
  it.each([
    ['put again', async (objects: InstanceType<typeof LocalObjects>) => expect(await objects.put(bytes)).toBe(sha256)],
    ['asked for', async (objects: InstanceType<typeof LocalObjects>) => expect(await objects.has(sha256, bytes.length)).toBe(true)],
    ['sent again', async (objects: InstanceType<typeof LocalObjects>) => expect(await objects.receive(sha256, stream(), 100)).toBe('present')],
  ])('has it there when it is %s and found', async (_how, find) => {
    const { root, folder } = await half()
    await find(new LocalObjects(root))
    expect(synced.paths).toEqual(expect.arrayContaining([folder, root, path.dirname(root)]))
  })

  it('is not said to be there while the disk refuses, by the process that failed neither', async () => {
    const root = path.join(newFolder(), 'objects')
    const objects = new LocalObjects(root)
    await objects.put(bytes)
    const other = Buffer.from('another')
    const folder = path.join(root, sha256Hex(other).slice(0, 2))
    synced.failing.add(folder)
    await expect(objects.put(other)).rejects.toThrow(/EIO/)
    await expect(objects.put(other)).rejects.toThrow(/EIO/)
    synced.failing.clear()
    expect(await objects.put(other)).toBe(sha256Hex(other))
    expect(synced.paths).toContain(folder)
  })

  async function* stream(): AsyncGenerator<Uint8Array> {
    yield bytes
  }
})
