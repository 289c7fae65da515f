import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** One step of the schema: plain SQL, forward only, never edited once released. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

const NAME = /^(\d{4})-([a-z0-9]+(?:-[a-z0-9]+)*)\.sql$/

/**
 * The migrations of a folder, in order. The checksum ignores how the lines end, so that a checkout on Windows agrees.
 * @throws Error when a file is misnamed, a number is no multiple of ten, or one is taken twice
 * @example await readMigrations(path.join(appRoot, 'db/migrations'))
 */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).sort()
  const migrations = await Promise.all(
    names.map(async (file): Promise<Migration> => {
      const version = Number(NAME.exec(file)?.[1] ?? 0)
      if (version === 0 || version % 10 !== 0) throw new Error(`${file} is not named like 0010-create-loan-case.sql`)
      const sql = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n')
      return { version, name: file.slice(0, -'.sql'.length), sql, sha256: createHash('sha256').update(sql, 'utf8').digest('hex') }
    }),
  )
  if (migrations.length === 0) throw new Error('no migrations')
  if (new Set(migrations.map(({ version }) => version)).size !== migrations.length) throw new Error('two migrations share a number')
  return migrations
}
