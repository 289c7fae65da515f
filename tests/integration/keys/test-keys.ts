import { ok, refuse } from '../../../core/kernel/result.ts'
import type { KeyCost } from '../../../electron/services/key-slot.ts'
import type { OsKeyStore } from '../../../electron/services/os-key-store.ts'

/** Far below BRANCH_COST: these tests are about right and wrong, not about time. */
export const TEST_COST: KeyCost = { memoryKib: 64, passes: 1, lanes: 1 }

/** An OS key store of one OS user: what one user protects, another cannot open. */
export function osUser(mask: number): OsKeyStore {
  const flip = (bytes: Uint8Array) => Uint8Array.from(bytes, (byte) => byte ^ mask)
  return {
    protect: async (key) => Uint8Array.of(mask, ...flip(key)),
    unprotect: async (sealed) => (sealed[0] === mask ? ok(flip(sealed.slice(1))) : refuse('KEY_STORE_UNAVAILABLE')),
  }
}
