import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const launcher = path.join(import.meta.dirname, '../../electron-host/launch.ts')
const folder = mkdtempSync(path.join(tmpdir(), 'host-'))
afterAll(() => rmSync(folder, { recursive: true }))

function start(name: string, main: string) {
  const file = path.join(folder, name)
  writeFileSync(file, main)
  const env = { ...process.env, ELECTRON_HOST_HEADLESS: '1', ELECTRON_HOST_LOADING_LIMIT_MS: '300' }
  return spawnSync(
    process.execPath,
    ['--experimental-strip-types', '--disable-warning=ExperimentalWarning', launcher, `--user-data-dir=${path.join(folder, 'data')}`, file],
    { env, encoding: 'utf8', timeout: 120_000 },
  )
}

describe('starting an application on the stand-in', () => {
  it('ends with the cause when the main module waits for readiness at its top level, where Electron would hang', () => {
    const { status, stderr } = start('deadlock.mjs', "import { app } from 'electron'\nawait app.whenReady()\n")
    expect(status).toBe(1)
    expect(stderr).toContain('use app.whenReady().then(start)')
  })
  it('ends with the stack when the main module throws', () => {
    const { status, stderr } = start('throws.mjs', "import 'electron'\nthrow new Error('no branch here')\n")
    expect(status).toBe(1)
    expect(stderr).toContain('no branch here')
  })
  it('names a member of Electron that it does not emulate', () => {
    const { status, stderr } = start('member.mjs', "import { app } from 'electron'\napp.setBadgeCount(1)\n")
    expect(status).toBe(1)
    expect(stderr).toContain('App.setBadgeCount is not in the subset')
  })
  it('gives require and import the same module', () => {
    const { status, stdout, stderr } = start(
      'both.mjs',
      "import { app } from 'electron'\nimport { createRequire } from 'node:module'\nconsole.log(createRequire(import.meta.url)('electron').app === app)\napp.exit(7)\n",
    )
    expect([status, stdout.trim(), stderr]).toEqual([7, 'true', ''])
  })
})
