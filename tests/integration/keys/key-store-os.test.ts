import { describe, expect, it } from 'vitest'
import { makePasswordSlot, newDataKey, openPasswordSlot } from '../../../electron/services/key-slots.ts'
import { type AsyncSafeStorage, makeSafeStorageKeyStore } from '../../../electron/services/key-store-os.ts'
import { TEST_COST } from './test-keys.ts'

/** What Electron promises of safeStorage, for one OS user; on Linux the tag is v11 with a ring and v10 with a constant of Chromium. */
function storage(user: string, backend: ReturnType<AsyncSafeStorage['getSelectedStorageBackend']> = 'gnome_libsecret', tag = 'v11'): AsyncSafeStorage {
  return {
    isAsyncEncryptionAvailable: async () => true,
    // Chromium gives nothing back for nothing.
    encryptStringAsync: async (text) => Buffer.from(text && `${tag}${user}:${text}`),
    decryptStringAsync: async (sealed) => {
      const text = sealed.toString()
      if (!text.startsWith('v10constant:') && !text.startsWith(`${tag}${user}:`)) throw new Error('Error while decrypting the ciphertext')
      return { shouldReEncrypt: false, result: text.slice(text.indexOf(':') + 1) }
    },
    getSelectedStorageBackend: () => backend,
  }
}
/** Linux where no ring runs: Chromium seals with a constant that everybody knows. */
const withoutRing = (): AsyncSafeStorage => storage('constant', 'gnome_libsecret', 'v10')
/** A ring that stays locked: the person called its question off. */
const locked = (): AsyncSafeStorage => ({
  ...storage('li'),
  encryptStringAsync: () => Promise.reject(new Error('Error while encrypting the text')),
  decryptStringAsync: () => Promise.reject(new Error('safeStorage.decryptStringAsync is temporarily unavailable. Please try again.')),
})
/** A ring whose question nobody answers. */
const silent = (): AsyncSafeStorage => {
  const never = () => new Promise<never>(() => undefined)
  return { ...storage('li'), isAsyncEncryptionAvailable: never, encryptStringAsync: never, decryptStringAsync: never }
}

const PASSWORD = 'Counter-2026'
const of = (slotId: string) => ({ slotId, password: PASSWORD, dataKey: newDataKey() })
const onLinux = (store: AsyncSafeStorage) => makeSafeStorageKeyStore(store, { platform: 'linux' })
const unheardOnLinux = () => makeSafeStorageKeyStore(silent(), { platform: 'linux', withinMs: 1 })
const slotOn = (store: AsyncSafeStorage, order = of('T0101')) => makePasswordSlot({ ...order, osStore: onLinux(store) }, TEST_COST).then(({ slot }) => slot)
const refused = (code: string) => ({ ok: false, error: { code } })

describe('the OS key store', () => {
  it('binds a slot to the OS user', async () => {
    const order = of('T0101')
    const slot = await slotOn(storage('li'), order)
    expect(slot.osKey).not.toBeNull()
    expect(await openPasswordSlot(slot, PASSWORD, onLinux(storage('li')))).toEqual({ ok: true, value: order.dataKey })
    expect(await openPasswordSlot(slot, PASSWORD, onLinux(storage('wang')))).toMatchObject(refused('KEY_STORE_UNAVAILABLE'))
  })

  it.each(['basic_text', 'unknown'] as const)('is not used on Linux when the backend is %s', async (backend) => {
    expect((await slotOn(storage('li', backend))).osKey).toBeNull()
  })

  it('is not used on Linux when no ring runs and a constant would protect the key', async () => {
    const order = of('T0101')
    const slot = await slotOn(withoutRing(), order)
    expect(slot).toMatchObject({ osKey: null, portable: null })
    expect(await openPasswordSlot(slot, PASSWORD, onLinux(withoutRing()))).toEqual({ ok: true, value: order.dataKey })
  })

  it('is used on Windows and macOS, whose own ciphertext begins with v10', async () => {
    for (const platform of ['win32', 'darwin'] as const) {
      const osStore = makeSafeStorageKeyStore(storage('li', 'unknown', 'v10'), { platform })
      const order = of('T0101')
      const { slot } = await makePasswordSlot({ ...order, osStore }, TEST_COST)
      expect(slot.osKey).not.toBeNull()
      expect(await openPasswordSlot(slot, PASSWORD, osStore)).toEqual({ ok: true, value: order.dataKey })
    }
  })

  it('goes on opening what an older release bound to that constant, with a ring and without', async () => {
    const order = of('T0101')
    const older = { ...onLinux(withoutRing()), protect: async (key: Uint8Array) => Buffer.from(`v10constant:${Buffer.from(key).toString('base64')}`) }
    const { slot } = await makePasswordSlot({ ...order, osStore: older }, TEST_COST)
    expect(slot.osKey).not.toBeNull()
    for (const now of [withoutRing(), storage('li')]) expect(await openPasswordSlot(slot, PASSWORD, onLinux(now))).toEqual({ ok: true, value: order.dataKey })
    expect(await openPasswordSlot(slot, 'wrong', onLinux(withoutRing()))).toMatchObject(refused('PASSWORD_WRONG'))
  })

  it('that does not answer binds no slot: the password wraps alone', async () => {
    expect((await slotOn(locked())).osKey).toBeNull()
    expect((await makePasswordSlot({ ...of('T0101'), osStore: unheardOnLinux() }, TEST_COST)).slot.osKey).toBeNull()
  })

  it('that is locked, silent or gone for now is told from one of somebody else', async () => {
    const slot = await slotOn(storage('li'))
    const open = (store: AsyncSafeStorage) => openPasswordSlot(slot, PASSWORD, onLinux(store))
    expect(await open(locked())).toMatchObject(refused('KEY_STORE_LOCKED'))
    expect(await open(withoutRing())).toMatchObject(refused('KEY_STORE_LOCKED'))
    expect(await openPasswordSlot(slot, PASSWORD, unheardOnLinux())).toMatchObject(refused('KEY_STORE_LOCKED'))
    expect((await open(storage('li'))).ok).toBe(true)
  })
})
