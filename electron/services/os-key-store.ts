/**
 * The second wrap of a key slot (rulings 9): what the operating system keeps for the signed-in OS user.
 * It protects a slot's extra key; alone it opens nothing, because the password is always needed too.
 */
export interface OsKeyStore {
  /** False where there is no store, or only one with a fixed password. */
  available(): Promise<boolean>
  protect(key: Uint8Array): Promise<Uint8Array>
  /** null when this OS user or PC cannot open it. */
  unprotect(sealed: Uint8Array): Promise<Uint8Array | null>
}

/** No OS store: slots are wrapped by the password alone (Linux without a key ring, tests, demo, command lines). */
export const noOsKeyStore: OsKeyStore = {
  available: async () => false,
  protect: async () => {
    throw new Error('there is no OS key store to protect with')
  },
  unprotect: async () => null,
}
