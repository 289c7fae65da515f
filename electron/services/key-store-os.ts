import type { safeStorage } from 'electron'
import type { OsKeyStore } from './os-key-store.ts'

/** The asynchronous members of safeStorage: the sync ones are deprecated in Electron 45 and gone in 46. */
export type AsyncSafeStorage = Pick<
  typeof safeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

/** `basic_text` is a password fixed in Chromium, `unknown` means asked too early: neither protects anything (shell.md §4). */
const WORTHLESS: ReadonlySet<string> = new Set(['basic_text', 'unknown'])

/**
 * Electron's safeStorage as the second wrap: DPAPI on Windows, key ring on Linux, Keychain on macOS.
 * Ask only after the app is ready.
 * @param platform only Linux has several backends to tell apart
 * @example makeSafeStorageKeyStore(safeStorage)
 */
export function makeSafeStorageKeyStore(store: AsyncSafeStorage, platform: NodeJS.Platform = process.platform): OsKeyStore {
  return {
    async available() {
      if (platform === 'linux' && WORTHLESS.has(store.getSelectedStorageBackend())) return false
      return store.isAsyncEncryptionAvailable()
    },
    async protect(key) {
      return new Uint8Array(await store.encryptStringAsync(Buffer.from(key).toString('base64')))
    },
    async unprotect(sealed) {
      try {
        const { result } = await store.decryptStringAsync(Buffer.from(sealed))
        return new Uint8Array(Buffer.from(result, 'base64'))
      } catch {
        // Another OS user, another PC, or a key ring that was reset: the slot's owner needs the recovery code or a reset.
        return null
      }
    },
  }
}
