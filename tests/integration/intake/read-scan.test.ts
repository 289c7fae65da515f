import { mkdtemp, rm, truncate, unlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readScan } from '../../../electron/services/read-scan.ts'

/** Files on sticks and shares that do not stay while they are read. */
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'read-scan-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function large(name: string): Promise<string> {
  const file = path.join(folder, name)
  await writeFile(file, Buffer.alloc(40 << 20, 0x25))
  return file
}

describe('a file that does not stay', () => {
  it('cut short in the middle of reading is missing, and never half a scan', async () => {
    const file = await large('cut.pdf')
    const reading = readScan(file)
    await truncate(file, 1 << 20)
    expect(await reading).toMatchObject({ ok: false, error: { code: 'FILE_MISSING' } })
  })

  it('gone before it is opened is missing', async () => {
    const file = await large('gone.pdf')
    await unlink(file)
    expect(await readScan(file)).toMatchObject({ ok: false, error: { code: 'FILE_MISSING' } })
  })

  it.each(['EBUSY', 'EPERM', 'EACCES'])('that another program holds is said to be held, at once or half way (%s)', async (code) => {
    const file = await large('held.pdf')
    for (const before of [[], [new Uint8Array(3)]]) {
      const read = await readScan(file, undefined, async function* () {
        yield* before
        throw Object.assign(new Error(code), { code })
      })
      expect(read).toEqual({ ok: false, error: { code: 'FILE_HELD', details: {} } })
    }
  })

  it('that is whole is read whole', async () => {
    const read = await readScan(await large('whole.pdf'))
    expect(read.ok && read.value.length).toBe(40 << 20)
  })

  // The memory of a process cannot be read at its first byte: the same error as of a stick pulled out, from a real file.
  it.runIf(process.platform === 'linux')('on a device that answers no more is missing', async () => {
    expect(await readScan('/proc/self/mem')).toMatchObject({ ok: false, error: { code: 'FILE_MISSING' } })
  })
})
