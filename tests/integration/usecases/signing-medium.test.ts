import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { signingMedium } from '../../../electron/usecases/contract/signing-medium.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'counter-medium-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('proves a recording of a signing by name, size and hash, and takes nothing of it', async () => {
  const file = path.join(folder, '面签𬱖.mp4')
  const bytes = Buffer.alloc(3_000_001, 7)
  writeFileSync(file, bytes)
  expect(await signingMedium(file)).toEqual({
    ok: true,
    value: { medium: { name: '面签𬱖.mp4', sha256: createHash('sha256').update(bytes).digest('hex'), bytes: 3_000_001 } },
  })
  expect(await signingMedium(null)).toEqual({ ok: true, value: { medium: null } })
})
it('refuses an empty recording, and one that is gone', async () => {
  const empty = path.join(folder, 'empty.mp4')
  writeFileSync(empty, '')
  expect(await signingMedium(empty)).toMatchObject({ error: { code: 'FIELD_INVALID', details: { field: 'register.media' } } })
  expect(await signingMedium(path.join(folder, 'gone.mp4'))).toMatchObject({ error: { code: 'FILE_MISSING' } })
})
