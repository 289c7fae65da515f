// Makes sqlite3's native part available: already there, kept from an earlier install, downloaded, or compiled.
// Its own install script is switched off in package.json (allowScripts) because it knows no cache and no local headers.
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import path from 'node:path'

const require = createRequire(import.meta.url)
const dir = path.dirname(require.resolve('sqlite3/package.json'))
const { version } = require('sqlite3/package.json')
const file = path.join(dir, 'build/Release/node_sqlite3.node')
const cacheDir = path.join(process.env.XDG_CACHE_HOME ?? process.env.LOCALAPPDATA ?? path.join(homedir(), '.cache'), 'first-loan-counter')
const kept = path.join(cacheDir, `sqlite3-${version}-napi-${process.platform}-${process.arch}.node`)
// Opens a database in a child: a binary built for newer headers loads but then crashes.
const loads = () =>
  existsSync(file) &&
  spawnSync(process.execPath, ['-e', `new (require(${JSON.stringify(dir)}).Database)(':memory:', (e) => process.exit(e ? 1 : 0))`]).status === 0
const run = (what, ...args) => {
  const r = spawnSync(process.execPath, [require.resolve(what), ...args], { cwd: dir, stdio: 'inherit', timeout: 600_000 })
  return r.status === 0 && loads()
}
const keep = () => {
  mkdirSync(cacheDir, { recursive: true })
  copyFileSync(file, kept)
}
if (!loads()) {
  if (existsSync(kept)) {
    mkdirSync(path.dirname(file), { recursive: true })
    copyFileSync(kept, file)
  }
  if (loads()) console.log('sqlite3: kept build')
  else if (run('prebuild-install/bin.js', '-r', 'napi')) keep()
  else {
    const headers = path.join(path.dirname(dir), `node-${process.platform}-${process.arch}`)
    console.log('sqlite3: compiling (one to three minutes)')
    if (!run('node-gyp/bin/node-gyp.js', 'rebuild', ...(existsSync(path.join(headers, 'include/node/node_api.h')) ? [`--nodedir=${headers}`] : []))) {
      console.error('sqlite3 could not be built: a C++ compiler, make and Python 3 are needed')
      process.exit(1)
    }
    keep()
  }
}
