import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { findPostgres } from '../../scripts/setup/postgres.mjs'

/** A PostgreSQL server for one suite: the given one, or one of its own that goes away with the suite. */
export interface PostgresServer {
  readonly version: string
  /** A folder that the server may read and write; null when it is not ours. */
  readonly folder: string | null
  /** A new empty database; its URL. */
  database(): Promise<string>
  stop(): Promise<void>
}

const NOBODY = 65_534
/** The server refuses to run as root. */
const asWhom = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

let count = 0
async function newDatabase(admin: string): Promise<string> {
  const name = `office_${process.pid}_${Date.now()}_${++count}`
  const client = new pg.Client({ connectionString: admin })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const url = new URL(admin)
  url.pathname = `/${name}`
  return url.href
}

async function versionOf(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ version: string }>('select version() as version')
  await client.end()
  return rows[0]?.version ?? ''
}

async function untilReady(url: string): Promise<string> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await versionOf(url)
    } catch (error) {
      if (attempt === 300) throw error
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }
}

/** Uses DATABASE_URL, or starts a server in a temporary folder. @throws when there is neither: `npm run setup` brings one */
export async function startPostgres(): Promise<PostgresServer> {
  const given = process.env.DATABASE_URL
  if (given) return { version: await versionOf(given), folder: null, database: () => newDatabase(given), stop: async () => undefined }
  const binaries = findPostgres()
  if (!binaries) throw new Error('no PostgreSQL server; run `npm run setup`')
  const folder = mkdtempSync(path.join(tmpdir(), 'postgres-'))
  chmodSync(folder, 0o700)
  if (asWhom.uid !== undefined) chownSync(folder, asWhom.uid, asWhom.gid)
  const data = path.join(folder, 'data')
  const program = (name: string): string => path.join(binaries, process.platform === 'win32' ? `${name}.exe` : name)
  const options = ['-D', data, '-U', 'office', '--auth=trust', '--encoding=UTF8', '--no-sync', '--locale=C']
  const made = spawnSync(program('initdb'), options, { ...asWhom, cwd: folder, encoding: 'utf8' })
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr || made.error?.message}`)
  const port = await freePort()
  const settings = [
    '-c',
    `unix_socket_directories=${process.platform === 'win32' ? '' : folder}`,
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'max_connections=60',
  ]
  const server = spawn(program('postgres'), ['-D', data, '-p', String(port), ...settings], { ...asWhom, cwd: folder, stdio: 'ignore' })
  const gone = new Promise<void>((resolve) => server.once('exit', () => resolve()))
  const admin = `postgres://office@127.0.0.1:${port}/postgres`
  const version = await untilReady(admin)
  return {
    version,
    folder,
    database: () => newDatabase(admin),
    stop: async () => {
      server.kill('SIGINT')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
