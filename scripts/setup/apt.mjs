// Debian and its relatives, as root: packages by apt.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { say } from './say.mjs'

const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }

export const canApt = () => process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')

/** Installs packages. @param {string[]} packages @param {string} reason @returns {boolean} whether apt was tried and did it */
export function aptInstall(packages, reason) {
  if (!canApt()) return false
  say(`installing ${packages.join(' ')} by apt (${reason})`)
  const install = () => spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { env, encoding: 'utf8' })
  spawnSync('apt-get', ['update', '-qq'], { env, stdio: 'ignore' })
  const { status, stderr } = install()
  if (status !== 0) console.error(stderr.split('\n').slice(-10).join('\n'))
  return status === 0
}
