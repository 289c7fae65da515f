import { mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { type FolderWatch, watchScanFolder } from '../../../electron/services/scan-folder.ts'

const PACE = { lookMs: 50, stillMs: 100 }

let folder: string
let watching: FolderWatch
const seen: string[] = []
const states: string[] = []
const events = { onFile: (file: string) => void seen.push(path.basename(file)), onState: (state: string) => void states.push(state) }
beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'scans-')), 'share')
  await mkdir(folder)
  seen.length = 0
  states.length = 0
})
afterEach(async () => {
  await watching.stop()
  await rm(path.dirname(folder), { recursive: true })
})
const begin = async () => {
  watching = watchScanFolder(folder, events, PACE)
  await expect.poll(() => states).toEqual(['WATCHING'])
}
/** A scan that comes to a folder whose own time stays as it was, as on a FAT stick. */
async function comes(name: string): Promise<void> {
  const { atime, mtime } = await stat(folder)
  await writeFile(path.join(folder, name), name)
  await utimes(folder, atime, mtime)
}

it('sees every scan that comes, also where the folder’s own time does not move', async () => {
  await begin()
  await comes('a.jpg')
  await expect.poll(() => seen).toEqual(['a.jpg'])
  await comes('b.pdf')
  await expect.poll(() => seen).toEqual(['a.jpg', 'b.pdf'])
})
it('reports a scan once, again when it was written anew, and again when it was held', async () => {
  await begin()
  await comes('a.jpg')
  await expect.poll(() => seen).toEqual(['a.jpg'])
  await writeFile(path.join(folder, 'a.jpg'), 'scanned once more')
  await expect.poll(() => seen).toEqual(['a.jpg', 'a.jpg'])
  watching.again(path.join(folder, 'a.jpg'))
  await expect.poll(() => seen).toEqual(['a.jpg', 'a.jpg', 'a.jpg'])
  await comes('b.jpg')
  await expect.poll(() => seen).toEqual(['a.jpg', 'a.jpg', 'a.jpg', 'b.jpg'])
})
it('leaves what is no scan alone: other files, hidden ones, folders', async () => {
  await mkdir(path.join(folder, 'folder.pdf'))
  for (const name of ['notes.txt', '.a.jpg', 'z.TIF']) await writeFile(path.join(folder, name), name)
  await begin()
  await expect.poll(() => seen).toEqual(['z.TIF'])
  expect(await readdir(folder)).toHaveLength(4)
})
it('tells that the folder went away and came back, and reports what lies in it anew', async () => {
  await comes('a.jpg')
  await begin()
  await expect.poll(() => seen).toEqual(['a.jpg'])
  await rm(folder, { recursive: true })
  await expect.poll(() => states).toEqual(['WATCHING', 'LOST'])
  await mkdir(folder)
  await comes('a.jpg')
  await expect.poll(() => states).toEqual(['WATCHING', 'LOST', 'WATCHING'])
  await expect.poll(() => seen).toEqual(['a.jpg', 'a.jpg'])
})
