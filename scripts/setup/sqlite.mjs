// The native part of sqlite3: already there, kept from an earlier install, downloaded, or compiled.
// Its own install script is off (.npmrc) because it knows no kept copy and no local headers.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import path from 'node:path'
import { aptInstall } from './apt.mjs'
import { nodePackage } from './node.mjs'
import { giveUp, say } from './say.mjs'

const DOWNLOAD_LIMIT_MS = 30_000
const COMPILE_LIMIT_MS = 3_600_000
const require = createRequire(import.meta.url)

/** Whether a program answers to --version. @param {string} program */
const has = (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0

function places() {
  const { version } = require('sqlite3/package.json')
  const folder = path.dirname(require.resolve('sqlite3/package.json'))
  const cache = process.env.XDG_CACHE_HOME ?? process.env.LOCALAPPDATA ?? path.join(homedir(), '.cache')
  const kept = path.join(cache, 'first-loan-counter', `sqlite3-${version}-napi-${process.platform}-${process.arch}.node`)
  return { folder, kept, binary: path.join(folder, 'build/Release/node_sqlite3.node') }
}

/** Opens a database in a child: a binary built for newer headers loads but then crashes. */
function works(node, { folder, binary }) {
  const script = `new (require(${JSON.stringify(folder)}).Database)(':memory:', (error) => process.exit(error ? 1 : 0))`
  return existsSync(binary) && spawnSync(node, ['-e', script]).status === 0
}

function copy(from, to) {
  mkdirSync(path.dirname(to), { recursive: true })
  copyFileSync(from, to)
}

function compile(node, folder) {
  if (!has('g++') && !has('clang++') && process.platform === 'linux') aptInstall(['g++', 'make', 'python3'], 'sqlite3 has to be compiled')
  const headers = nodePackage()
  const nodedir = headers && existsSync(path.join(headers, 'include/node/node_api.h')) ? [`--nodedir=${headers}`] : []
  say('compiling sqlite3 (one to three minutes)')
  const { status, stdout, stderr, error } = spawnSync(node, [require.resolve('node-gyp/bin/node-gyp.js'), 'rebuild', '-j', 'max', ...nodedir], {
    cwd: folder,
    timeout: COMPILE_LIMIT_MS,
    maxBuffer: 1 << 28,
  })
  if (error) giveUp(`compiling sqlite3 was stopped: ${error.message}. Try again when the machine is less busy`)
  if (status !== 0) console.error(`${stdout}${stderr}`.split('\n').slice(-30).join('\n'))
}

/** @param {string} node the Node that will load it */
export function ensureSqlite(node) {
  const at = places()
  if (works(node, at)) return
  if (existsSync(at.kept)) {
    copy(at.kept, at.binary)
    if (works(node, at)) return say('sqlite3: took the kept build')
  }
  say('sqlite3: looking for a prebuilt binary')
  spawnSync(node, [require.resolve('prebuild-install/bin.js'), '-r', 'napi'], { cwd: at.folder, stdio: 'ignore', timeout: DOWNLOAD_LIMIT_MS })
  if (!works(node, at)) compile(node, at.folder)
  if (!works(node, at)) giveUp('sqlite3 could not be built: it needs a C++ compiler, make and Python 3 (Windows: the Visual Studio build tools)')
  copy(at.binary, at.kept)
  return say('sqlite3: ready')
}
