// The Node that everything runs on: the platform package of Node 24 in node_modules where there is one, else the machine's.
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { giveUp } from './say.mjs'

const root = fileURLToPath(new URL('../..', import.meta.url))
const OLDEST = [22, 15]

/** Whether a version such as '22.15.0' has what the project needs (`registerHooks`, type stripping). @param {string} version */
export function newEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])
}

/** @returns {string | null} the installed platform package of Node, which also holds the headers for compiling */
export function nodePackage() {
  const folder = path.join(root, 'node_modules', `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`)
  return existsSync(folder) ? folder : null
}

/** The path of the right Node. @returns {string} */
export function ensureNode() {
  const folder = nodePackage()
  const file = folder && path.join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
  if (file && existsSync(file)) return file
  if (newEnough(process.versions.node)) return process.execPath
  return giveUp(
    `Node ${process.versions.node} is too old here and no Node 24 package was installed for ${process.platform}-${process.arch}. ` +
      'Install Node 22.15 or newer, or run `npm ci` without --omit=optional.',
  )
}
