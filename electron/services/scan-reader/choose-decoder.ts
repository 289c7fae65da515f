import { registerHooks } from 'node:module'

const NATIVE = /^@img\/sharp-linux[^/]*\/sharp\.node$/

/**
 * Electron brings the system's GLib into every process on Linux, sharp's native library a GLib of its own, and the two end the
 * process at the first picture. There sharp is told that it has no native library, and takes its WebAssembly one (ADR 0126).
 * To be called before sharp is loaded. Packages for Linux leave the native one out, so that nothing is left to choose.
 */
export function chooseDecoder(): void {
  if (process.platform !== 'linux' || process.versions.electron === undefined) return
  registerHooks({
    resolve(specifier, context, next) {
      if (NATIVE.test(specifier)) throw Object.assign(new Error(`${specifier} is not loaded beside Electron`), { code: 'MODULE_NOT_FOUND' })
      return next(specifier, context)
    },
  })
}
