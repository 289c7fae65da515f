import { appendFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { sha256Hex } from '../../../protocol/hashing.ts'
import { Spool, SpoolDamagedError } from '../../../protocol/spool.ts'
import { NOW, newFolder, removeFolders } from '../batch/counter.ts'

afterAll(removeFolders)

/** A journal of so many chained lines, as a head office of that age has it. */
function journalOf(lines: number): { folder: string; file: string } {
  const folder = newFolder()
  const file = path.join(folder, 'journal.ndjson')
  let prev = '0'.repeat(64)
  const text: string[] = []
  for (let n = 1; n <= lines; n++) {
    const line = JSON.stringify({ n, prev, at: NOW, act: 'office', ref: sha256Hex(`${n}`), note: 'session.open', branch: '' })
    prev = sha256Hex(line)
    text.push(`${line}\n`)
  }
  writeFileSync(file, text.join(''))
  return { folder, file }
}

describe('the journal of head office', () => {
  it('is read whole though its lines lie across the pieces it is read in, and a line torn at its end is cut off', async () => {
    const { folder, file } = journalOf(9000)
    const { size } = statSync(file)
    expect(size).toBeGreaterThan(2 * 1024 * 1024)
    appendFileSync(file, '{"n":9001,"prev":"')
    const spool = await Spool.open(folder)
    expect(spool.journal.map((entry) => entry.n)).toEqual(Array.from({ length: 9000 }, (_, at) => at + 1))
    expect(statSync(file).size).toBe(size)
    expect(await spool.append('office', sha256Hex('next'), 'session.open', NOW, '')).toMatchObject({ n: 9001 })
    expect((await Spool.open(folder)).journal).toHaveLength(9001)
  })

  it('is refused, and left as it is, when it is too large to be read whole: it is never taken for empty', async () => {
    const { folder, file } = journalOf(3)
    const more = (1 << 30) + 1
    truncateSync(file, more)
    await expect(Spool.open(folder)).rejects.toThrow(/a line of more than/)
    expect(statSync(file).size).toBe(more)
  })

  it('is refused where a line is altered in the middle of it', async () => {
    const { folder, file } = journalOf(9000)
    const { size } = statSync(file)
    const handle = await import('node:fs/promises').then(({ open }) => open(file, 'r+'))
    await handle.write('9', size - 1_000_000)
    await handle.close()
    await expect(Spool.open(folder)).rejects.toThrow(SpoolDamagedError)
  })
})
