import { type Result, refuse } from '../../core/kernel/result.ts'

/**
 * The second wrap of a key slot (rulings 9): what the operating system keeps for the signed-in OS user.
 * It protects a slot's extra key; alone it opens nothing, because the password is always needed too.
 */
export interface OsKeyStore {
  /** null where there is no store, only one with a fixed password, or none that answers: the password then wraps alone. */
  protect(key: Uint8Array): Promise<Uint8Array | null>
  /** Refuses KEY_STORE_UNAVAILABLE for another OS user's or PC's, KEY_STORE_LOCKED while the store does not answer. */
  unprotect(sealed: Uint8Array): Promise<Result<Uint8Array>>
}

/** No OS store: slots are wrapped by the password alone (Linux without a key ring, tests, demo, command lines). */
export const noOsKeyStore: OsKeyStore = {
  protect: async () => null,
  unprotect: async () => refuse('KEY_STORE_UNAVAILABLE'),
}
