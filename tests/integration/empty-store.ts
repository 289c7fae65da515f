import { cpSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'

/** Environment of the tests and of the processes they start: where the empty database lies. */
const MADE = 'TEST_EMPTY_STORE'

/** Before any test of a run: one empty database of head office, which its embedded engine takes seconds to make and a moment to open. */
export default async function makeEmptyStore(): Promise<() => Promise<void>> {
  const { openPglite } = await import('../../headoffice/store/pglite.ts')
  const folder = await mkdtemp(path.join(tmpdir(), 'empty-store-'))
  const store = path.join(folder, 'store')
  await (await openPglite(store)).close()
  process.env[MADE] = store
  return () => rm(folder, { recursive: true, force: true })
}

/** Lays a copy of it where a head office to be set up in `folder` looks for its database; without one head office makes its own. */
export function layEmptyStore(folder: string): void {
  const made = process.env[MADE]
  if (made) cpSync(made, path.join(folder, 'store'), { recursive: true })
}
