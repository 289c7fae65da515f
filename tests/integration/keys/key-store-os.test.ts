import { describe, expect, it } from 'vitest'
import { makePasswordSlot, newDataKey, openPasswordSlot } from '../../../electron/services/key-slots.ts'
import { type AsyncSafeStorage, makeSafeStorageKeyStore } from '../../../electron/services/key-store-os.ts'
import { TEST_COST } from './test-keys.ts'

/** What Electron promises of safeStorage, for one OS user. */
function storage(user: string, backend: ReturnType<AsyncSafeStorage['getSelectedStorageBackend']> = 'gnome_libsecret'): AsyncSafeStorage {
  return {
    isAsyncEncryptionAvailable: async () => true,
    encryptStringAsync: async (text) => Buffer.from(`${user}:${text}`),
    decryptStringAsync: async (sealed) => {
      if (!sealed.toString().startsWith(`${user}:`)) throw new Error('Error while decrypting the ciphertext')
      return { shouldReEncrypt: false, result: sealed.toString().slice(user.length + 1) }
    },
    getSelectedStorageBackend: () => backend,
  }
}
const of = (slotId: string) => ({ slotId, password: 'Counter-2026', dataKey: newDataKey() })

describe('the OS key store', () => {
  it('binds a slot to the OS user', async () => {
    const order = of('T0101')
    const slot = await makePasswordSlot({ ...order, osStore: makeSafeStorageKeyStore(storage('li')) }, TEST_COST)
    expect(slot.osKey).not.toBeNull()
    expect(await openPasswordSlot(slot, 'Counter-2026', makeSafeStorageKeyStore(storage('li')))).toEqual({ ok: true, value: order.dataKey })
    expect(await openPasswordSlot(slot, 'Counter-2026', makeSafeStorageKeyStore(storage('wang')))).toMatchObject({ error: { code: 'KEY_STORE_UNAVAILABLE' } })
  })

  it.each(['basic_text', 'unknown'] as const)('is not used on Linux when the backend is %s', async (backend) => {
    const slot = await makePasswordSlot({ ...of('T0101'), osStore: makeSafeStorageKeyStore(storage('li', backend), 'linux') }, TEST_COST)
    expect(slot.osKey).toBeNull()
  })

  it('is used on Windows, which has no such choice', async () => {
    expect(await makeSafeStorageKeyStore(storage('li', 'unknown'), 'win32').available()).toBe(true)
  })
})
