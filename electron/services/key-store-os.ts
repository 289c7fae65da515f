import type { safeStorage } from 'electron'
import { ok, refuse } from '../../core/kernel/result.ts'
import type { OsKeyStore } from './os-key-store.ts'

/** The asynchronous members of safeStorage: the sync ones are deprecated in Electron 45 and gone in 46. */
export type AsyncSafeStorage = Pick<
  typeof safeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>

/** `basic_text` is a password fixed in Chromium, `unknown` means asked too early: neither protects anything (shell.md §4). */
const WORTHLESS: ReadonlySet<string> = new Set(['basic_text', 'unknown'])

/** How Chromium on Linux marks what it sealed by that fixed password, whatever the backend's name, because no ring runs. */
const FIXED_PASSWORD = Buffer.from('v10')

/** A locked ring asks its person on the screen; one that says nothing for so long is not waited for. */
const SILENT_MS = 15_000

/** What `work` gives, or null once it has failed or been silent for too long. */
async function answerOf<T>(work: Promise<T>, withinMs: number): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const silence = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), withinMs)
  })
  try {
    return await Promise.race([work, silence])
  } catch {
    return null
  } finally {
    clearTimeout(timer)
  }
}

/**
 * Electron's safeStorage as the second wrap: DPAPI on Windows, key ring on Linux, Keychain on macOS.
 * Ask only after the app is ready. What an older release sealed by the fixed password goes on opening; nothing new is sealed by it.
 * Only on Linux are there several backends to tell apart.
 * @example makeSafeStorageKeyStore(safeStorage)
 */
export function makeSafeStorageKeyStore(
  store: AsyncSafeStorage,
  { platform = process.platform, withinMs = SILENT_MS }: { readonly platform?: NodeJS.Platform; readonly withinMs?: number } = {},
): OsKeyStore {
  const seal = async (text: string): Promise<Uint8Array | null> => {
    if (platform === 'linux' && WORTHLESS.has(store.getSelectedStorageBackend())) return null
    if (!(await store.isAsyncEncryptionAvailable())) return null
    const sealed = await store.encryptStringAsync(text)
    return platform === 'linux' && sealed.subarray(0, FIXED_PASSWORD.length).equals(FIXED_PASSWORD) ? null : new Uint8Array(sealed)
  }
  const open = async (sealed: Uint8Array): Promise<Uint8Array | 'REFUSED'> =>
    store.decryptStringAsync(Buffer.from(sealed)).then(
      ({ result }) => new Uint8Array(Buffer.from(result, 'base64')),
      () => 'REFUSED',
    )
  return {
    protect: (key) => answerOf(seal(Buffer.from(key).toString('base64')), withinMs),
    async unprotect(sealed) {
      const opened = await answerOf(open(sealed), withinMs)
      if (opened === null) return refuse('KEY_STORE_LOCKED')
      if (opened !== 'REFUSED') return ok(opened)
      // A store that protects now and cannot open this is another OS user's, another PC's, or one that was reset.
      return refuse((await answerOf(seal('anything'), withinMs)) ? 'KEY_STORE_UNAVAILABLE' : 'KEY_STORE_LOCKED')
    },
  }
}
