import { readFileSync } from 'node:fs'

const ELF = { 62: 'x64', 183: 'arm64' }
/** The first word of a 64-bit Mach-O file, and what its second says of the processor. */
const MACH_O = 0xfeedfacf
const MACH = { 16777223: 'x64', 16777228: 'arm64' }
const PE = { 34404: 'x64', 43620: 'arm64' }

/** Whether a file of this name is code for one system and one processor. */
export const isNative = (/** @type {string} */ name) => /\.(node|dll|so|dylib)(\.[0-9.]+)?$/.test(name)

/**
 * What a native library was built for. `glibc`: the oldest GNU C library it starts with, as the 34 of 2.34, null where it asks for none.
 * `glib`: whether it calls GLib, of which Electron on Linux has another one in the process already.
 * @param {string} file
 * @returns {{ system: 'linux' | 'win32' | 'darwin' | 'unknown', arch: string, glibc: number | null, glib: boolean }}
 */
export function readNative(file) {
  const bytes = readFileSync(file)
  if (bytes.toString('latin1', 0, 2) === 'MZ') {
    const machine = bytes.readUInt16LE(bytes.readUInt32LE(0x3c) + 4)
    return { system: 'win32', arch: PE[machine] ?? `machine ${machine}`, glibc: null, glib: false }
  }
  if (bytes.length > 8 && bytes.readUInt32LE(0) === MACH_O) {
    const machine = bytes.readUInt32LE(4)
    return { system: 'darwin', arch: MACH[machine] ?? `machine ${machine}`, glibc: null, glib: false }
  }
  if (bytes.toString('latin1', 0, 4) !== '\x7fELF') return { system: 'unknown', arch: 'unknown', glibc: null, glib: false }
  const machine = bytes.readUInt16LE(18)
  const names = bytes.toString('latin1')
  const versions = [...names.matchAll(/\0GLIBC_2\.(\d+)/g)].map((match) => Number(match[1]))
  return {
    system: 'linux',
    arch: ELF[machine] ?? `machine ${machine}`,
    glibc: versions.length > 0 ? Math.max(...versions) : null,
    glib: /\0g_(object|type|value|signal|once|log)[a-z_]*\0/.test(names),
  }
}
