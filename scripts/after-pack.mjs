// electron-builder's afterPack: a package whose libraries are of another system or processor would be built without a word and not start.
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { isNative, readNative } from './native-binaries.mjs'

const ARCHS = { 1: 'x64', 3: 'arm64' }
/** The GNU C library of UOS 20 and Kylin V10, 2.28. */
const OLDEST_GLIBC = 28

/** @param {{ appOutDir: string, arch: number, electronPlatformName: string, packager?: { config: { forceCodeSigning?: boolean, win?: { forceCodeSigning?: boolean } } } }} context */
export default function afterPack({ appOutDir, arch, electronPlatformName: system, packager }) {
  const faults = []
  const newer = []
  for (const name of readdirSync(appOutDir, { recursive: true, encoding: 'utf8' }).filter(isNative)) {
    const native = readNative(path.join(appOutDir, name))
    if (native.system !== system || native.arch !== ARCHS[arch]) faults.push(`${name} is of ${native.system} ${native.arch}`)
    if (system === 'linux' && native.glib) faults.push(`${name} calls GLib, of which Electron brings another one`)
    if ((native.glibc ?? 0) > OLDEST_GLIBC) newer.push(`${name} needs glibc 2.${native.glibc}`)
  }
  const old = `the oldest Linux we promise has glibc 2.${OLDEST_GLIBC}: build sqlite3 in a container as old (docs/guide/it.md)`
  const release = [packager?.config, packager?.config.win].some((settings) => settings?.forceCodeSigning === true)
  if (newer.length > 0 && release) faults.push(...newer, old)
  else if (newer.length > 0) console.warn(`not for release: ${newer.join('; ')}; ${old}`)
  if (faults.length > 0) throw new Error(`not a package for ${system} ${ARCHS[arch]}: ${faults.join('; ')}`)
}
