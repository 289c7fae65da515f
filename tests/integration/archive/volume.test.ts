import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectOk } from '../../../core/kernel/result.ts'
import { type ArchiveWriter, openArchive } from '../../../electron/services/archive-writer.ts'
import { type AgeKey, newAgeKey } from '../../../protocol/age-file.ts'
import { openVolume } from '../../../protocol/archive-open.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'archive-'))
const papers = { 'papers/d101-1.pdf': Buffer.from('%PDF-1.7 contract'), 'index.pdf': Buffer.from('file index'), 'empty.json': Buffer.alloc(0) }
let archive: ArchiveWriter
let branch: AgeKey
let escrow: AgeKey
const draft = (archiveNo: string, files: Record<string, Buffer> = papers) => ({
  archiveNo,
  files: Object.entries(files).map(([name, bytes]) => ({ name, read: async () => bytes })),
  recipients: [branch.recipient, escrow.recipient],
  baggingDate: '2026-11-23',
  retentionClass: 'D15',
  disposeAfter: '2044-12-31',
  sourceOrganization: 'Branch 110199',
})
beforeAll(async () => {
  mkdirSync(path.join(folder, '.F001-XD-2026-D15-110199-00007.4711.tmp'))
  archive = await openArchive(folder)
  branch = await newAgeKey()
  escrow = await newAgeKey()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('a loan volume', () => {
  it('is a bag anybody can check, and opens with either key to the very papers', async () => {
    const volume = expectOk(await archive.seal(draft('F001-XD-2026-D15-110199-00001')))
    expect(volume.files).toBe(3)
    expect(await archive.check(volume.folder)).toEqual([])
    for (const key of [branch, escrow]) {
      const read: Record<string, string> = {}
      expectOk(
        await openVolume(volume.folder, [key.identity], ({ name, bytes }) => {
          read[name] = Buffer.from(bytes).toString()
        }),
      )
      expect(read).toEqual(Object.fromEntries(Object.entries(papers).map(([name, bytes]) => [name, bytes.toString()])))
    }
    expect(readFileSync(path.join(volume.folder, 'bag-info.txt'), 'utf8')).toContain('Retention-Class: D15\nDispose-After: 2044-12-31\n')
    expect(await archive.prove(volume.folder, [(await newAgeKey()).identity])).toMatchObject({ ok: false, error: { code: 'VOLUME_KEY_WRONG' } })
  })

  it('shows damage without a key: flipped, missing and extra files', async () => {
    const volume = expectOk(await archive.seal(draft('F001-XD-2026-D15-110199-00002')))
    const file = path.join(volume.folder, 'data', 'index.pdf.age')
    const good = readFileSync(file)
    const bad = Buffer.from(good)
    bad[bad.length - 1] = (bad.at(-1) ?? 0) ^ 1
    writeFileSync(file, bad)
    expect(await archive.check(volume.folder)).toEqual(['CHANGED'])
    expect(await archive.prove(volume.folder, [branch.identity])).toMatchObject({ ok: false, error: { code: 'VOLUME_DAMAGED' } })
    rmSync(file)
    expect(await archive.check(volume.folder)).toContain('MISSING')
    writeFileSync(file, good)
    writeFileSync(`${file}.copy`, good)
    expect(await archive.check(volume.folder)).toContain('NOT_LISTED')
  })

  it('is never written twice under one number, nor under a name that leads out, and leaves nothing half-made', async () => {
    expectOk(await archive.seal(draft('F001-XD-2026-D15-110199-00003')))
    expect(await archive.seal(draft('F001-XD-2026-D15-110199-00003'))).toMatchObject({ ok: false, error: { code: 'VOLUME_EXISTS' } })
    expect(await archive.seal(draft('../out'))).toMatchObject({ ok: false, error: { code: 'VOLUME_NAME_INVALID' } })
    expect(await archive.seal(draft('X1', { '../x': Buffer.alloc(1) }))).toMatchObject({ ok: false, error: { code: 'VOLUME_NAME_INVALID' } })
    const broken = { ...draft('X2'), files: [{ name: 'a', read: () => Promise.reject(new Error('disk')) }] }
    await expect(archive.seal(broken)).rejects.toThrow('disk')
    expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([])
  })
})
